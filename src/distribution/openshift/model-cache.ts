import type { Construct } from 'constructs';
import type { Fulfilment } from '../../target/binding';
import { mirrored } from '../../target/images';
import type { InferenceRequest } from '../../target/inference-request';
import { modelPath } from '../../target/model-path';
import { LocalModelNamespaceCache } from '../crds/local-model';
import type { Conventions } from '../kubernetes/conventions';
import { settledCache, type SettledCache } from '../kubernetes/engine/model-cache';
import { cacheClaim, type WeightsRequest } from '../kubernetes/engine/weights';
import { workloadLabels } from '../kubernetes/labels';

/** Makes the cache of a pool that KServe serves: it mounts images itself, and keeps models on nodes where a group of them is named. */
export function kserveCache(scope: Construct, need: InferenceRequest, conventions: Conventions): SettledCache {
  const { modelCache, modelStore } = need;
  if (modelCache?.kind === 'image') {
    return { need, fulfilments: [met(`KServe runs the image '${modelCache.reference}' beside the engine, and each node pulls it once`)] };
  }
  return modelCache?.kind === 'node' && modelStore.kind === 'object-store'
    ? { need, fulfilments: [keptOnNodes(scope, need, modelCache.nodeGroup, `${modelStore.uri}/${modelPath(need.model)}`)] }
    : settledCache(scope, need, conventions);
}

/** Address of the weights where a cache brings them elsewhere than the store. */
export function cachedUri({ cluster, model, modelCache, modelStore, name }: WeightsRequest): string | undefined {
  if (modelCache?.kind === 'image') {
    return `oci://${mirrored(cluster.registry, modelCache.reference)}`;
  }
  return modelCache?.kind === 'volume' && modelStore.kind === 'object-store' ? `pvc://${cacheClaim({ name })}/${modelPath(model)}` : undefined;
}

function keptOnNodes(scope: Construct, need: InferenceRequest, nodeGroup: string, sourceModelUri: string): Fulfilment {
  const cache = new LocalModelNamespaceCache(scope, 'NodeCache', {
    metadata: { name: need.name, namespace: need.namespace, labels: workloadLabels(need.name, 'model-cache') },
    spec: { sourceModelUri, modelSize: `${Math.ceil(need.model.weightsGib)}Gi`, nodeGroups: [nodeGroup], serviceAccountName: need.serviceAccountName },
  });
  return met(`KServe keeps the weights on the disks of the nodes of '${nodeGroup}', where replicas find them`, [cache]);
}

function met(reason: string, objects: Fulfilment['objects'] = []): Fulfilment {
  return { capability: 'model.cache', level: 'substituted', reason, objects };
}
