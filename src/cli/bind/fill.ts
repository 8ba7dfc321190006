import { parseAllDocuments } from 'yaml';
import type { JsonObject } from './outputs';
import { isObject } from './outputs';
import { identityOf } from '../../core/rendered';
import type { Contract } from '../../emit/contract';
import type { FileMap } from '../../emit/files';
import { step } from '../../emit/json-pointer';
import { manifestYaml } from '../../emit/yaml';
import { ValidationError } from '../../errors/validation-error';

type Manifest = Parameters<typeof manifestYaml>[0][number];

const PLACEHOLDER = /\$\{([A-Z0-9_]+)\}/g;
const WHOLE_PLACEHOLDER = /^\$\{([A-Z0-9_]+)\}$/;

/**
 * Fills the placeholders of one environment's manifests.
 *
 * Works on parsed documents, in exactly the fields that the contract names; what else looks like a placeholder stays.
 */
export class Filling {
  public readonly errors: ValidationError[] = [];
  private readonly placeholders: ReadonlySet<string>;
  /** Places that the contract names: the rule that is broken where one is not met. */
  private readonly awaited: ReadonlyMap<string, string>;
  private readonly met = new Set<string>();

  constructor(contract: Contract, private readonly values: ReadonlyMap<string, unknown>) {
    this.placeholders = new Set(contract.values.map(({ placeholder }) => placeholder));
    this.awaited = new Map(contract.values.flatMap(({ placeholder, consumers }) => consumers.map(({ file, object, field }) => [
      placeKey(file, object, field, placeholder), `waits for '${placeholder}' in the field '${field}' of '${object}', says handoff.json, but does not`,
    ])));
  }

  /** The files with every placeholder filled; `errors` says where files and contract disagree. */
  public fill(files: FileMap): FileMap {
    const filled = [...files].map(([file, text]): [string, string] => [file, this.holdsPlaceholder(text) ? this.filledFile(file, text) : text]);
    const unmet = [...this.awaited].filter(([place]) => !this.met.has(place));
    this.errors.push(...unmet.map(([place, rule]) => mismatch(place.split('\n')[0]!, rule)));
    return new Map(filled);
  }

  private holdsPlaceholder(text: string): boolean {
    return this.namesIn(text).length > 0;
  }

  private namesIn(text: string): readonly string[] {
    return [...text.matchAll(PLACEHOLDER)].map(([, name]) => name!).filter((name) => this.placeholders.has(name));
  }

  private filledFile(file: string, text: string): string {
    const documents = parseAllDocuments(text);
    const objects = documents.map((document) => (document.errors.length === 0 ? document.toJS() as unknown : undefined));
    if (!objects.every(isManifest)) {
      this.errors.push(mismatch(file, 'holds a placeholder and is no stream of Kubernetes objects'));
      return text;
    }
    return manifestYaml(objects.map((object) => this.filledObject(file, object)), () => new Map());
  }

  private filledObject(file: string, object: Manifest): Manifest {
    const identity = identityOf(object);
    return this.filled(object, '', (text, field) => this.filledText(text, file, identity, field)) as Manifest;
  }

  private filled(value: unknown, pointer: string, fillText: (text: string, pointer: string) => unknown): unknown {
    if (typeof value === 'string') {
      return fillText(value, pointer);
    }
    if (Array.isArray(value)) {
      return value.map((item, index) => this.filled(item, pointer + step(index), fillText));
    }
    const fillField = ([key, field]: [string, unknown]) => [key, this.filled(field, pointer + step(key), fillText)] as const;
    return isObject(value) ? Object.fromEntries(Object.entries(value).map(fillField)) : value;
  }

  private filledText(text: string, file: string, object: string, field: string): unknown {
    const named = new Set(this.namesIn(text));
    for (const name of named) {
      const place = placeKey(file, object, field, name);
      this.met.add(place);
      if (!this.awaited.has(place)) {
        this.errors.push(mismatch(file, `holds '${name}' in the field '${field}' of '${object}', which handoff.json does not name`));
      }
    }
    const [, whole] = WHOLE_PLACEHOLDER.exec(text) ?? [];
    // one pass: a value that looks like a placeholder is not filled again
    return whole !== undefined && named.has(whole) ? this.values.get(whole)
      : text.replace(PLACEHOLDER, (literal, name: string) => (named.has(name) ? this.textOf(name, file, field) : literal));
  }

  private textOf(name: string, file: string, field: string): string {
    const value = this.values.get(name);
    if (typeof value === 'object') {
      this.errors.push(mismatch(file, `has '${name}', which is a list or a map, inside the text of the field '${field}'`));
    }
    return String(value);
  }
}

function isManifest(value: unknown): value is Manifest {
  const metadata = isObject(value) ? value.metadata : undefined;
  return isObject(metadata) && typeof metadata.name === 'string' && typeof (value as JsonObject).kind === 'string';
}

function placeKey(file: string, object: string, field: string, placeholder: string): string {
  return [file, object, field, placeholder].join('\n');
}

function mismatch(file: string, rule: string): ValidationError {
  const remedy = 'synthesise the program again, and change the program rather than its output';
  return new ValidationError({ code: 'ContractMismatch', prop: 'file', value: file, rule, remedy });
}
