import { Lazy } from 'cdk8s';
import { cachedUri } from './model-cache';
import type { LoraRequest } from '../../target/engine-request';
import type { InferenceRequest } from '../../target/inference-request';
import { modelPath } from '../../target/model-path';
import type { ModelStore } from '../../target/storage';
import type { LlmModel } from '../crds/kserve';
import type { WeightsRequest } from '../kubernetes/engine/weights';

/** The model with its adapters, as KServe finds them in the zone's store. */
export function modelSource(need: InferenceRequest): LlmModel {
  const { model, modelStore, lora } = need;
  const source = { uri: modelUri(need), name: model.name };
  return lora === undefined ? source : { ...source, lora: Lazy.any({ produce: () => adapters(lora, modelStore) }) as LlmModel['lora'] };
}

/** Where KServe finds the model: where a cache keeps it, or in the store. */
export function modelUri(need: WeightsRequest): string {
  return cachedUri(need) ?? `${rootOf(need.modelStore)}/${modelPath(need.model)}`;
}

/** Read late, when every adapter was added. All of them stay in main memory, so that none is read from disk between two requests. */
function adapters(lora: LoraRequest, modelStore: ModelStore): LlmModel['lora'] {
  const added = lora.adapters();
  return {
    ...(added.length > 0 && { adapters: added.map(({ name, path }) => ({ name, uri: `${rootOf(modelStore)}/${path}` })) }),
    maxRank: lora.maxLoraRank,
    maxAdapters: lora.maxLoras,
    maxCpuAdapters: lora.maxCpuLoras ?? Math.max(lora.maxLoras, added.length),
  };
}

function rootOf(modelStore: ModelStore): string {
  return modelStore.kind === 'volume' ? `pvc://${modelStore.claimName}` : modelStore.uri;
}
