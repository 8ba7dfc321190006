import type { Fit } from './fit';
import type { InferencePoolProps } from './inference-pool-props';
import { scalingOf } from './pool-scaling';
import { gpusOf, type Layout } from './sizing/layout';
import type { EngineRole, Parallelism } from '../target/inference-request';

/** The one role of a pool whose replicas prefill and decode, each in one pod. */
export function wholeRole(roleName: string, props: InferencePoolProps, { serving, layout }: Fit): EngineRole {
  const { nodes, minReplicas = 1 } = props;
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
    surgeReplicas: () => nodes._surgeOf(gpusOf(layout)),
    scaling: scalingOf(props, 'prefill-decode'),
  };
}

/** A layout as the engine takes it, all of it in one pod. */
function inOnePod(layout: Layout): Parallelism {
  return { ...layout, dataParallelSizeLocal: layout.dataParallelSize, enableExpertParallel: layout.dataParallelSize > 1 };
}
