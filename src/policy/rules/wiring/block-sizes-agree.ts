import type { Problem } from '../../../core/problem';
import { Engine, variableOf } from '../../engines';
import { objectAt, valueAt } from '../../json';
import { Picker, pluginsOf } from '../../pickers';
import { isSelected } from '../../pods';
import { problemWith, Rule, Scene } from '../../rule';

/** Tokens of a block unless the engine is told otherwise. */
const BLOCK_SIZE = 16;
const SEED = 'PYTHONHASHSEED';

/**
 * Rule 4: engines and the index of a precise picker cut prompts into blocks of one size, and hash them from one seed.
 *
 * Silent on approximate indexes, which keep a size of their own, and on seeds that a picker does not say.
 */
export const blockSizesAgree: Rule = (scene) => scene.pickers.flatMap((picker) => {
  const engines = enginesFor(picker, scene);
  return [...sizes(picker, engines), ...seeds(picker, engines)];
});

/** The engines of the pool that a picker is told of. */
function enginesFor({ pod, line }: Picker, { engines, find }: Scene): readonly Engine[] {
  const pool = find('InferencePool', pod.namespace, line.text('--pool-name') ?? '');
  const selector = objectAt(pool?.object, 'spec', 'selector', 'matchLabels');
  return selector === undefined ? [] : engines.filter((engine) => engine.pod.namespace === pod.namespace && isSelected(engine.pod.labels, selector));
}

function sizes(picker: Picker, engines: readonly Engine[]): readonly Problem[] {
  return parametersOf(picker).flatMap((parameters) => {
    const size = valueAt(parameters, 'blockSizeTokens') ?? valueAt(parameters, 'blockSize');
    return engines.filter(({ line }) => typeof size === 'number' && ![undefined, size].includes(line.count('--block-size', BLOCK_SIZE))).map(({ pod, field, line }) => problemWith(pod.source, {
      code: 'BlockSizesDiffer', prop: `${field}/args --block-size`, value: line.count('--block-size', BLOCK_SIZE),
      rule: `is not the block size of the picker's index (${String(size)})`, remedy: `use ${String(size)} in both`,
    }));
  });
}

/** Seeds differ between engines that share blocks, or from the one that the picker is told. */
function seeds(picker: Picker, engines: readonly Engine[]): readonly Problem[] {
  return parametersOf(picker).flatMap((parameters) => {
    const told = valueAt(parameters, 'hashSeed') ?? engines.map(({ container }) => variableOf(container, SEED)).find((seed) => seed !== undefined);
    return engines.filter(({ container }) => told !== undefined && variableOf(container, SEED) !== String(told)).map(({ pod, container, field }) => problemWith(pod.source, {
      code: 'HashSeedsDiffer', prop: `${field}/env ${SEED}`, value: variableOf(container, SEED), rule: `is not the seed that blocks of this pool are hashed from (${String(told)})`, remedy: `use ${String(told)} in all`,
    }));
  });
}

/** How the precise indexes of a picker hash: where it is said now, and where it was said before. */
function parametersOf(picker: Picker): readonly unknown[] {
  return pluginsOf(picker, 'precise-prefix-cache-producer', 'precise-prefix-cache-scorer')
    .map((plugin) => objectAt(plugin, 'parameters', 'tokenProcessorConfig') ?? objectAt(plugin, 'parameters', 'indexerConfig', 'tokenProcessorConfig'));
}
