import type { GpuNodeGroup } from '../../compute/gpu-node-group';
import type { Finding } from '../../target/binding';
import type { EngineRole, RoleName } from '../../target/inference-request';
import type { Layout } from '../sizing/layout';
import type { Sizing } from '../sizing/sizing';

/** The replicas of one role of a pool, everything chosen. */
export interface PoolRole {
  /** What its replicas do with a request. */
  readonly role: RoleName;
  /** Replicas that always run. */
  readonly minReplicas: number;
  /** Most replicas. */
  readonly maxReplicas: number;
  /** The nodes that they run on. */
  readonly nodes: GpuNodeGroup;
  /** Pods of one replica: one, or a leader with its workers. */
  readonly podsPerReplica: number;
  /** GPUs of one pod, all of one node. */
  readonly gpusPerPod: number;
  /** GPUs of one replica, over all its pods. */
  readonly gpusPerReplica: number;
  /** How a replica is spread over them. */
  readonly layout: Layout;
  /** The verdict on the memory of a replica, with its figures. */
  readonly sizing: Sizing;
  /** Why a replica is spread as it is. */
  readonly parallelismReason: string;
  /** What stands before the names of its numbers of replicas in errors. */
  readonly prefix: string;
  /** Advice about the layout. */
  readonly findings: readonly Finding[];
  /** What a distribution is asked for, but its name. */
  readonly engine: Omit<EngineRole, 'roleName'>;
}
