// eslint-disable-next-line @typescript-eslint/no-require-imports -- the package is a class, which no other import reaches in every loader
import Table = require('cli-table3');
import type { CheckResult } from '../run/step';

/** The results as a table, then every failure in full. */
export function tableOf(results: readonly CheckResult[]): string {
  const table = new Table({ head: ['environment', 'check', 'passed', 'failed', 'excepted', 'seconds'], style: { head: [], border: [] }, colAligns: ['left', 'left', 'right', 'right', 'right', 'right'] });
  for (const { environment, check, passed, failures, exceptions = [], seconds, skipped } of results) {
    table.push([environment, check, skipped === undefined ? `${passed}` : 'skipped', `${failures.length}`, `${exceptions.length}`, seconds === 0 ? '' : seconds.toFixed(1)]);
  }
  return [table.toString(), ...skippedLines(results), ...failureLines(results)].join('\n');
}

function failureLines(results: readonly CheckResult[]): readonly string[] {
  return results.flatMap(({ environment, check, failures }) => failures.map(({ subject, message }) => `FAILED ${environment}, ${check}: ${subject}: ${message}`));
}

function skippedLines(results: readonly CheckResult[]): readonly string[] {
  return results.flatMap(({ check, skipped }) => (skipped === undefined ? [] : [`SKIPPED ${check}: ${skipped}`]));
}
