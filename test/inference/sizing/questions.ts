import { Accelerator } from '../../../src/catalog/accelerators';
import { Model } from '../../../src/catalog/models';
import { Layout, ONE_GPU } from '../../../src/inference/sizing/layout';
import type { Question } from '../../../src/inference/sizing/question';

/** What a question changes; sizes of the layout that it leaves out are 1. */
export type Change = Partial<Omit<Question, 'layout'>> & { readonly layout?: Partial<Layout> };

/** A question about Llama 3.1 8B on one H100, with the defaults of a pool, unless said otherwise. */
export function aQuestion({ layout, ...change }: Change = {}): Question {
  return {
    model: Model.LLAMA_3_1_8B_INSTRUCT,
    accelerator: Accelerator.H100_80GB,
    layout: { ...ONE_GPU, ...layout },
    maxModelLen: 8192,
    maxConcurrency: 1,
    maxNumBatchedTokens: 8192,
    maxNumSeqs: 128,
    gpuMemoryUtilization: 0.92,
    kvCacheDtype: 'auto',
    engineMinor: 27,
    ...change,
  };
}

/** A model like another, with figures of its own. */
export function like(model: Model, facts: Partial<Model>): Model {
  return Model.custom({ ...model, ...facts });
}

/** A device with the memory that an engine logged. */
export function aDevice(gib: number, facts: Partial<Accelerator> = {}): Accelerator {
  const memoryMib = Math.ceil(gib * 1024);
  return Accelerator.custom({ ...Accelerator.H100_80GB, name: 'LOGGED', memoryMib, cudaMemoryMib: gib * 1024, ...facts });
}
