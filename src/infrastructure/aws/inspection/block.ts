import type { Violation } from '../../../errors/validation-error';
import type { JsonObject, Objection } from '../../../target/infrastructure';

/** A value inside a block that holds no other. */
export interface Leaf {
  /** Where it is, as an override is written: `block_device_mappings.0.ebs.encrypted`. */
  readonly attribute: string;
  /** The same without numbers: `block_device_mappings.ebs.encrypted`. */
  readonly field: string;
  /** The last name of the field: `encrypted`. */
  readonly key: string;
  readonly value: unknown;
}

/** What is wrong with a value of a block, or to be known of it. */
export type Fault = Omit<Violation, 'prop'> & Pick<Objection, 'severity'>;

/** Paths of what this library makes of an environment, a zone, a group of nodes or the access to models. */
const OURS = /\/(Infrastructure|Images)\/Default\/|\/NodeGroup\/(LaunchTemplate|Resource|Fabric\/.*)$|\/ModelAccess\//;

/** One block of resolved Terraform, such as a resource or the configuration of a provider. */
export class Block {
  /** Path of the construct that it comes from. @default - it exists only as an override */
  public readonly path: string | undefined;
  /** Every value in it, in order. */
  public readonly leaves: readonly Leaf[];

  /** @param labels what it is found by, such as `resource`, `aws_vpc`, `Network` */
  constructor(private readonly labels: readonly string[], public readonly body: JsonObject) {
    this.path = pathIn(body);
    this.leaves = leavesOf(body, []);
  }

  public get kind(): string {
    return this.labels[0];
  }

  /** First label, such as the type of a resource. */
  public get type(): string {
    return this.labels[1] ?? '';
  }

  /** Second label, such as the logical id of a resource. */
  public get name(): string {
    return this.labels[2] ?? '';
  }

  /** Whether this library made it, however it was changed since. */
  public get isOurs(): boolean {
    return this.path !== undefined && OURS.test(this.path);
  }

  /** The values of a field, one for each nested block that has it. */
  public values(field: string): readonly unknown[] {
    return this.leaves.filter((leaf) => leaf.field === field).map(({ value }) => value);
  }

  /** Objects of nested blocks, which Terraform takes alone or in a list, with the attribute of each. */
  public nested(name: string): readonly { readonly attribute: string; readonly body: JsonObject }[] {
    const value = this.body[name];
    const all = Array.isArray(value) ? value.map((body: unknown, index) => ({ attribute: `${name}.${index}`, body })) : [{ attribute: name, body: value }];
    return all.flatMap(({ attribute, body }) => isObject(body) ? [{ attribute, body }] : []);
  }

  /** An objection to one of its attributes, or to one that it lacks. */
  public objection(attribute: string, { severity, ...fault }: Fault): Objection {
    const prop = this.path === undefined ? [...this.labels, attribute].join('.') : attribute;
    return { path: this.path, violation: { prop, ...fault }, ...(severity && { severity }) };
  }
}

/** Whether a value is an object with names. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether a value is text that Terraform works out only when it runs. */
export function isExpression(value: unknown): boolean {
  return typeof value === 'string' && /(?<!\$)\$\{/.test(value);
}

/** Whether a value is what Terraform takes for true. */
export function isTrue(value: unknown): boolean {
  return value === true || value === 'true';
}

/** Whether a value is what Terraform takes for false. */
export function isFalse(value: unknown): boolean {
  return value === false || value === 'false';
}

function pathIn(body: JsonObject): string | undefined {
  const comment = body['//'];
  const metadata = isObject(comment) ? comment.metadata : undefined;
  const path = isObject(metadata) ? metadata.path : undefined;
  return typeof path === 'string' ? path : undefined;
}

function leavesOf(value: unknown, names: readonly string[]): readonly Leaf[] {
  if (Array.isArray(value)) {
    return value.flatMap((item, index) => leavesOf(item, [...names, String(index)]));
  }
  if (isObject(value)) {
    return Object.entries(value).flatMap(([name, item]) => name === '//' ? [] : leavesOf(item, [...names, name]));
  }
  const fields = names.filter((name) => !/^\d+$/.test(name));
  return [{ attribute: names.join('.'), field: fields.join('.'), key: fields[fields.length - 1] ?? '', value }];
}
