import { readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import * as ts from 'typescript';

/** A file of the library, by its path from `src`, such as `core/environment.ts`. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
}

/** All TypeScript files below a folder, sorted by path. */
export function sourceFiles(root: string): readonly SourceFile[] {
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => path.endsWith('.ts'))
    .sort()
    .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));
}

/** What a file imports or exports from, as written; types, `require` and `import()` are imports too. */
export function importsOf({ text }: SourceFile): readonly string[] {
  return ts.preProcessFile(text, true, true).importedFiles.map(({ fileName }) => fileName);
}

/** Packages that a file imports from, as written. */
export function packagesOf(file: SourceFile): readonly string[] {
  return importsOf(file).filter((name) => !name.startsWith('.'));
}

/** Paths of the files that a file imports; one that does not exist is given as it would be called. */
export function neighboursOf(file: SourceFile, files: readonly SourceFile[]): readonly string[] {
  return importsOf(file).filter((name) => name.startsWith('.')).map((name) => {
    const path = posix.join(posix.dirname(file.path), name);
    return [`${path}.ts`, posix.join(path, 'index.ts')].find((candidate) => files.some((other) => other.path === candidate)) ?? `${path}.ts`;
  });
}

/** The words of a file outside its comments: names are split where their case changes, text is taken whole. */
export function wordsOf(file: SourceFile): readonly string[] {
  return nodesOf(file).flatMap((node) => (hasText(node) ? splitWords(node.text) : []));
}

/** Lines, from 1, on which a file says `any` as a type. */
export function linesWithAny(file: SourceFile): readonly number[] {
  return nodesOf(file)
    .filter((node) => node.kind === ts.SyntaxKind.AnyKeyword)
    .map((node) => file.text.slice(0, node.end).split('\n').length);
}

/** Whether a file does nothing but pass on what other files export. */
export function onlyExports(file: SourceFile): boolean {
  return parsed(file).statements.every((statement) => ts.isExportDeclaration(statement) && statement.moduleSpecifier !== undefined);
}

/** Import cycles among files: at least one where there are any, each from its first file in alphabetical order. */
export function cyclesAmong(files: readonly SourceFile[]): readonly string[] {
  const edges = new Map(files.map((file) => [file.path, neighboursOf(file, files)]));
  const done = new Set<string>();
  const cycles = new Set<string>();
  const visit = (path: string, trail: readonly string[]): void => {
    if (trail.includes(path)) cycles.add(fromFirst(trail.slice(trail.indexOf(path))));
    if (done.has(path) || trail.includes(path)) return;
    edges.get(path)?.forEach((next) => visit(next, [...trail, path]));
    done.add(path);
  };
  files.forEach(({ path }) => visit(path, []));
  return [...cycles].sort();
}

function fromFirst(cycle: readonly string[]): string {
  const start = cycle.indexOf([...cycle].sort()[0]);
  const turned = [...cycle.slice(start), ...cycle.slice(0, start)];
  return [...turned, turned[0]].join(' → ');
}

function parsed({ path, text }: SourceFile): ts.SourceFile {
  return ts.createSourceFile(path, text, ts.ScriptTarget.ES2022);
}

function nodesOf(file: SourceFile): readonly ts.Node[] {
  const nodes: ts.Node[] = [];
  const collect = (node: ts.Node): void => {
    nodes.push(node);
    ts.forEachChild(node, collect);
  };
  collect(parsed(file));
  return nodes;
}

function hasText(node: ts.Node): node is ts.Identifier | ts.LiteralLikeNode {
  const isName = ts.isIdentifier(node) || ts.isPrivateIdentifier(node);
  return isName || ts.isLiteralExpression(node) || ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node);
}

/** `openShiftRoute` has the words open, shift, openshift, and route: a name of two words is also one. */
function splitWords(text: string): readonly string[] {
  const whole = text.split(/[^A-Za-z0-9]+/);
  const parts = whole.map((word) => word.replace(/([a-z0-9])([A-Z])/g, '$1 $2').replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2').split(' '));
  const pairs = parts.flatMap((words) => words.slice(1).map((word, index) => words[index] + word));
  return [...whole, ...parts.flat(), ...pairs].map((word) => word.toLowerCase()).filter((word) => word !== '');
}
