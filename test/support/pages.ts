import * as fs from 'fs';
import * as path from 'path';

/** A page of the documentation. */
export interface Page {
  /** Path from the project's root, such as `docs/errors.md`. */
  readonly path: string;
  readonly text: string;
}

/** A fenced block that says which file it is taken from. */
export interface QuotedBlock {
  readonly page: string;
  /** The file, from the project's root. */
  readonly file: string;
  /** Whether it is a part of that file; else it is the whole of it. */
  readonly excerpt: boolean;
  readonly text: string;
}

const ROOT = path.join(__dirname, '..', '..');

/** The readme and every page below `docs`. */
export function pages(): readonly Page[] {
  const below = fs.readdirSync(path.join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.md')).sort();
  return ['README.md', ...below.map((file) => `docs/${file}`)].map(page);
}

/** One page. */
export function page(file: string): Page {
  return { path: file, text: textOf(file) };
}

/** The text of a file of the project. */
export function textOf(file: string): string {
  return fs.readFileSync(path.join(ROOT, file), 'utf8');
}

/** Whether the project has a file or folder. */
export function exists(file: string): boolean {
  return fs.existsSync(path.join(ROOT, file));
}

/** The blocks that open with a title, as in ```ts title="examples/legacy-vm.ts"; the word `excerpt` after it marks a part. */
export function quotedBlocks({ path: from, text }: Page): readonly QuotedBlock[] {
  return [...text.matchAll(/^```\w+ title="([^"]+)"( excerpt)?\n([^]*?)^```$/gm)]
    .map(([, file, excerpt, block]) => ({ page: from, file: file!, excerpt: excerpt !== undefined, text: block! }));
}

/**
 * The first paragraph of an excerpt that its text does not hold, line after line; undefined where it holds all of them, in
 * the excerpt's order. Between paragraphs the text may have more, and a paragraph may be moved to the left as a whole.
 */
export function missingFrom(text: string, excerpt: string): string | undefined {
  const lines = text.split('\n');
  let from = 0;
  return excerpt.trimEnd().split('\n\n').find((paragraph) => {
    const wanted = paragraph.split('\n');
    const found = lines.findIndex((_, index) => index >= from && holdsAt(lines, index, wanted));
    from = found + wanted.length;
    return found === -1;
  });
}

/** Targets of links, without the ones that leave the project. */
export function localLinks({ text }: Page): readonly string[] {
  const prose = text.replace(/^```[^]*?^```$/gm, '').replace(/`[^`\n]*`/g, '');
  return [...prose.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target]) => target!).filter((target) => !/^[a-z]+:/.test(target));
}

/** What a link may name after its `#`, as GitHub makes it from headings. */
export function anchorsOf(text: string): readonly string[] {
  const headings = [...text.replace(/^```[^]*?^```$/gm, '').matchAll(/^#{1,6} (.+)$/gm)].map(([, heading]) => heading!);
  return headings.map((heading) => heading.toLowerCase().replace(/[^\p{L}\p{N} _-]/gu, '').replace(/ /g, '-'));
}

/** The cells of the rows of the table below a heading, its head first, as they are written. */
export function rowsBelow(heading: string, { text }: Page): readonly (readonly string[])[] {
  const [, section = ''] = text.split(`\n## ${heading}\n`);
  const lines = section.split(/^## /m)[0]!.split('\n').filter((line) => line.startsWith('| ') && !line.startsWith('| ---'));
  return lines.map((line) => line.slice(2, -2).split(' | '));
}

function holdsAt(lines: readonly string[], index: number, wanted: readonly string[]): boolean {
  const [first = ''] = wanted;
  const indent = (lines[index] ?? '').slice(0, Math.max(0, (lines[index] ?? '').length - first.length));
  return indent.trim() === '' && wanted.every((line, offset) => lines[index + offset] === indent + line);
}
