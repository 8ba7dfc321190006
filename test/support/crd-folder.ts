import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parse } from 'yaml';
import type { StructuralSchema } from './structural-schema';

/** One version of a custom resource definition. */
export interface DefinedVersion {
  readonly name: string;
  readonly served: boolean;
  /** @default false */
  readonly deprecated?: boolean;
  /** @default - a sentence that the API server makes up */
  readonly deprecationWarning?: string;
  readonly schema: { readonly openAPIV3Schema: StructuralSchema };
}

/** The part of a `CustomResourceDefinition` that decides what its objects may be. */
export interface Definition {
  readonly group: string;
  readonly scope: 'Cluster' | 'Namespaced';
  readonly names: { readonly kind: string; readonly plural: string };
  readonly versions: readonly DefinedVersion[];
}

/** Where the definitions are: `AIPLANE_CRDS`, or `shared/crds` beside the project. */
export function crdFolder(): string {
  return process.env.AIPLANE_CRDS ?? resolve(__dirname, '../../../shared/crds');
}

/** Definitions of ours, for kinds whose own are not in that folder. */
const APPROXIMATIONS = resolve(__dirname, '../../conformance/kubernetes/approximations');

/** Whether the definitions are on this machine. */
export function crdsAvailable(): boolean {
  return existsSync(crdFolder());
}

/** File names of all definitions, sorted; none where the folder is missing. */
export function definitionFiles(): readonly string[] {
  return crdsAvailable() ? readdirSync(crdFolder()).filter((file) => file.endsWith('.yaml')).sort() : [];
}

/** Whether the file of a definition is at most so many bytes long. */
export function isAtMost(bytes: number, file: string): boolean {
  return statSync(pathOf(file)).size <= bytes;
}

/** Kinds that the folder defines in a group. */
export function kindsOf(group: string): readonly string[] {
  return filesOf(group).map((file) => kindIn(readText(file)));
}

/** The definition of a kind; undefined where the folder has none. Reads and parses no other. */
export function findDefinition(group: string, kind: string): Definition | undefined {
  const file = filesOf(group).find((candidate) => kindIn(readText(candidate)) === kind);
  return file === undefined ? undefined : readDefinition(file);
}

/** The definition in a file of the folder. */
export function readDefinition(file: string): Definition {
  return (parse(withoutProse(readText(file)), { uniqueKeys: false, prettyErrors: false }) as { spec: Definition }).spec;
}

/**
 * Empties the values of `description`, nine tenths of a large definition: what no rule reads need not be parsed.
 *
 * A field that is *named* description has a mapping as its value, on the lines below, and stays.
 */
export function withoutProse(text: string): string {
  const kept: string[] = [];
  let proseIndent = Infinity;
  for (const line of text.split('\n')) {
    const indent = line.search(/\S/);
    if (indent === -1 || indent > proseIndent) continue;
    const prose = /^(\s*(?:- )*)description: \S/.exec(line);
    proseIndent = prose ? prose[1].length : Infinity;
    kept.push(prose ? `${prose[1]}description: ''` : line);
  }
  return kept.join('\n');
}

function filesOf(group: string): readonly string[] {
  const approximations = crdsAvailable() ? readdirSync(APPROXIMATIONS) : [];
  return [...definitionFiles(), ...approximations].filter((file) => file.slice(file.indexOf('.') + 1) === `${group}.yaml`);
}

function readText(file: string): string {
  return readFileSync(pathOf(file), 'utf8');
}

function pathOf(file: string): string {
  const published = join(crdFolder(), file);
  return existsSync(published) ? published : join(APPROXIMATIONS, file);
}

function kindIn(text: string): string {
  return /^ {4}kind: (\S+)$/m.exec(text)?.[1] ?? '';
}
