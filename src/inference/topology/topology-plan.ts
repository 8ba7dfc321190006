import type { GpuNodeGroup } from '../../compute/gpu-node-group';
import type { RoleName } from '../../target/inference-request';
import type { ScalingMetric } from '../scaling-metric';

/** What a topology says of one role, every default of its own applied; what is left out is said of the pool. */
export interface RolePlan {
  readonly role: RoleName;
  /** What stands before the names of its props in errors: nothing where they are the pool's own. */
  readonly prefix: string;
  readonly nodes?: GpuNodeGroup;
  readonly minReplicas?: number;
  readonly maxReplicas?: number;
  readonly scaleOn?: ScalingMetric;
  readonly tensorParallelSize?: number;
  readonly pipelineParallelSize: number;
  /** @default 1 */
  readonly decodeContextParallelSize?: number;
  readonly dataParallelSize: number;
  readonly dataParallelSizeLocal?: number;
}

/** A topology as data. */
export interface TopologyPlan {
  /** As it is called in code and errors. */
  readonly name: 'aggregated' | 'disaggregated' | 'wideExpertParallel' | 'pipelineParallel' | 'standalone';
  /** The role that answers clients is the last. */
  readonly roles: readonly RolePlan[];
  /** @default - no replica prefills for another */
  readonly nonCachedTokens?: number;
}

/** One role of the pool's own props, in one engine. */
export const WHOLE: RolePlan = { role: 'prefill-decode', prefix: '', pipelineParallelSize: 1, dataParallelSize: 1 };
