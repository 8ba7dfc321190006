import { requireScalingMetric, type ScalingMetric } from '../scaling-metric';
import { RolePlan, TopologyPlan, WHOLE } from './topology-plan';
import { GpuNodeGroup } from '../../compute/gpu-node-group';
import { requireCount, requireProps, whereGiven, wrongKind } from '../../errors/requirements';

/** The replicas of one role. */
export interface RoleProps {
  /** Replicas that always run. @default 1 */
  readonly minReplicas?: number;
  /** Most replicas; more than `minReplicas` needs `scaleOn`. @default - as many as `minReplicas` */
  readonly maxReplicas?: number;
  /** What adds and removes replicas. @default - what the pool scales on */
  readonly scaleOn?: ScalingMetric;
  /** GPUs that one engine is spread over, all of one node. @default - the fewest that hold the context and the concurrency */
  readonly tensorParallelSize?: number;
  /** The nodes that it runs on; of the same zone. @default - those of the pool */
  readonly nodes?: GpuNodeGroup;
}

/** Replicas that prefill, and others that decode. */
export interface DisaggregatedProps {
  /** Replicas that work off prompts. */
  readonly prefill: RoleProps;
  /** Replicas that answer clients. */
  readonly decode: RoleProps;
  /** Tokens of a prompt that the cache of a decoding replica lacks, from which on another one prefills; the replica prefills a shorter rest itself. @default 256 */
  readonly nonCachedTokens?: number;
}

/** Stages that share out the layers of a model. */
export interface PipelineParallelProps {
  /** Stages, at least 2; as many of them on a node as it has GPUs for. */
  readonly pipelineParallelSize: number;
  /** GPUs that one stage is spread over, all of one node. @default - the fewest that hold the context and the concurrency */
  readonly tensorParallelSize?: number;
}

/** The replicas of one role whose engines share out experts. */
export interface WideRoleProps extends RoleProps {
  /** Engines of one replica. @default - as many as the topology says */
  readonly dataParallelSize?: number;
  /** Engines in one pod. @default - as many as the topology says */
  readonly dataParallelSizeLocal?: number;
}

/** Engines that share out the experts of a mixture. */
export interface WideExpertParallelProps {
  /** Engines of one replica, over all its pods; at least 2. */
  readonly dataParallelSize: number;
  /** Engines in one pod, which divide those of the replica. @default - the most that a node has GPUs for, at most 8 */
  readonly dataParallelSizeLocal?: number;
  /** GPUs that one engine is spread over. @default 1 */
  readonly tensorParallelSize?: number;
  /** Replicas that prefill, and others that decode. @default - every replica does both */
  readonly disaggregate?: { readonly prefill?: WideRoleProps; readonly decode?: WideRoleProps; readonly nonCachedTokens?: number };
}

/** What a request costs at least that goes to another replica first: two more hops, and the transfer of its keys and values. */
const NON_CACHED_TOKENS = 256;

/**
 * Which replicas a pool has, and over which pods one is spread.
 *
 * @see https://github.com/llm-d/llm-d/tree/main/guides
 */
export class Topology {
  /** Replicas that prefill and decode, each in one pod, behind the entrance of the zone. */
  public static aggregated(): Topology {
    return new Topology({ name: 'aggregated', roles: [WHOLE] });
  }

  /** As `aggregated`, but clients call a Service of the pool: no entrance, no choice of replica by load or cache. */
  public static standalone(): Topology {
    return new Topology({ name: 'standalone', roles: [WHOLE] });
  }

  /** Replicas that prefill and others that decode, so that long prompts do not hold up answers that are under way. */
  public static disaggregated(props: DisaggregatedProps): Topology {
    requireProps(props);
    const { prefill, decode, nonCachedTokens = NON_CACHED_TOKENS } = props;
    requireCount('nonCachedTokens', nonCachedTokens, { min: 1 });
    return new Topology({ name: 'disaggregated', roles: [roleOf('prefill', prefill), roleOf('decode', decode)], nonCachedTokens });
  }

