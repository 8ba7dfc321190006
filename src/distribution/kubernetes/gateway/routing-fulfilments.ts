import type { Construct } from 'constructs';
import type { Conventions } from '../conventions';
import { workloadLabels } from '../labels';
import { byModelName } from './model-header';
import type { Fulfilment } from '../../../target/binding';
import type { InferenceRequest } from '../../../target/inference-request';
import { RequestHeader } from '../../../target/request-headers';
import { InferenceObjective, poolRef } from '../../crds/llm-d';

/** What is said of the routing that a pool asks for beside a choice of replica, with the object of its own priority. */
export function routingFulfilments(scope: Construct, need: InferenceRequest, conventions: Conventions, objects: Fulfilment['objects']): readonly Fulfilment[] {
  const { routing, objective } = need;
  return [
    ...(routing?.flowControl === undefined ? [] : [waits(objects)]),
    ...(routing?.byModelName === true ? [byModelName(conventions, objects)] : []),
    ...(objective?.priority === undefined ? [] : [ownPriority(scope, need, objective.priority)]),
  ];
}

function waits(objects: Fulfilment['objects']): Fulfilment {
  return { capability: 'routing.flowControl', level: 'equal', reason: 'requests wait at the endpoint picker, by priority, while the pool is full', objects };
}

/** The picker knows a priority by the name of its object alone, which clients must send. */
export function ownPriority(scope: Construct, { name, namespace }: InferenceRequest, priority: number, pool = name): Fulfilment {
  const object = new InferenceObjective(scope, 'Objective', { metadata: { name, namespace, labels: workloadLabels(name, 'engine') }, spec: { priority, poolRef: poolRef(pool) } });
  return { capability: 'routing.objective', level: 'equal', reason: `requests with the header ${RequestHeader.OBJECTIVE}: ${name} have the priority ${priority}; those without have 0`, objects: [object] };
}
