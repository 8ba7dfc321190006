/** The cells of one row. */
export type Row = readonly (string | number)[];

/** A table that reads well in a terminal and in Markdown: the first column to the left, all others to the right. */
export function markdownTable(head: Row, rows: readonly Row[]): string {
  const cells = [head, ...rows].map((row) => row.map(String));
  const widths = head.map((_, column) => Math.max(...cells.map((row) => row[column]!.length), 3));
  const rule = widths.map((width, column) => (column === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`));
  const [title, ...body] = cells.map((row) => row.map((cell, column) => padded(cell, column, widths[column]!)));
  return [title!, rule, ...body].map((row) => `| ${row.join(' | ')} |`).join('\n');
}

function padded(cell: string, column: number, width: number): string {
  return column === 0 ? cell.padEnd(width) : cell.padStart(width);
}