  /** A replica larger than a node: its layers are shared out among the nodes. Slower to answer than one node, where that suffices. */
  public static pipelineParallel(props: PipelineParallelProps): Topology {
    requireProps(props);
    const { pipelineParallelSize, tensorParallelSize } = props;
    requireCount('pipelineParallelSize', pipelineParallelSize, { min: 2 });
    whereGiven(tensorParallelSize, (size) => requireCount('tensorParallelSize', size, { min: 1 }));
    return new Topology({ name: 'pipelineParallel', roles: [{ ...WHOLE, prefix: 'topology.', pipelineParallelSize, tensorParallelSize }] });
  }

  /** A mixture whose experts are shared out among many engines, on one node or on several: for throughput, on nodes with a fast network. */
  public static wideExpertParallel(props: WideExpertParallelProps): Topology {
    requireProps(props);
    const { disaggregate, ...whole } = props;
    requireWide('', whole);
    const name = 'wideExpertParallel';
    if (disaggregate === undefined) {
      return new Topology({ name, roles: [{ ...WHOLE, ...whole, prefix: 'topology.' }] });
    }
    requireProps(disaggregate, undefined, 'disaggregate');
    const { prefill = {}, decode = {}, nonCachedTokens = NON_CACHED_TOKENS } = disaggregate;
    requireCount('nonCachedTokens', nonCachedTokens, { min: 1 });
    return new Topology({ name, roles: [wideRoleOf('prefill', prefill, whole), wideRoleOf('decode', decode, whole)], nonCachedTokens });
  }

  private constructor(/** Its roles, before a pool has filled in what they leave out. */ public readonly plan: TopologyPlan) {}
}

/** Refuses what is no topology, such as its name alone. */
export function requireTopology(prop: string, value: Topology): void {
  const plan: unknown = typeof value === 'object' && value !== null ? value.plan : undefined;
  if (typeof plan !== 'object' || plan === null || !('roles' in plan)) {
    throw wrongKind(prop, value, 'Topology');
  }
}

function roleOf(role: 'prefill' | 'decode', props: RoleProps): RolePlan {
  requireProps(props, undefined, role);
  requireRole(role, props);
  return { ...WHOLE, ...props, role, prefix: `topology.${role}.` };
}

/** What a role does not say of its engines is said of both. */
function wideRoleOf(role: 'prefill' | 'decode', props: WideRoleProps, shared: Omit<WideExpertParallelProps, 'disaggregate'>): RolePlan {
  const own = roleOf(role, props);
  const { dataParallelSize = shared.dataParallelSize, tensorParallelSize = shared.tensorParallelSize } = props;
  // a number of engines of its own asks for a number a pod of its own
  const ofBoth = props.dataParallelSize === undefined ? shared.dataParallelSizeLocal : undefined;
  const wide = { dataParallelSize, tensorParallelSize, dataParallelSizeLocal: props.dataParallelSizeLocal ?? ofBoth };
  requireWide(`${role}.`, wide);
  return { ...own, ...wide };
}

function requireRole(role: string, { minReplicas, maxReplicas, tensorParallelSize, scaleOn, nodes }: RoleProps): void {
  Object.entries({ minReplicas, maxReplicas, tensorParallelSize })
    .forEach(([prop, count]) => whereGiven(count, () => requireCount(`${role}.${prop}`, count, { min: 1 })));
  whereGiven(scaleOn, (metric) => requireScalingMetric(`${role}.scaleOn`, metric));
  if (nodes !== undefined && !GpuNodeGroup.isGpuNodeGroup(nodes)) {
    throw wrongKind(`${role}.nodes`, nodes, 'GpuNodeGroup');
  }
}

function requireWide(prefix: string, { dataParallelSize, dataParallelSizeLocal, tensorParallelSize }: Omit<WideExpertParallelProps, 'disaggregate'>): void {
  requireCount(`${prefix}dataParallelSize`, dataParallelSize, { min: 2 });
  whereGiven(dataParallelSizeLocal, (count) => requireCount(`${prefix}dataParallelSizeLocal`, count, { min: 1 }));
  whereGiven(tensorParallelSize, (count) => requireCount(`${prefix}tensorParallelSize`, count, { min: 1 }));
}
