import { engineImage } from './engine-image';
import { writtenMark } from './model-cache';
import type { PodAddition } from './pod-addition';
import { weightsMounts, weightsOf } from './weights';
import { mirrored } from '../../../target/images';
import type { RoleRequest } from '../../../target/inference-request';

/** Seconds between two looks for the mark. */
const LOOK_SECONDS = 5;

/** What a cache that a Job fills adds to a pod: a wait for the Job, in the engine's own image, which the node needs anyway. */
export function cacheAwaited(need: RoleRequest): PodAddition {
  if (need.modelCache?.kind !== 'volume' || weightsOf(need).kind !== 'mounted' || need.modelStore.kind !== 'object-store') {
    return {};
  }
  return {
    initContainers: [{
      name: 'await-weights',
      image: mirrored(need.cluster.registry, engineImage(need)),
      command: ['sh', '-c', `until [ -e ${writtenMark(need)} ]; do sleep ${LOOK_SECONDS}; done`],
      resources: { requests: { cpu: '10m', memory: '16Mi' }, limits: { memory: '64Mi' } },
      securityContext: { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: ['ALL'] } },
      volumeMounts: weightsMounts(need),
    }],
  };
}
