import type { Construct } from 'constructs';
import { requireReplicas } from './capacity';
import { fabricShare } from '../fabric';
import { Fit, fitOf } from './fit';
import type { InferencePoolProps } from '../inference-pool-props';
import type { PoolRole } from './pool-role';
import { scalingOf } from '../pool-scaling';
import { surgeOf } from './rollout';
import type { RolePlan, TopologyPlan } from './topology-plan';
import type { EngineRole, Parallelism, RoleName } from '../../target/inference-request';
import { gpusOf } from '../sizing/layout';

/** Every role of a pool: sized, cut into pods, and refused where no engine starts with it. */
export function poolRoles(topology: TopologyPlan, props: InferencePoolProps, scope: Construct): readonly PoolRole[] {
  return topology.roles.map((plan) => poolRole(plan, propsOf(plan, props), scope));
}

/** What a pool says of all roles and a role does not say of itself. */
function propsOf({ nodes, minReplicas, maxReplicas, scaleOn, tensorParallelSize }: RolePlan, props: InferencePoolProps): InferencePoolProps {
  const own = { nodes, minReplicas, maxReplicas, scaleOn, tensorParallelSize };
  return { ...props, ...Object.fromEntries(Object.entries(own).filter(([, value]) => value !== undefined)) };
}

function poolRole(plan: RolePlan, props: InferencePoolProps, scope: Construct): PoolRole {
  const { nodes, minReplicas = 1, maxReplicas = minReplicas, tensorParallelSize, decodeContextParallelSize } = props;
  const fit = fitOf(props, { ...plan, tensorParallelSize, decodeContextParallelSize }, scope);
  // replicas of one role are the pool's own
  const prefix = plan.role === 'prefill-decode' ? '' : plan.prefix;
  requireReplicas({ min: minReplicas, max: maxReplicas }, scalingOf(props, plan.role) !== undefined, prefix, scope);
  const { podsPerReplica, gpusPerPod } = fit.group;
  return {
    role: plan.role, prefix, minReplicas, maxReplicas, nodes, podsPerReplica, gpusPerPod, gpusPerReplica: gpusOf(fit.layout),
    layout: fit.layout, sizing: fit.sizing, parallelismReason: fit.reason, findings: fit.findings,
    engine: engineRole(plan, props, fit, { minReplicas, maxReplicas }, scope),
  };
}

function engineRole(
  plan: RolePlan, props: InferencePoolProps, fit: Fit, replicas: Pick<EngineRole, 'minReplicas' | 'maxReplicas'>, scope: Construct,
): PoolRole['engine'] {
  const { nodes } = props;
  const { podsPerReplica, gpusPerPod } = fit.group;
  const fabric = fabricShare(plan, nodes, gpusPerPod, scope);
  return {
    role: plan.role, serving: fit.serving, parallelism: parallelismOf(fit), podsPerReplica, gpusPerPod, ...kvTokensPerGib(fit),
    accelerator: nodes.accelerator, placement: nodes._placement, ...(fabric && { fabric }), ...replicas,
    surgeReplicas: () => surgeOf(podsPerReplica, nodes, gpusPerPod), scaling: scalingOf(props, plan.role),
  };
}

/** What the engine's cache says of the room that its tokens take elsewhere too; nothing where it has none. */
function kvTokensPerGib({ sizing: { cache, cacheGib }, layout }: Fit): Pick<EngineRole, 'kvTokensPerGib'> {
  const gib = cacheGib * gpusOf(layout);
  return gib > 0 ? { kvTokensPerGib: Math.floor(cache.tokens / gib) } : {};
}

/** A layout as the engine takes it. */
function parallelismOf({ layout, group }: Fit): Parallelism {
  return { ...layout, dataParallelSizeLocal: group.dataParallelSizeLocal, enableExpertParallel: layout.dataParallelSize > 1 };
}

/** Name of the objects of a role: the pool's own, or with the role after it. */
export function roleName(pool: string, role: RoleName): string {
  return role === 'prefill-decode' ? pool : `${pool}-${role}`;
}
