import type { IConstruct } from 'constructs';
import type { Fulfilment } from '../../../target/binding';
import { rolesOf, type InferenceRequest, type RoleRequest } from '../../../target/inference-request';

/** How a model is served: by what runs its replicas. */
export function served(need: InferenceRequest, objects: readonly IConstruct[]): Fulfilment {
  return { capability: 'ai_inference', level: 'equal', reason: `${programOf(need)} ${reasonFor(rolesOf(need))}`, objects };
}

function programOf({ engine }: InferenceRequest): string {
  return engine?.kind === 'custom' ? 'an engine of the user serves' : 'vLLM serves';
}

function reasonFor(roles: readonly RoleRequest[]): string {
  const [{ jointRollout, podsPerReplica }, ...others] = roles as readonly [RoleRequest, ...RoleRequest[]];
  if (jointRollout) {
    return 'the model by replicas of a DisaggregatedSet: some prefill, others decode, and both roll out as one';
  }
  if (others.length > 0) {
    return 'the model by replicas of two Deployments: one prefills, the other decodes';
  }
  return podsPerReplica > 1
    ? `the model by replicas of a LeaderWorkerSet, each of ${podsPerReplica} pods`
    : 'the model by replicas of a Deployment';
}

/** By what pods send one another the model's data, where they do. */
export function fabricUse(need: InferenceRequest, objects: readonly IConstruct[]): readonly Fulfilment[] {
  const talking = need.roles.filter(({ podsPerReplica }) => podsPerReplica > 1 || need.kvTransfer !== undefined);
  if (talking.length === 0) {
    return [];
  }
  const what = need.kvTransfer === undefined ? 'the pods of a replica send one another what they compute' : 'keys and values go from the replicas that prefill to those that decode';
  const plain = talking.filter(({ fabric }) => fabric === undefined);
  return [plain.length === 0
    ? { capability: 'engine.fabric', level: 'equal', reason: `${what} by ${talking[0]!.fabric!.resourceName}, past the kernel, where no network policy sees it`, objects }
    : { capability: 'engine.fabric', level: 'degraded', reason: `${what} over TCP, because the nodes declare no adapters that move memory past the kernel: slower, and it takes processors`, objects }];
}
