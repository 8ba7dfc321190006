import { Baseline } from '../../../conformance/baselines/baseline';

const FINDING = { subject: 'Deployment.zone.chat', message: 'CKV_K8S_11: CPU limits should be set' };

test('lets a finding pass that an entry covers, with the reason of the entry', () => {
  const baseline = new Baseline('some.yaml', [{ finding: '^CKV_K8S_11:', subject: 'chat$', reason: 'as reviewed' }], 'accepted-finding');

  expect(baseline.judge([FINDING])).toEqual({
    failures: [],
    exceptions: [{ kind: 'accepted-finding', subject: 'Deployment.zone.chat: CKV_K8S_11: CPU limits should be set', reason: 'as reviewed' }],
  });
});

test.each([
  ['another finding', { finding: '^CKV_K8S_1:', reason: 'as reviewed' }],
  ['another subject', { finding: '^CKV_K8S_11:', subject: 'ledger$', reason: 'as reviewed' }],
])('keeps a finding that an entry covers for %s only', (_, entry) => {
  const baseline = new Baseline('some.yaml', [entry], 'accepted-finding');

  expect(baseline.judge([FINDING])).toEqual({ failures: [FINDING], exceptions: [] });
});

test('names entries that nothing needs any more', () => {
  const baseline = new Baseline('some.yaml', [{ finding: 'CKV_K8S_11', reason: 'as reviewed' }, { finding: 'gone', subject: 'x', reason: 'once' }], 'accepted-finding');

  baseline.judge([FINDING]);

  expect(baseline.unused()).toEqual([{ subject: 'some.yaml', message: "'gone' of 'x' matches nothing; take it out" }]);
});

test('refuses an entry without a reason', () => {
  expect(() => new Baseline('some.yaml', [{ finding: 'x', reason: ' ' }], 'accepted-finding')).toThrow("'x' in some.yaml has no reason");
});

test.each(['warnings', 'upgrades', 'references', 'delivery', 'checkov', 'kube-score'])('every entry of %s.yaml has a pattern that compiles and a reason', (name) => {
  const baseline = Baseline.read(name, 'accepted-finding');

  expect(baseline.judge([{ subject: 'nothing', message: 'that any list holds' }]).exceptions).toEqual([]);
});
