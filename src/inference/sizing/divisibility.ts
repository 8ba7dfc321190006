import { ONE_GPU } from './layout';
import type { Question } from './question';
import type { AttentionGroup } from '../../catalog/models/attention';
import { FORMAT_DEMANDS } from '../../catalog/weights-formats';
import type { Violation } from '../../errors/validation-error';

/** Rows that engines pad a vocabulary to. */
const VOCABULARY_PADDING = 64;

/** What decides whether a model can be spread as it is. */
export type Spread = Pick<Question, 'model' | 'layout'> & Partial<Pick<Question, 'accelerator' | 'draft'>>;

/** Why no engine starts with this layout, whatever the memory; empty where one would. */
export function obstaclesTo(question: Spread): readonly Violation[] {
  return [
    ...headObstacles(question), ...cacheHeadObstacles(question), ...stateObstacles(question), ...vocabularyObstacles(question),
    ...blockObstacles(question), ...expertObstacles(question), ...stageObstacles(question), ...contextObstacles(question),
    ...deviceObstacles(question), ...draftObstacles(question),
  ];
}

/** What a layout wastes, though an engine starts with it. */
export function warningsOf({ model, layout }: Question): readonly Violation[] {
  const size = layout.tensorParallelSize / layout.decodeContextParallelSize;
  const fewest = Math.min(...model.attention.map((group) => 'kvHeads' in group ? group.kvHeads : Infinity));
  const latent = model.attention.some(({ kind }) => kind === 'latent');
  const copied = size > fewest
    ? [of('KvHeadsReplicated', size, `exceeds the ${fewest} key-value heads of '${model.name}', so that ranks keep the same heads`, `use ${fewest} and more replicas, or share out the tokens by 'decodeContextParallelSize'`)]
    : [];
  const same = latent && size > 1
    ? [of('LatentCacheReplicated', size, `keeps the whole latent cache of '${model.name}' on each rank`, "use 'dataParallelSize' instead where the weights fit")]
    : [];
  return [...copied, ...same];
}

function headObstacles({ model, layout }: Spread): readonly Violation[] {
  const size = layout.tensorParallelSize;
  if (model.attentionHeads % size === 0) {
    return [];
  }
  return [of('HeadsNotDivisible', size, `must divide the ${model.attentionHeads} attention heads of '${model.name}'`, `use one of: ${divisorsOf(model.attentionHeads).join(', ')}`)];
}

function cacheHeadObstacles({ model, layout }: Spread): readonly Violation[] {
  const size = layout.tensorParallelSize;
  const odd = model.attention.find((group): group is AttentionGroup & { readonly kvHeads: number } => 'kvHeads' in group && group.kvHeads % size !== 0 && size % group.kvHeads !== 0);
  return odd === undefined ? [] : [of('KvHeadsNotDivisible', size, `must divide the ${odd.kvHeads} key-value heads of '${model.name}', or be a multiple of them`, `use one of: ${divisorsOf(odd.kvHeads).join(', ')}`)];
}

function stateObstacles({ model, layout }: Spread): readonly Violation[] {
  const size = layout.tensorParallelSize;
  const odd = model.attention.find((group) => group.kind === 'recurrent' && group.heads % size !== 0);
  return odd?.kind !== 'recurrent' ? [] : [of('StateHeadsNotDivisible', size, `must divide the ${odd.heads} heads of the recurrent state of '${model.name}'`, `use one of: ${divisorsOf(odd.heads).join(', ')}`)];
}

function vocabularyObstacles({ model, layout }: Spread): readonly Violation[] {
  const padded = Math.ceil((model.vocabularySize ?? 0) / VOCABULARY_PADDING) * VOCABULARY_PADDING;
  const size = layout.tensorParallelSize;
  return padded % size === 0 ? [] : [of('VocabularyNotDivisible', size, `must divide the vocabulary of '${model.name}', which is padded to ${padded}`, 'use a power of two')];
}

/** Block-wise 8-bit weights: a rank takes whole blocks. Experts stay whole where data-parallel engines share them. */
function blockObstacles({ model, layout }: Spread): readonly Violation[] {
  const block = model.quantizationBlock;
  const widths = [model.intermediateSize, layout.dataParallelSize === 1 ? model.experts?.intermediateSize : undefined];
  const odd = widths.find((width) => block !== undefined && width !== undefined && width / layout.tensorParallelSize % block !== 0);
  if (block === undefined || odd === undefined) {
    return [];
  }
  const size = layout.tensorParallelSize;
  const fitting = divisorsOf(model.attentionHeads).filter((other) => odd / other % block === 0);
  return [of('BlocksNotDivisible', size, `leaves a rank ${odd / size} of ${odd} columns of '${model.name}', which is no multiple of its quantisation block of ${block}`, `use one of: ${fitting.join(', ')}`)];
}

