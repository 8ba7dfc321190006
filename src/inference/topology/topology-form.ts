import type { Construct } from 'constructs';
import type { InferencePoolProps } from '../inference-pool-props';
import type { PoolRole } from './pool-role';
import type { RolePlan, TopologyPlan } from './topology-plan';
import type { Model } from '../../catalog/models';
import { requireCount } from '../../errors/requirements';
import { ValidationError, Violation } from '../../errors/validation-error';
import { SovereignDataZone } from '../../sovereignty/sovereign-data-zone';

/** Refuses a topology that the model, the other props of the pool or its zone contradict. */
export function requireSuited(plan: TopologyPlan, props: InferencePoolProps, zone: SovereignDataZone, scope: Construct): void {
  requireSaidOnce(plan, props, scope);
  requireExperts(plan, props, scope);
  requireOwnTokens(plan, props, scope);
  plan.roles.forEach((role) => requireOwnNodes(role, zone, scope));
}

/** What each role says of itself is not said of the pool beside. */
function requireSaidOnce({ name, roles }: TopologyPlan, props: InferencePoolProps, scope: Construct): void {
  const ofPool = [...roles[0]!.prefix === '' ? [] : ['tensorParallelSize' as const], ...roles.length > 1 ? ['minReplicas' as const, 'maxReplicas' as const] : []];
  const said = ofPool.find((prop) => props[prop] !== undefined);
  if (said !== undefined) {
    const places = roles.map(({ prefix }) => `'${prefix}${said}'`).join(' and ');
    const rule = `is said of the pool, but its topology (${name}) says it of ${roles.length > 1 ? 'each role' : 'its own layout'}`;
    throw new ValidationError({ code: 'SaidOfPool', prop: said, value: props[said], rule, remedy: `leave it out and say ${places}` }, scope);
  }
}

/** Tokens that are shared out cannot be passed on, and engines that balance within a pod have a layout of their own. */
function requireOwnTokens({ name, roles }: TopologyPlan, { decodeContextParallelSize: size = 1 }: InferencePoolProps, scope: Construct): void {
  requireCount('decodeContextParallelSize', size, { min: 1 }, scope);
  if (size > 1 && (roles.length > 1 || roles.some(({ dataParallelSize }) => dataParallelSize > 1))) {
    const rule = `shares out the tokens of a cache among ranks, which replicas of the topology ${name} do not`;
    throw new ValidationError({ code: 'TokensNotShared', prop: 'decodeContextParallelSize', value: size, rule, remedy: 'leave it out, or use Topology.aggregated() or pipelineParallel()' }, scope);
  }
}

function requireExperts({ name, roles }: TopologyPlan, { model }: InferencePoolProps, scope: Construct): void {
  if (model.experts === undefined && roles.some(({ dataParallelSize }) => dataParallelSize > 1)) {
    const rule = `shares out experts, and '${model.name}' has none`;
    throw new ValidationError({ code: 'NoExperts', prop: 'topology', value: name, rule, remedy: "use Topology.aggregated() with more replicas, or 'tensorParallelSize' for a larger one" }, scope);
  }
}

function requireOwnNodes({ nodes, prefix }: RolePlan, zone: SovereignDataZone, scope: Construct): void {
  if (nodes !== undefined && SovereignDataZone.of(nodes) !== zone) {
    throw foreignNodes(`${prefix}nodes`, nodes, zone, scope);
  }
}

/** Refuses roles of which one cannot take what the other passes on. @see https://docs.vllm.ai/en/latest/features/nixl_connector_compatibility/ */
export function requireAlike(roles: readonly PoolRole[], { model }: InferencePoolProps, scope: Construct): void {
  const [prefill = 1, decode] = roles.map(({ engine }) => engine.parallelism.tensorParallelSize);
  const broken = decode === undefined || prefill === decode ? undefined : mismatch(prefill, decode, model);
  if (broken !== undefined) {
    throw new ValidationError({ code: 'RolesNotAlike', prop: 'topology.decode.tensorParallelSize', value: decode, ...broken }, scope);
  }
}

/** Why ranks of one size cannot read from those of another. @see https://github.com/vllm-project/vllm/blob/v0.26.0/vllm/distributed/kv_transfer/kv_connector/v1/nixl/base_worker.py */
function mismatch(prefill: number, decode: number, { name, attention }: Model): Pick<Violation, 'rule' | 'remedy'> | undefined {
  if (attention.some(({ kind }) => kind === 'recurrent')) {
    const rule = `must be that of the role 'prefill' (${prefill}): recurrent states of '${name}' pass between engines of one layout only`;
    return { rule, remedy: 'give both roles the same' };
  }
  if (prefill % decode !== 0 && decode % prefill !== 0) {
    const rule = `must divide that of the role 'prefill' (${prefill}), or be a multiple of it: a rank reads from whole ranks`;
    return { rule, remedy: 'give both roles the same, or one twice that of the other' };
  }
  const heads = attention.flatMap((group) => ('kvHeads' in group ? [group.kvHeads] : []));
  if (heads.length > 0 && prefill > decode && prefill > Math.max(...heads)) {
    const rule = `must be at least that of the role 'prefill' (${prefill}), whose ranks keep copies of the ${Math.max(...heads)} key-value heads of '${name}': an engine does not read from copies by fewer ranks`;
    return { rule, remedy: `raise it to ${prefill}, or lower 'topology.prefill.tensorParallelSize' to ${Math.max(...heads)}` };
  }
  return undefined;
}

/** The refusal of nodes of another zone. */
export function foreignNodes(prop: string, nodes: Construct, zone: SovereignDataZone, scope: Construct): ValidationError {
  const rule = `is in the zone '${SovereignDataZone.of(nodes).node.path}', and nodes serve one zone only`;
  return new ValidationError({ code: 'ForeignNodes', prop, value: nodes.node.path, rule, remedy: `create a node group in '${zone.node.path}'` }, scope);
}
