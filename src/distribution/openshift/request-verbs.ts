import type { Construct } from 'constructs';
import { ValidationError } from '../../errors/validation-error';
import type { Binding, Capability } from '../../target/binding';
import type { InvokerProof, OfPool } from '../../target/routing-verbs';

/** What a verb about requests loses where KServe makes route, pool and picker from its own object. */
export function lost(capability: Capability, reason: string): Binding {
  return { fulfilments: [{ capability, level: 'missing', reason, objects: [] }], findings: [] };
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
