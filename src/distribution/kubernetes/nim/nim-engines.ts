import type { Construct } from 'constructs';
import { nimCache } from './nim-cache';
import { nimCopies, nimFiles } from './nim-files';
import { nimMetrics, nimService } from './nim-service';
import type { Finding, Fulfilment } from '../../../target/binding';
import type { NimEngineRequest } from '../../../target/engine-request';
import { rolesOf, type InferenceRequest, type RoleRequest } from '../../../target/inference-request';
import type { Conventions } from '../conventions';
import { disruptionBudget } from '../engine/engine';
import { requireNothingOfVllm } from '../engine/engine-limits';
import type { ServedPool } from '../engine/served-pool';
import { roleSelector } from '../labels';
import { scrapedOnly } from '../monitoring/monitoring';

/** Serves a pool by a NIM: the same entrance leads to it, by the labels of its pods. */
export function servedByNim(scope: Construct, need: InferenceRequest, nim: NimEngineRequest, conventions: Conventions): ServedPool {
  const [role] = rolesOf(need);
  requireNothingOfVllm(need, 'a NIM', scope);
  const caches = nimCache(scope, role!, nim, conventions);
  const service = nimService(scope, role!, nim, conventions);
  disruptionBudget(scope, role!, roleSelector(role!));
  return {
    replicas: [service],
    watched: (picker) => [scrapedOnly([nimMetrics(scope, role!, conventions), ...(picker === undefined ? [] : [picker])])],
    served: [{ capability: 'ai_inference', level: 'substituted', reason: servedReason(need, nim), objects: [...caches, service] }],
    ownsService: true,
    scaled: () => [fixed(role!)],
    findings: onOneNode(role!, nim),
    models: nimCopies(need, nim),
    podSecurity: 'baseline',
  };
}

const SOURCES = {
  registry: "come from NVIDIA's registry, outside of the zone",
  bucket: "come from the zone's bucket",
  volume: "lie on the zone's volume",
};

function servedReason(need: InferenceRequest, nim: NimEngineRequest): string {
  return `NVIDIA's operator runs a NIM from a NIMService, whose files ${SOURCES[nimFiles(need, nim).kind]}; which replica answers is chosen without its load, which it names otherwise than vLLM`;
}

function fixed({ minReplicas, scaling }: RoleRequest): Fulfilment {
  const reason = `replicas are fixed at ${minReplicas}: the operator keeps their number, and a NIM has no metric of vLLM's name`;
  return scaling === undefined
    ? { capability: 'pod_autoscaling', level: 'not-applicable', reason: `replicas are fixed at ${minReplicas}`, objects: [] }
    : { capability: 'pod_autoscaling', level: 'missing', reason, objects: [] };
}

/** Replicas mount the cache, wherever they run. */
function onOneNode(need: RoleRequest, nim: NimEngineRequest): readonly Finding[] {
  const tied = nimFiles(need, nim).kind !== 'volume' && need.storage?.accessMode === 'ReadWriteOnce' && need.minReplicas > 1;
  const message = `'minReplicas' (${need.minReplicas}) run on one node only, the one that holds the volume of models; use a storage class with ReadWriteMany`;
  return tied ? [{ code: 'ModelVolumeOnOneNode', severity: 'warning', message }] : [];
}
