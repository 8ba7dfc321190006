import { Block, isObject } from './block';
import { referencesIn, type Reference } from './reference';
import type { TerraformConfiguration } from '../../../target/infrastructure';

/** Kinds of blocks that hold values or refer to other blocks, and how many labels each has. */
const LABELS: Readonly<Record<string, number>> = { resource: 2, data: 2, provider: 1, module: 1, output: 1, locals: 0, terraform: 0 };

/** What a zone lies at: everything above the bucket that each has. */
const ZONE = /^(.+)\/Infrastructure\/Default\/Models\//;

/** The resolved Terraform of an environment as a list of blocks, read once for all rules. */
export class Configuration {
  public readonly blocks: readonly Block[];
  /** Resources of Amazon. */
  public readonly resources: readonly Block[];
  private readonly byAddress: ReadonlyMap<string, Block>;
  private readonly paths: ReadonlySet<string>;
  private readonly zones: ReadonlySet<string>;

  constructor(terraform: TerraformConfiguration) {
    this.blocks = Object.entries(LABELS).flatMap(([kind, labels]) => blocksIn([kind], terraform[kind], labels));
    this.resources = this.blocks.filter(({ kind, type }) => kind === 'resource' && /^(aws|awscc)_/.test(type));
    this.byAddress = new Map(this.blocks.map((block) => [`${block.kind}.${block.type}.${block.name}`, block]));
    this.paths = new Set(this.blocks.flatMap(({ path }) => path ?? []));
    this.zones = new Set([...this.paths].flatMap((path) => ZONE.exec(path)?.[1] ?? []));
  }

  /** Resources of one type. */
  public ofType(type: string): readonly Block[] {
    return this.blocks.filter((block) => block.kind === 'resource' && block.type === type);
  }

  /** The block that a reference names; undefined where there is none. */
  public find({ kind, type, name }: Reference): Block | undefined {
    return this.byAddress.get(`${kind}.${type}.${name}`);
  }

  /** The blocks that an expression refers to. */
  public named(value: unknown): readonly Block[] {
    return typeof value === 'string' ? referencesIn(value).flatMap((reference) => this.find(reference) ?? []) : [];
  }

  /** The blocks of this library that an expression refers to. */
  public oursIn(value: unknown): readonly Block[] {
    return this.named(value).filter(({ isOurs }) => isOurs);
  }

  /** Path of the zone that a block is in. */
  public zoneOf({ path = '' }: Block): string | undefined {
    return [...this.zones].find((zone) => path.startsWith(`${zone}/`));
  }

  /** Whether a block is this library's, or the user's in a zone. */
  public isGuarded(block: Block): boolean {
    return block.isOurs || this.zoneOf(block) !== undefined;
  }

  /** Whether a block's data is under a key of the customer: everywhere but in a zone that leaves keys to Amazon. */
  public hasCustomerKey(block: Block): boolean {
    const zone = this.zoneOf(block);
    return zone === undefined || this.paths.has(`${zone}/Infrastructure/Default/Key/Resource`);
  }

  /** Resources of a type that are about a bucket, by reference or by its name. */
  public about(bucket: Block, type: string): readonly Block[] {
    const { bucket: name } = bucket.body;
    return this.ofType(type).filter(({ body }) => (typeof name === 'string' && body.bucket === name) || this.named(body.bucket).includes(bucket));
  }
}

/** Terraform takes a list wherever it takes labels or the body of a block. */
function blocksIn(address: readonly string[], value: unknown, labels: number): readonly Block[] {
  if (Array.isArray(value)) {
    return value.flatMap((item, index) => blocksIn(labels === 0 ? [...address, String(index)] : address, item, labels));
  }
  if (!isObject(value)) {
    return [];
  }
  if (labels === 0) {
    return [new Block(address, value)];
  }
  return Object.entries(value).flatMap(([label, item]) => label === '//' ? [] : blocksIn([...address, label], item, labels - 1));
}
