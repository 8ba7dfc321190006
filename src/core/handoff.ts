import { TerraformDataSource, TerraformElement, TerraformOutput } from 'cdktf';
import { Construct, IConstruct } from 'constructs';
import { collision, idsBelow, kebab } from './names';
import { Problem, problemOf } from './problem';
import type { HandoffConsumer, HandoffEntry, HandoffType } from './rendered';

/** One reference to one attribute of one element: `${aws_kms_key.Zone_Key_1A2B.arn}`. */
const REFERENCE = /^\$\{((?:data\.)?[a-z0-9_]+\.[\w-]+)\.([\w.]+)\}$/;

/** Every element that an expression names. */
const ELEMENTS = /\b(?:data\.)?[a-z][a-z0-9]*_[a-z0-9_]+\.[\w-]+(?=[.[])/g;

/** Where a token was met: names its placeholder when the expression alone does not. */
export interface HandoffUse {
  /** Construct path of the object, below the environment. */
  readonly ids: readonly string[];
  /** Keys from the object to the field. */
  readonly field: readonly string[];
}

interface Value {
  readonly placeholder: string;
  readonly type: HandoffType;
  readonly expression: unknown;
}

/**
 * The values that Terraform hands to the manifests of one environment.
 *
 * A token that reaches a manifest becomes `${PLACEHOLDER}` there and, once something still uses it in the resolved
 * output, a `TerraformOutput` of that name here.
 */
export class Handoff extends Construct {
  public readonly problems: Problem[] = [];
  private readonly values = new Map<string, Value>();
  private readonly taken = new Map<string, string>();
  private addresses: ReadonlyMap<string, TerraformElement> | undefined;

  constructor(private readonly environment: Construct) {
    super(environment, 'Handoff');
  }

  /**
   * The placeholder of an expression, such as `FRANKFURT_ZONE_KEY_ARN`; the same whenever it is asked for again. Two
   * expressions that come to one name are a problem.
   */
  public placeholderFor(expression: unknown, type: HandoffType, use: HandoffUse): string {
    const key = `${type} ${JSON.stringify(expression)}`;
    const value = this.values.get(key) ?? this.register(key, { expression, type, placeholder: this.nameOf(expression, use) });
    return value.placeholder;
  }

  /** The elements of other environments that a placeholder's expression names, as construct paths. */
  public foreignElementsOf(placeholder: string): readonly string[] {
    const text = this.taken.get(placeholder)!;
    const missing = (text.match(ELEMENTS) ?? []).filter((address) => !this.elements().has(address));
    const everywhere = missing.length === 0 ? undefined : addressesBelow(this.node.root);
    return missing.flatMap((address) => everywhere?.get(address)?.node.path ?? []);
  }

  /** The placeholders that a text holds, in order. */
  public placeholdersIn(text: string): readonly string[] {
    return !text.includes('${') ? [] : [...text.matchAll(/\$\{([A-Z0-9_]+)\}/g)].map(([, name]) => name!).filter((name) => this.taken.has(name));
  }

  /** Declares an output for each value that is used, and returns the contract. */
  public seal(consumers: ReadonlyMap<string, readonly HandoffConsumer[]>): readonly HandoffEntry[] {
    const used = [...this.values.values()].filter(({ placeholder }) => consumers.has(placeholder));
    used.sort((a, b) => (a.placeholder < b.placeholder ? -1 : 1));
    used.forEach((value) => this.declare(value));
    return used.map(({ placeholder, type }) => ({
      placeholder, type, output: [this.environment.node.id, this.node.id, placeholder], consumers: consumers.get(placeholder)!,
    }));
  }

  private declare({ placeholder, expression }: Value): void {
    if (this.node.tryFindChild(placeholder) === undefined) {
      const description = 'handed to the Kubernetes manifests of this environment; see handoff.json';
      new TerraformOutput(this, placeholder, { value: expression, description, staticId: true });
    }
  }

  private register(key: string, value: Value): Value {
    const owner = this.taken.get(value.placeholder);
    const sameExpression = owner === JSON.stringify(value.expression);
    if (owner !== undefined && !sameExpression) {
      this.problems.push(problemOf(collision('placeholder', value.placeholder, owner, JSON.stringify(value.expression)), this.environment.node.path));
    }
    const named = sameExpression ? { ...value, placeholder: `${value.placeholder}_${value.type.toUpperCase()}` } : value;
    this.taken.set(named.placeholder, JSON.stringify(value.expression));
    this.values.set(key, named);
    return named;
  }

  /** Named by the attribute it reads, or by the field that reads it where an expression is more than a reference. */
  private nameOf(expression: unknown, use: HandoffUse): string {
    const [, address, attribute] = (typeof expression === 'string' ? REFERENCE.exec(expression) : null) ?? [];
    const element = address === undefined ? undefined : this.elements().get(address);
    const parts = element === undefined ? [...use.ids, ...use.field] : [...idsBelow(this.environment, element), ...attribute!.split('.')];
    return [this.environment.node.id, ...parts].map(screamingSnake).filter((part) => part !== '').join('_');
  }

  /** Elements of this environment by address; read once, at synthesis, when the tree is complete. */
  private elements(): ReadonlyMap<string, TerraformElement> {
    this.addresses ??= addressesBelow(this.environment);
    return this.addresses;
  }
}

function addressesBelow(scope: IConstruct): ReadonlyMap<string, TerraformElement> {
  const elements = scope.node.findAll().filter(isAddressed);
  return new Map(elements.map((element) => [addressOf(element), element]));
}

type Addressed = TerraformElement & { readonly terraformResourceType: string };

function isAddressed(construct: IConstruct): construct is Addressed {
  return TerraformElement.isTerraformElement(construct) && 'terraformResourceType' in construct;
}

function addressOf(element: Addressed): string {
  const prefix = TerraformDataSource.isTerraformDataSource(element) ? 'data.' : '';
  return `${prefix}${element.terraformResourceType}.${element.friendlyUniqueId}`;
}

function screamingSnake(id: string): string {
  return kebab(id).replace(/-/g, '_').toUpperCase();
}
