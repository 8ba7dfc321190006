import type { Construct } from 'constructs';
import { ValidationError } from '../../../errors/validation-error';
import type { Binding, Capability, Fulfilment } from '../../../target/binding';
import type { InferenceRequest } from '../../../target/inference-request';
import type { InvokerProof, OfPool } from '../../../target/routing-verbs';

/** Whether clients call the pool's own Service, where there is nothing between them and the engine. */
export function hasNoGateway({ gateway }: Pick<OfPool, 'gateway'>): boolean {
  return gateway.parent === undefined;
}

/** What a verb about requests loses where clients call the engines' own Service. */
export function lost(capability: Capability, reason: string): Binding {
  return { fulfilments: [missing(capability, reason)], findings: [] };
}

/** What the routing of a pool loses there. */
export function lostRouting({ routing, objective }: Pick<InferenceRequest, 'routing' | 'objective'>): readonly Fulfilment[] {
  return [
    ...(routing?.flowControl === undefined ? [] : [missing('routing.flowControl', 'there is no endpoint picker: requests wait in the engine, in the order in which they came')]),
    ...(routing?.byModelName === true ? [missing('routing.byModelName', 'there is no gateway: clients call the Service of each pool')] : []),
    ...(objective?.priority === undefined ? [] : [missing('routing.objective', 'there is no endpoint picker, so all requests are alike')]),
  ];
}

/** Nobody would ask for the proof: that is no loss to report, it is a door left open. */
export function nobodyAsks(proof: InvokerProof, scope: Construct): ValidationError {
  const rule = 'cannot be asked for where clients call the Service of the pool, with no gateway before it';
  return new ValidationError({ code: 'ProofNotAskedFor', prop: 'invoker', value: proof.kind, rule, remedy: "leave 'grantInvoke' out there, and let callers in by 'allowFrom' alone" }, scope);
}

function missing(capability: Capability, reason: string): Fulfilment {
  return { capability, level: 'missing', reason, objects: [] };
}