function expertObstacles({ model, layout }: Spread): readonly Violation[] {
  const size = layout.tensorParallelSize * layout.dataParallelSize;
  if (layout.dataParallelSize === 1 || model.experts === undefined || model.experts.count % size === 0) {
    return [];
  }
  const rule = `makes an expert-parallel group of ${size}, which must divide the ${model.experts.count} experts of '${model.name}'`;
  return [{ code: 'ExpertsNotDivisible', prop: 'dataParallelSize', value: layout.dataParallelSize, rule, remedy: `choose one whose product with 'tensorParallelSize' (${layout.tensorParallelSize}) does` }];
}

function stageObstacles({ model, layout }: Spread): readonly Violation[] {
  const layers = model.attention.reduce((sum, group) => sum + group.layers, 0);
  if (layers === 0 || layout.pipelineParallelSize <= layers) {
    return [];
  }
  return [{ code: 'StagesExceedLayers', prop: 'pipelineParallelSize', value: layout.pipelineParallelSize, rule: `must be at most the ${layers} layers of '${model.name}'`, remedy: 'lower it' }];
}

function contextObstacles({ model, layout, draft }: Spread): readonly Violation[] {
  const [size, tensor] = [layout.decodeContextParallelSize, layout.tensorParallelSize];
  if (size === 1) {
    return [];
  }
  const heads = [...model.attention, ...draft?.attention ?? []].map((group) => 'kvHeads' in group ? group.kvHeads : 1);
  const most = Math.max(1, Math.floor(tensor / Math.max(...heads)));
  const windowed = model.attention.some(({ kind }) => kind === 'sliding' || kind === 'chunked' || kind === 'recurrent');
  const fault = windowed ? `shares out tokens, and layers of '${model.name}' keep no more than a window of them`
    : tensor % size !== 0 ? `must divide 'tensorParallelSize' (${tensor})`
      : size > most ? `must be at most ${most}: the ranks that keep the same heads of '${model.name}'` : undefined;
  return fault === undefined ? [] : [{ code: 'ContextNotDivisible', prop: 'decodeContextParallelSize', value: size, rule: fault, remedy: windowed || most === 1 ? 'leave it out' : `use a divisor of ${most}` }];
}

function deviceObstacles(spread: Spread): readonly Violation[] {
  return [...sliceObstacles(spread), ...formatObstacles(spread)];
}

/** Engines have no kernels for every number format on every generation of GPUs. */
function formatObstacles({ accelerator, model: { name, weightsFormat } }: Spread): readonly Violation[] {
  const least = weightsFormat === 'bf16' ? undefined : FORMAT_DEMANDS[weightsFormat].computeCapability;
  if (accelerator === undefined || least === undefined || Number(accelerator.computeCapability) >= Number(least)) {
    return [];
  }
  const rule = `has weights in ${weightsFormat}, which vLLM runs from compute capability ${least} on, and '${accelerator.name}' has ${accelerator.computeCapability}`;
  return [{ code: 'FormatNotOnDevice', prop: 'model', value: name, rule, remedy: 'choose a newer GPU, or a checkpoint in another format' }];
}

function sliceObstacles({ accelerator, layout }: Spread): readonly Violation[] {
  const size = layout.tensorParallelSize;
  return accelerator?.slice !== true || size === 1 ? [] : [of('SlicesNotJoined', size, `must be 1 on '${accelerator.name}': slices of a GPU do not reach one another's memory`, 'choose a larger slice or whole GPUs')];
}

/** A draft is shared out among the ranks of its model. */
function draftObstacles({ layout, draft }: Spread): readonly Violation[] {
  return draft?.model === undefined ? [] : obstaclesTo({ model: draft.model, layout: { ...ONE_GPU, tensorParallelSize: layout.tensorParallelSize } });
}

function of(code: string, value: number, rule: string, remedy: string): Violation {
  return { code, prop: 'tensorParallelSize', value, rule, remedy };
}

function divisorsOf(count: number): readonly number[] {
  return Array.from({ length: count }, (_, index) => index + 1).filter((size) => count % size === 0);
}
