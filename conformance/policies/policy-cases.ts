import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { KubernetesObject } from '../run/emitted';

/** A request that a policy judges. */
export interface Case {
  /** An object to create; with `before`, what is changed of it. */
  readonly object: KubernetesObject;
  /** An object that is there already. @default - none: the object is new */
  readonly before?: KubernetesObject;
  /** Part of the object before that is changed, such as `ephemeralcontainers`. @default - all of it */
  readonly subresource?: string;
}

/** A request that a policy must refuse, and words of its refusal. */
export interface RefusedCase extends Case {
  readonly message: string;
}

/** What one policy must do. */
export interface PolicyCases {
  readonly refused: readonly RefusedCase[];
  readonly accepted: readonly Case[];
  /** Namespaces beside those of the environment, with their labels; one that is there already is left as it is. @default - none */
  readonly namespaces?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/**
 * The requests that a policy is tried with; undefined where nobody wrote any. They name nodes, classes and registries of its
 * own zone.
 *
 * @param all every policy that was written: a request must pass the others of its zone
 */
export function policyCases(policy: KubernetesObject, all: readonly KubernetesObject[]): PolicyCases | undefined {
  const file = join(__dirname, `${kindOf(policy)}.yaml`);
  if (!existsSync(file)) {
    return undefined;
  }
  const { refused = [], accepted = [], namespaces } = parse(readFileSync(file, 'utf8'), { merge: true }) as Partial<PolicyCases>;
  const facts = factsOf(zoneOf(policy), all.filter((other) => zoneOf(other) === zoneOf(policy)));
  const cases = { refused: filled(refused, facts), accepted: filled(accepted, facts) };
  return cases.refused.length === 0 || cases.accepted.length === 0 ? undefined : { ...cases, ...(namespaces && { namespaces }) };
}

/** Kind of a policy: its name begins with it, and the zone's follows. */
export function kindOf({ metadata }: KubernetesObject): string {
  return metadata.name.split('.')[0]!;
}

type Facts = Readonly<Record<string, string | undefined>>;

function zoneOf({ metadata }: KubernetesObject): string | undefined {
  return metadata.labels?.['aiplane.dev/zone'];
}

interface PolicySpec {
  readonly variables?: readonly { readonly name: string; readonly expression: string }[];
}

/** What the policies of a zone say of it: their values are variables whose expressions are JSON too. */
function factsOf(zone: string | undefined, policies: readonly KubernetesObject[]): Facts {
  const variables = policies.flatMap(({ spec }) => (spec as PolicySpec).variables ?? []);
  const value = <T>(name: string): T | undefined => {
    const found = variables.find((variable) => variable.name === name)?.expression;
    return found === undefined ? undefined : JSON.parse(found) as T;
  };
  const registry = value<readonly string[]>('registries')?.[0];
  return {
    ZONE: zone,
    GROUP: value<Readonly<Record<string, readonly string[]>>>('own')?.['aiplane.dev/node-group']?.[0],
    CLASS: value<readonly string[]>('classes')?.[0],
    REGISTRY: registry,
    IMAGE: registry === undefined ? 'web:1' : `${registry}/web:1`,
  };
}

/** Cases with `$ZONE` and the like filled in; those that name what the zone has not are left out. */
function filled<T>(cases: readonly T[], facts: Facts): readonly T[] {
  const isKnown = (one: T) => namesIn(one).every((name) => facts[name] !== undefined);
  return cases.filter(isKnown).map((one) => JSON.parse(JSON.stringify(one).replace(/\$([A-Z]+)/g, (_, name: string) => facts[name]!)) as T);
}

function namesIn(one: unknown): readonly string[] {
  return [...JSON.stringify(one).matchAll(/\$([A-Z]+)/g)].map(([, name]) => name!);
}
