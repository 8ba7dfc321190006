import { Lazy } from 'cdk8s';
import type { LoraRequest } from '../../target/engine-request';
import type { InferenceRequest } from '../../target/inference-request';
import { modelPath } from '../../target/model-path';
import type { ModelStore } from '../../target/storage';
import type { LlmModel } from '../crds/kserve';

/** The model with its adapters, as KServe finds them in the zone's store. */
export function modelSource({ model, modelStore, lora }: InferenceRequest): LlmModel {
  const source = { uri: `${rootOf(modelStore)}/${modelPath(model)}`, name: model.name };
  return lora === undefined ? source : { ...source, lora: Lazy.any({ produce: () => adapters(lora, modelStore) }) as LlmModel['lora'] };
}

/** Read late, when every adapter was added. All of them stay in main memory, so that none is read from disk between two requests. */
function adapters(lora: LoraRequest, modelStore: ModelStore): LlmModel['lora'] {
  const added = lora.adapters();
  return {
    ...(added.length > 0 && { adapters: added.map(({ name, path }) => ({ name, uri: `${rootOf(modelStore)}/${path}` })) }),
    maxRank: lora.maxLoraRank,
    maxAdapters: lora.maxLoras,
    maxCpuAdapters: Math.max(lora.maxLoras, added.length),
  };
}

function rootOf(modelStore: ModelStore): string {
  return modelStore.kind === 'volume' ? `pvc://${modelStore.claimName}` : modelStore.uri;
}
