import { writeFileSync } from 'node:fs';
import type { CheckResult, Exception } from '../run/step';
import type { Tool } from '../tools/tool';

/** What `conformance/report.json` holds. All but `seconds` and `tools` is the same in every run on the same output. */
export interface ReportFile {
  readonly version: 1;
  readonly tools: readonly { readonly name: string; readonly version: string }[];
  readonly totals: { readonly passed: number; readonly failed: number; readonly skipped: number; readonly seconds: number };
  readonly results: readonly CheckResult[];
  /** What was let pass, stood in for or approximated anywhere, each once. */
  readonly exceptions: readonly Exception[];
}

/** The report of a run. */
export function reportOf(results: readonly CheckResult[], tools: readonly Tool[], seconds: number): ReportFile {
  const exceptions = new Map(results.flatMap((result) => result.exceptions ?? []).map((exception) => [JSON.stringify(exception), exception]));
  return {
    version: 1,
    tools: tools.map(({ name, version }) => ({ name, version })),
    totals: { ...totalsOf(results), seconds },
    results,
    exceptions: [...exceptions].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, exception]) => exception),
  };
}

/** Checks that passed, failed and were passed over. */
export function totalsOf(results: readonly CheckResult[]): { readonly passed: number; readonly failed: number; readonly skipped: number } {
  const skipped = results.filter((result) => result.skipped !== undefined).length;
  const failed = results.filter(({ failures }) => failures.length > 0).length;
  return { passed: results.length - failed - skipped, failed, skipped };
}

/** Writes the report. */
export function writeReport(file: string, report: ReportFile): void {
  writeFileSync(file, `${JSON.stringify(report, null, 2)}\n`);
}
