import { unfilledPlaceholders, unknownPlaceholders } from '../../../conformance/kubernetes/placeholders';
import type { EmittedEnvironment } from '../../../conformance/run/emitted';

function anEnvironment(data: Readonly<Record<string, string>>, field: string): EmittedEnvironment {
  const object = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'feedback', namespace: 'zone' }, data };
  const consumers = [{ object: 'ConfigMap/zone/feedback', field, file: '20-workloads/zone.yaml' }];
  const written = { folder: '', objects: [{ file: '20-workloads/zone.yaml', object }] };
  return {
    ...written, written, name: 'frankfurt', distribution: 'eks', infrastructure: 'aws', nodeGroups: [],
    handoff: { values: [{ placeholder: 'QUEUE_URL', type: 'string', output: ['frankfurt', 'queueUrl'], consumers }] },
  };
}

test('lets a placeholder stand where the contract awaits it', () => {
  expect(unknownPlaceholders(anEnvironment({ queueUrl: 'https://${QUEUE_URL}/x' }, '/data/queueUrl'))).toEqual([]);
});

test.each([
  ['in another field', { other: '${QUEUE_URL}' }, '/data/queueUrl', "'${QUEUE_URL}' at /data/other is not in handoff.json"],
  ['of another name', { queueUrl: '${QUEUE}' }, '/data/queueUrl', "'${QUEUE}' at /data/queueUrl is not in handoff.json"],
  ['that is a token of cdktf', { queueUrl: '${TfToken[TOKEN.7]}' }, '/data/queueUrl', "'${TfToken[TOKEN.7]}' at /data/queueUrl is not in handoff.json"],
  ['in a key', { '${QUEUE_URL}': 'x' }, '/data/queueUrl', "'${QUEUE_URL}' at /data/${QUEUE_URL} is not in handoff.json"],
])('names a placeholder %s', (_, data, field, message) => {
  expect(unknownPlaceholders(anEnvironment(data, field))).toEqual([{ subject: 'ConfigMap/zone/feedback (20-workloads/zone.yaml)', message }]);
});

test('passes over what is escaped', () => {
  expect(unknownPlaceholders(anEnvironment({ script: 'echo $${HOME}' }, '/data/queueUrl'))).toEqual([]);
});

test('names a placeholder of the contract that is not filled when the objects are applied', () => {
  expect(unfilledPlaceholders(anEnvironment({ queueUrl: 'https://${QUEUE_URL}/x', script: 'echo ${HOME}' }, '/data/queueUrl'))).toEqual([
    { subject: 'ConfigMap/zone/feedback (20-workloads/zone.yaml)', message: "'${QUEUE_URL}' at /data/queueUrl is not filled" },
  ]);
});
