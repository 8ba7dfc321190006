import type { Problem } from '../../../core/problem';
import { Engine, variableOf } from '../../engines';
import { objectAt, valueAt } from '../../json';
import { Picker, pluginsOf } from '../../pickers';
import { enginesFor } from '../../pools';
import { problemWith, Rule } from '../../rule';

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

function sizes(picker: Picker, engines: readonly Engine[]): readonly Problem[] {
  return parametersOf(picker).flatMap((parameters) => {
    const size = valueAt(parameters, 'blockSizeTokens') ?? valueAt(parameters, 'blockSize');
    const counts = engines.map((engine) => ({ ...engine, count: engine.line.count('--block-size', BLOCK_SIZE) }));
    return counts.filter(({ count }) => typeof size === 'number' && count !== undefined && count !== size).map(({ pod, field, count }) => problemWith(pod.source, {
      code: 'BlockSizesDiffer', prop: `${field}/args --block-size`, value: count,
      rule: `is not the block size of the picker's index (${String(size)})`, remedy: `use ${String(size)} in both`,
    }));
  });
}

/** Seeds differ between engines that share blocks, or from the one that the picker is told. */
function seeds(picker: Picker, engines: readonly Engine[]): readonly Problem[] {
  return parametersOf(picker).flatMap((parameters) => {
    const told = valueAt(parameters, 'hashSeed') ?? engines.map(({ container }) => variableOf(container, SEED)).find((seed) => seed !== undefined);
    const seeded = engines.map((engine) => ({ ...engine, seed: variableOf(engine.container, SEED) }));
    return seeded.filter(({ seed }) => told !== undefined && seed !== String(told)).map(({ pod, field, seed }) => problemWith(pod.source, {
      code: 'HashSeedsDiffer', prop: `${field}/env ${SEED}`, value: seed, rule: `is not the seed that blocks of this pool are hashed from (${String(told)})`, remedy: `use ${String(told)} in all`,
    }));
  });
}

/** How the precise indexes of a picker hash: where it is said now, and where it was said before. */
function parametersOf(picker: Picker): readonly unknown[] {
  return pluginsOf(picker, 'precise-prefix-cache-producer', 'precise-prefix-cache-scorer')
    .map((plugin) => objectAt(plugin, 'parameters', 'tokenProcessorConfig') ?? objectAt(plugin, 'parameters', 'indexerConfig', 'tokenProcessorConfig'));
}
