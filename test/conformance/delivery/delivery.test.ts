import { bound } from '../../../conformance/delivery/flux-build';
import { withoutStamp } from '../../../conformance/delivery/kubectl-apply';
import { differences } from '../../../conformance/delivery/kustomize-build';

const WRITTEN = [{ file: '10-platform/zone.yaml', object: { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a', namespace: 'zone' }, data: { key: 'value' } } }];
const RENDERED = 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n  namespace: zone\ndata:\n  key: value\n';

test('finds no difference in another order of fields', () => {
  expect(differences(WRITTEN, RENDERED)).toEqual([]);
});

test.each([
  ['a changed object', RENDERED.replace('value', 'other'), { subject: 'ConfigMap/zone/a (10-platform/zone.yaml)', message: 'comes out changed' }],
  ['a doubled object', `${RENDERED}---\n${RENDERED}`, { subject: 'ConfigMap/zone/a (10-platform/zone.yaml)', message: 'comes out 2 times' }],
  ['a stray object', `${RENDERED}---\n${RENDERED.replace('name: a', 'name: b')}`, { subject: 'ConfigMap/zone/b', message: 'is in no file' }],
])('finds %s', (_, rendered, failure) => {
  expect(differences(WRITTEN, rendered)).toEqual([failure]);
});

test('strips the moment from a log line of kubectl, and nothing from others', () => {
  expect(withoutStamp('W1123 21:38:09.767986   17846 log.go:244] Warning: x')).toBe('Warning: x');
  expect(withoutStamp('Error from server: [x] y')).toBe('Error from server: [x] y');
});

test('knows what substitution must give: text, numbers, parts of text, and escaped placeholders', () => {
  const object = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a', namespace: 'zone' }, data: { url: 'https://${HOST}/x', host: '${HOST}', script: '$${HOST}', other: '${OTHER}' }, list: [{ port: '${PORT}' }] };

  expect(bound({ file: 'a.yaml', object }, { HOST: 'h', PORT: '8080' }).object).toMatchObject({
    data: { url: 'https://h/x', host: 'h', script: '${HOST}', other: '${OTHER}' }, list: [{ port: 8080 }],
  });
});
