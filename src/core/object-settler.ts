import type { ApiObject } from 'cdk8s';
import type { Environment } from './environment';
import { idsBelow } from './names';
import { Problem, problemOf } from './problem';
import { HandoffConsumer, identityOf, Json, KubernetesObject } from './rendered';
import { isLeak, legible, Naming, withoutTokens } from './tokens';
import { ValidationError, Violation } from '../errors/validation-error';

/** Fields that must be known when the manifests are written: they order, name and find objects. */
const FIXED_FIELDS: ReadonlySet<string> = new Set(['/apiVersion', '/kind', '/metadata/name', '/metadata/namespace']);

/** Fields of a Secret that hold what must stay secret. */
const SECRET_FIELD = /^\/(data|stringData)\//;

/** What may not be left of a token, and what to do instead. */
const LEAK = {
  key: { code: 'TokenInKey', rule: 'is a key, but a cloud value can only be the value of a field', remedy: 'use a key that is known when the program runs' },
  leaf: { code: 'TokenLeak', rule: 'is a part of a cloud value, which is handed over whole or not at all', remedy: 'pass the list, map or number as cdktf gives it, alone in its field' },
  name: { code: 'TokenInName', rule: 'is only known after the deployment, but names the object', remedy: 'name it by a value that is known when the program runs' },
  secret: { code: 'SecretInClear', rule: 'would be written in clear text', remedy: 'let the cluster fetch it, with External Secrets or a secret store that is mounted' },
} as const;

const NOT_JSON = { code: 'NotJson', rule: 'is no JSON value', remedy: 'use a number, string, boolean, list or map' };

/** The fields of one environment's objects that wait for a cloud value, by placeholder. */
export type Consumers = Map<string, HandoffConsumer[]>;

/**
 * Brings one resolved object into the form that is written: tokens that a patch brought in after resolution are handed
 * off like any other, and whatever is left of one is refused.
 */
export class ObjectSettler {
  public readonly problems: Problem[] = [];
  private readonly identity: string;

  constructor(
    private readonly environment: Environment,
    private readonly source: ApiObject,
    private readonly object: KubernetesObject,
    private readonly consumers: Consumers,
  ) {
    this.identity = identityOf(object);
  }

  public settle(): KubernetesObject {
    return this.settled(this.object as unknown as Json, []) as unknown as KubernetesObject;
  }

  private settled(value: Json, field: readonly string[]): Json {
    const known = this.handedOff(value, field);
    if (Array.isArray(known)) {
      return known.map((member: Json, index) => this.settled(member, [...field, String(index)]));
    }
    if (known !== null && typeof known === 'object') {
      return Object.fromEntries(Object.entries(known).map(([key, member]) => this.settledMember(key, member as Json, field)));
    }
    this.inspect(known, field);
    return known;
  }

  private handedOff(value: Json, field: readonly string[]): Json {
    const { environment, source } = this;
    const naming: Naming = (expression, type) => environment._handoff.placeholderFor(expression, type, { ids: idsBelow(environment, source), field });
    return (withoutTokens(value, environment, naming) ?? value) as Json;
  }

  private settledMember(key: string, member: Json, field: readonly string[]): readonly [string, Json] {
    if (isLeak(key)) {
      this.refuse(LEAK.key, pointerOf(field), this.shown(key));
    }
    return [key, this.settled(member, [...field, key])];
  }

  private inspect(leaf: Json, field: readonly string[]): void {
    if (isLeak(leaf)) {
      this.refuse(LEAK.leaf, pointerOf(field), this.shown(leaf));
    } else if (!isJson(leaf)) {
      this.refuse(NOT_JSON, pointerOf(field), String(leaf));
    }
    const placeholders = typeof leaf === 'string' ? this.environment._handoff.placeholdersIn(leaf) : [];
    placeholders.forEach((placeholder) => this.consume(placeholder, pointerOf(field)));
  }

  private consume(placeholder: string, field: string): void {
    const value = `\${${placeholder}}`;
    if (FIXED_FIELDS.has(field)) {
      this.refuse(LEAK.name, field, value);
    }
    if (this.object.kind === 'Secret' && SECRET_FIELD.test(field)) {
      this.refuse(LEAK.secret, field, value);
    }
    this.environment._handoff.foreignElementsOf(placeholder).forEach((path) => this.refuse({
      code: 'ForeignValue', rule: `comes from '${path}', which is in another environment`, remedy: 'create the resource in this environment, or pass its value as plain text',
    }, field, value));
    this.consumers.set(placeholder, [...this.consumers.get(placeholder) ?? [], { object: this.identity, field }]);
  }

  private refuse(reason: Pick<Violation, 'code' | 'rule' | 'remedy'>, field: string, value: unknown): void {
    this.problems.push(problemOf(new ValidationError({ ...reason, prop: field, value }), this.source.node.path));
  }

  /** What a token stands for, where cdktf can still tell. */
  private shown(value: Json): unknown {
    try {
      return legible(value, this.environment);
    } catch {
      return value;
    }
  }
}

function isJson(leaf: unknown): boolean {
  return leaf === null || typeof leaf === 'string' || typeof leaf === 'boolean' || Number.isFinite(leaf);
}

/** Keys as a JSON pointer. @see https://www.rfc-editor.org/rfc/rfc6901 */
function pointerOf(field: readonly string[]): string {
  return field.map((key) => `/${key.replace(/~/g, '~0').replace(/\//g, '~1')}`).join('');
}
