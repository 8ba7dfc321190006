import type { Sized, SizedLayout } from './size';

const COLUMNS = ['layout', 'GPUs', 'verdict', 'KV tokens', 'max concurrency', 'USD an hour', 'machines'];

/** The options as a terminal shows them, with what limits each, and the choice. No colour. */
export function sizeTable(sized: Sized): string {
  const rows = [COLUMNS, ...sized.options.map(cellsOf)];
  const widths = COLUMNS.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  const lines = rows.map((row) => row.map((cell, column) => cell.padEnd(widths[column]!)).join('  ').trimEnd());
  const limits = sized.options.map(({ layout, reason, warnings }) => [`  ${layout} ${reason}`, ...warnings.map((warning) => `    ${warning}`)].join('\n'));
  const choice = sized.choice === undefined
    ? `no layout fits: ${sized.advice.join('; ')}`
    : `choose ${sized.choice.layout}: ${sized.choice.reason}${sized.choice.topology === undefined ? '' : `; a pool asks for it by ${sized.choice.topology}`}`;
  const title = `${sized.model} on ${sized.accelerator}, ${sized.concurrency} × ${sized.context} tokens`;
  return [title, '', ...lines, '', 'what limits each:', ...limits, '', choice, ''].join('\n');
}

function cellsOf({ layout, gpus, verdict, kvCacheTokens, maxConcurrency, machines }: SizedLayout): readonly string[] {
  return [
    layout, String(gpus), verdict, kvCacheTokens === undefined ? '–' : String(kvCacheTokens), maxConcurrency?.toFixed(1) ?? '–',
    machines?.usdPerHour.toFixed(2) ?? '–', machines === undefined ? '–' : `${machines.count} × ${machines.name}`,
  ];
}
