import { reportOf, totalsOf } from '../../../conformance/report/report-file';
import { tableOf } from '../../../conformance/report/table';
import type { CheckResult } from '../../../conformance/run/step';

const EXCEPTION = { kind: 'stand-in', subject: 'KubeVirt', reason: 'cannot run here' } as const;
const PASSED: CheckResult = { environment: 'zurich', check: 'accepts', passed: 31, failures: [], exceptions: [EXCEPTION], seconds: 4.2 };
const FAILED: CheckResult = { environment: 'munich', check: 'accepts', passed: 1, failures: [{ subject: 'Service/zone/chat', message: 'is refused' }], exceptions: [EXCEPTION], seconds: 0 };
const SKIPPED: CheckResult = { environment: '-', check: 'checkers', passed: 0, failures: [], seconds: 0, skipped: "'checkov' cannot be had" };

test('counts checks that passed, failed and were passed over', () => {
  expect(totalsOf([PASSED, FAILED, SKIPPED])).toEqual({ passed: 1, failed: 1, skipped: 1 });
});

test('lists each exception once, and tools by name and version only', () => {
  const report = reportOf([PASSED, FAILED], [{ name: 'etcd', version: 'v3.6.8', path: '/somewhere/etcd', source: 'cache' }], 7);

  expect(report.exceptions).toEqual([EXCEPTION]);
  expect(report.tools).toEqual([{ name: 'etcd', version: 'v3.6.8' }]);
  expect(JSON.stringify(report)).not.toContain('/somewhere');
});

test('prints a row a check, then every failure in full', () => {
  const lines = tableOf([PASSED, FAILED, SKIPPED]).split('\n');

  expect(lines.filter((line) => line.startsWith('│'))).toHaveLength(4);
  expect(lines.slice(-2)).toEqual(["SKIPPED checkers: 'checkov' cannot be had", 'FAILED munich, accepts: Service/zone/chat: is refused']);
});
