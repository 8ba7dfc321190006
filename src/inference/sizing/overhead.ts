import { gpusOf } from './layout';
import { ActivationRow, ACTIVATIONS, CUDA_GRAPHS, GRAPHS_COUNTED_SINCE, NON_TORCH, UNIFIED_NON_TORCH } from './overhead-table';
import type { Question } from './question';
import type { Model } from '../../catalog/models';
import { layersOf } from '../../catalog/models/attention';
import { GIB } from '../../units/gib';

/** Memory that is neither weights nor cache, GiB a GPU. */
export interface Overhead {
  /** Activations of one step, at their peak. */
  readonly activationGib: number;
  /** What the driver, NCCL and the runtime take outside of the allocator. */
  readonly nonTorchGib: number;
  /** Graphs of recorded steps; 0 where the engine does not count them. */
  readonly cudaGraphsGib: number;
  /** Room for adapters; 0 without. */
  readonly loraGib: number;
  /** Embeddings of images that wait for their step. */
  readonly multimodalGib: number;
  /**
   * Where the activations are from: measured on this very class and engine, on this class and an older engine, the
   * largest that any class of its kind reached, or by the user.
   */
  readonly basis: 'measured' | 'older-engine' | 'kind' | 'user';
}

/** Batched tokens that the table was measured with. */
const MEASURED_TOKENS = 8192;

/** What an engine takes beside weights and cache. Where nothing was measured, the most that was measured of the kind. */
export function overheadOf(question: Question): Overhead {
  const { gib, basis } = activationOf(question);
  return {
    activationGib: gib,
    nonTorchGib: nonTorchOf(question),
    cudaGraphsGib: question.engineMinor >= GRAPHS_COUNTED_SINCE && question.enforceEager !== true ? CUDA_GRAPHS.gib : 0,
    loraGib: loraOf(question),
    multimodalGib: encodesImages(question) ? question.maxNumBatchedTokens * question.model.hiddenSize * 2 / GIB : 0,
    basis,
  };
}

/** All of it, GiB a GPU. */
export function totalGib(overhead: Overhead): number {
  return overhead.activationGib + overhead.nonTorchGib + overhead.cudaGraphsGib + overhead.loraGib + overhead.multimodalGib;
}

function activationOf(question: Question): { readonly gib: number; readonly basis: Overhead['basis'] } {
  const { model, engineMinor, maxNumBatchedTokens } = question;
  if (model.measured?.activationGib !== undefined) {
    return { gib: model.measured.activationGib, basis: 'user' };
  }
  const own = newestOf(ACTIVATIONS.filter(({ architecture }) => architecture === model.architecture), engineMinor);
  const gib = own?.gib ?? largestOfKind(question);
  const scale = Math.max(1, maxNumBatchedTokens / MEASURED_TOKENS);
  return { gib: gib * scale, basis: own === undefined ? 'kind' : own.engineMinor === engineMinor ? 'measured' : 'older-engine' };
}

/** The largest of the newest figures of each class of the kind, before the engine's version: no class is a proxy for another. */
function largestOfKind(question: Question): number {
  const kind = kindOf(question);
  const classes = [...new Set(ACTIVATIONS.filter((row) => row.kind === kind).map(({ architecture }) => architecture))];
  const rows = classes.map((name) => newestOf(ACTIVATIONS.filter(({ architecture }) => architecture === name), question.engineMinor));
  // an engine of 2024 ran that class without graphs or a limit on images
  const typical = rows.filter((row): row is ActivationRow => row !== undefined && row.architecture !== 'MllamaForConditionalGeneration');
  return Math.max(...(typical.length > 0 ? typical : ACTIVATIONS).map(({ gib }) => gib));
}

function kindOf({ model, languageModelOnly }: Question): ActivationRow['kind'] {
  const mixture = model.experts !== undefined;
  return mixture ? 'mixture' : model.multimodal === true && languageModelOnly !== true ? 'multimodal' : 'dense';
}

function nonTorchOf(question: Question): number {
  const { model, accelerator, layout, engineMinor } = question;
  if (model.measured?.nonTorchGib !== undefined) {
    return model.measured.nonTorchGib;
  }
  const row = newestOf(NON_TORCH, engineMinor) ?? NON_TORCH[NON_TORCH.length - 1]!;
  const discrete = gpusOf(layout) > 1 ? row.severalGib : row.oneGpuGib;
  return accelerator.unifiedMemory === true ? Math.max(discrete, UNIFIED_NON_TORCH.gib) : discrete;
}

/** The row of the newest engine that is not newer than the one in question. */
function newestOf<Row extends { readonly engineMinor: number }>(rows: readonly Row[], engineMinor: number): Row | undefined {
  return rows.filter((row) => row.engineMinor <= engineMinor).sort((a, b) => b.engineMinor - a.engineMinor)[0];
}

function encodesImages({ model, languageModelOnly }: Question): boolean {
  return model.multimodal === true && languageModelOnly !== true;
}

/** Slots for adapters, of two matrices for each linear layer, at 16 bit; each rank is given those that no rank shares out. */
function loraOf({ model, lora, layout }: Question): number {
  if (lora === undefined) {
    return 0;
  }
  return lora.maxLoras * adapterGib(model, lora.maxLoraRank) / layout.pipelineParallelSize;
}

/** One adapter of a rank, as the engine keeps it, GiB. */
export function adapterGib(model: Model, rank: number): number {
  const layers = layersOf(model.attention);
  const hidden = model.hiddenSize;
  const inner = model.experts === undefined ? model.intermediateSize ?? 4 * hidden : model.experts.count * model.experts.intermediateSize;
  const rows = 4 * 2 * hidden + 3 * (hidden + inner);
  return rank * layers * rows * 2 / GIB;
}
