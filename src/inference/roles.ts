import type { Fit } from './fit';
import type { InferencePoolProps } from './inference-pool-props';
import { gpusOf, type Layout } from './sizing/layout';
import type { EngineRole, Parallelism } from '../target/inference-request';

/** The one role of a pool whose replicas prefill and decode, each in one pod. */
export function wholeRole(roleName: string, { nodes, scaleOn, ...props }: InferencePoolProps, { serving, layout }: Fit): EngineRole {
  const minReplicas = props.minReplicas ?? 1;
  return {
    role: 'prefill-decode',
    roleName,
    serving,
    parallelism: inOnePod(layout),
    podsPerReplica: 1,
    gpusPerPod: gpusOf(layout),
    accelerator: nodes.accelerator,
    placement: nodes._placement,
    minReplicas,
    maxReplicas: props.maxReplicas ?? minReplicas,
    scaling: scaleOn?.request,
  };
}

/** A layout as the engine takes it, all of it in one pod. */
function inOnePod(layout: Layout): Parallelism {
  return { ...layout, dataParallelSizeLocal: layout.dataParallelSize, enableExpertParallel: layout.dataParallelSize > 1 };
}
