import type { Problem } from '../../../core/problem';
import type { RenderedObject } from '../../../core/rendered';
import { objectAt, valueAt } from '../../json';
import { problemWith, Rule, Scene } from '../../rule';

const QUEUE_LABEL = 'kueue.x-k8s.io/queue-name';
const PROFILE = 'opendatahub.io/hardware-profile-name';
const PROFILE_NAMESPACE = 'opendatahub.io/hardware-profile-namespace';

/**
 * Rule 16: a workload waits in a queue, and follows a hardware profile, that there is; OpenShift AI leaves Kueue to its own operator.
 *
 * Queues and profiles are judged where they would be in a zone: those of other namespaces are not in the output. Versions are another rule.
 */
export const queueExists: Rule = (scene) => scene.objects
  .flatMap((source) => [...noQueue(source, scene), ...noProfile(source, scene), ...managedQueue(source)]);

function noQueue(source: RenderedObject, { find, zones }: Scene): readonly Problem[] {
  const { namespace, labels } = source.object.metadata;
  const queue = valueAt(labels, QUEUE_LABEL);
  const missing = typeof queue === 'string' && zones.has(namespace ?? '') && find('LocalQueue', namespace, queue) === undefined;
  return missing ? [noSuchObject(source, `/metadata/labels/${QUEUE_LABEL}`, queue, 'LocalQueue', namespace)] : [];
}

function noProfile(source: RenderedObject, { find, zones }: Scene): readonly Problem[] {
  const { namespace, annotations } = source.object.metadata;
  const name = valueAt(annotations, PROFILE);
  const where = valueAt(annotations, PROFILE_NAMESPACE) ?? namespace;
  const missing = typeof name === 'string' && typeof where === 'string' && zones.has(where) && find('HardwareProfile', where, name) === undefined;
  return missing ? [noSuchObject(source, `/metadata/annotations/${PROFILE}`, name, 'HardwareProfile', where)] : [];
}

function noSuchObject(source: RenderedObject, prop: string, value: unknown, kind: string, namespace: string | undefined): Problem {
  return problemWith(source, { code: 'NoSuchObject', prop, value, rule: `names no ${kind} of the namespace '${namespace}'`, remedy: 'create it, or name one that exists' });
}

function managedQueue(source: RenderedObject): readonly Problem[] {
  const state = objectAt(source.object, 'spec', 'components', 'kueue')?.managementState;
  return source.object.kind !== 'DataScienceCluster' || state !== 'Managed' ? [] : [problemWith(source, {
    code: 'QueueManaged', prop: '/spec/components/kueue/managementState', value: state, rule: 'is refused by OpenShift AI, which leaves Kueue to its own operator', remedy: 'use Unmanaged or Removed',
  })];
}
