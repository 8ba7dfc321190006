import type { Construct } from 'constructs';
import { hasRouterKinds, type OpenShiftAiVersion } from '../../catalog/openshift-ai-releases';
import { ValidationError } from '../../errors/validation-error';
import type { Binding, Capability, Fulfilment } from '../../target/binding';
import type { InferenceRequest } from '../../target/inference-request';
import type { InvokerProof, OfPool } from '../../target/routing-verbs';

/** What a verb about requests loses where KServe makes route, pool and picker from its own object. */
export function lost(capability: Capability, reason: string): Binding {
  return { fulfilments: [missing(capability, reason)], findings: [] };
}

/** What the routing of a pool loses where KServe makes the route, and in older releases the picker's configuration too. */
export function lostRouting({ routing, objective }: Pick<InferenceRequest, 'routing' | 'objective'>, aiVersion: OpenShiftAiVersion): readonly Fulfilment[] {
  return [
    ...(routing?.flowControl === undefined || hasRouterKinds(aiVersion) ? [] : [missing('routing.flowControl', "KServe's configuration of the picker lets requests wait at the replicas, in the order in which they came")]),
    ...(routing?.byModelName === true ? [missing('routing.byModelName', 'KServe makes the route, by which clients call each pool at its own path')] : []),
    ...(objective?.priority === undefined || hasRouterKinds(aiVersion) ? [] : [missing('routing.objective', 'the picker is given no objective: all requests are alike')]),
  ];
}

function missing(capability: Capability, reason: string): Fulfilment {
  return { capability, level: 'missing', reason, objects: [] };
}

/** Name of the InferencePool that KServe makes. @see https://github.com/kserve/kserve/blob/master/config/llmisvcconfig/config-llm-scheduler.yaml */
export function ofKServe({ pool }: Pick<OfPool, 'pool'>): string {
  return `${pool}-inference-pool`;
}

/** The gateway of the cluster asks for one proof, and its policies belong to OpenShift AI: a second set of rules would fight with them. */
export function asksForTokens(proof: InvokerProof, scope: Construct): ValidationError {
  const rule = "cannot be asked for by the gateway that the cluster shares, which asks callers for a token of the cluster's own";
  const remedy = "leave 'grantInvoke' out there, and give callers a service account that may get the LLMInferenceService";
  return new ValidationError({ code: 'ProofNotAskedFor', prop: 'invoker', value: proof.kind, rule, remedy }, scope);
}
