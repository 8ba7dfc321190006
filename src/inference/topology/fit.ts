import type { Construct } from 'constructs';
import { fabricOf } from '../fabric';
import { Group, groupOf } from './group';
import type { InferencePoolProps } from '../inference-pool-props';
import { layoutOf } from './layout-choice';
import { ACCEPTANCE, Judged, shortage } from './shortage';
import type { RolePlan } from './topology-plan';
import type { GpuNodeGroup } from '../../compute/gpu-node-group';
import { sentence, ValidationError, Violation } from '../../errors/validation-error';
import type { Finding } from '../../target/binding';
import type { ServingParameters } from '../../target/inference-request';
import { questionOf, servingArguments } from '../engine/serving';
import { obstaclesTo } from '../sizing/divisibility';
import type { Layout } from '../sizing/layout';
import type { OpenQuestion } from '../sizing/options';
import { Sizing, sizingOf } from '../sizing/sizing';

/** How one role of a pool is served, and what was found about it. */
export interface Fit {
  readonly serving: ServingParameters;
  /** How a replica is spread. */
  readonly layout: Layout;
  /** The pods that it is cut into. */
  readonly group: Group;
  /** The verdict on it, with its figures. */
  readonly sizing: Sizing;
  /** Why it is spread as it is: one sentence, lower case, no full stop. */
  readonly reason: string;
  readonly findings: readonly Finding[];
}

/**
 * The arguments of the engine and the layout of one role: the one that is given, or the cheapest that fits.
 *
 * Throws where no engine starts with it, where memory does not suffice for certain, and, unless the author accepts that
 * by name, where it does not suffice by what was measured.
 */
export function fitOf(props: InferencePoolProps, plan: RolePlan, scope: Construct): Fit {
  const { nodes } = props;
  const serving = servingArguments(props, plan.role !== 'prefill-decode', scope);
  const question = questionOf(props, serving, fabricOf(plan, nodes)?.engineImage);
  const { layout, reason } = layoutOf(plan, question, nodes);
  requireStartable(question, layout, plan, nodes, scope);
  const group = groupOf(layout, plan, nodes, scope);
  const judged = { plan, question, layout, nodes, sizing: sizedAt(question, layout, scope) };
  requireFit(judged, props, scope);
  return { serving, layout, group, sizing: judged.sizing, reason, findings: findingsOf(props, judged) };
}

function requireStartable(question: OpenQuestion, layout: Layout, plan: RolePlan, nodes: GpuNodeGroup, scope: Construct): void {
  const obstacle = obstaclesTo({ ...question, layout })[0];
  if (obstacle !== undefined) {
    throw new ValidationError(ofRole(obstacle, plan), scope);
  }
  const size = layout.tensorParallelSize;
  if (size > nodes.gpusPerNode) {
    const rule = `must be at most the 'gpusPerNode' (${nodes.gpusPerNode}) of '${nodes.node.path}': ${plan.prefix === '' ? 'a replica does not reach' : 'ranks that share layers do not reach'} beyond its node`;
    throw new ValidationError(ofRole({ code: 'ReplicaExceedsNode', prop: 'tensorParallelSize', value: size, rule, remedy: `lower it or raise 'gpusPerNode' to ${size}` }, plan), scope);
  }
}

/** A violation of a prop of the layout, which is a prop of the role where the role has its own; that of the cache is the pool's. */
function ofRole(violation: Violation, { prefix }: RolePlan): Violation {
  return violation.prop.endsWith('ParallelSize') && violation.prop !== 'decodeContextParallelSize' ? { ...violation, prop: `${prefix}${violation.prop}` } : violation;
}

/** As `sizingOf`; what it refuses is refused at the pool. */
function sizedAt(question: OpenQuestion, layout: Layout, scope: Construct): Sizing {
  try {
    return sizingOf({ ...question, layout });
  } catch (error) {
    throw error instanceof ValidationError ? new ValidationError(error, scope) : error;
  }
}

function requireFit(judged: Judged, { acceptUnlikely }: InferencePoolProps, scope: Construct): void {
  const { verdict } = judged.sizing;
  if (verdict === 'impossible' || (verdict === 'unlikely' && acceptUnlikely === undefined)) {
    throw new ValidationError(shortage(judged), scope);
  }
}

function findingsOf(props: InferencePoolProps, judged: Judged): readonly Finding[] {
  const warnings = judged.sizing.warnings.map((warning): Finding => ({ code: warning.code, severity: 'warning', message: sentence(ofRole(warning, judged.plan)) }));
  if (judged.sizing.verdict !== 'unlikely') {
    return warnings;
  }
  const { rule, remedy } = shortage(judged);
  const accepted = sentence({ code: 'UnlikelyFitAccepted', prop: 'acceptUnlikely', value: props.acceptUnlikely!.reason, rule: `accepts that '${judged.question.model.name}' ${rule}`, remedy });
  return [...warnings, { code: 'UnlikelyFitAccepted', severity: 'warning', message: accepted.replace(ACCEPTANCE, '') }];
}
