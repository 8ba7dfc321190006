import { engineTemplate, workerTemplate } from './engine-template';
import { engineLabels } from './kserve-pods';
import { kvCacheOffloading } from './kv-transfer';
import { parallelismOf } from './parallelism';
import { hasPart, type OpenShiftAiVersion } from '../../catalog/openshift-ai-releases';
import type { RoleRequest } from '../../target/inference-request';
import type { LlmWorkload } from '../crds/kserve';
import { rollout } from '../kubernetes/engine/engine';

/** The replicas of a role, but for how many there are. */
export function workload(need: RoleRequest, aiVersion: OpenShiftAiVersion): LlmWorkload {
  return {
    parallelism: parallelismOf(need),
    labels: engineLabels(need.name, need.role),
    ...kvCacheOffloading(need),
    ...(hasPart(aiVersion, 'rolloutStrategy') && { rolloutStrategy: rollout(need) }),
    template: engineTemplate(need),
    ...(need.podsPerReplica > 1 && { worker: workerTemplate(need) }),
  };
}
