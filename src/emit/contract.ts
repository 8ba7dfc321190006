import { valueAt } from './json-pointer';
import { HandoffConsumer, HandoffEntry, HandoffType, identityOf, KubernetesObject, RenderedEnvironment } from '../core/rendered';

export type { HandoffType } from '../core/rendered';

/** A field that waits for a value, and the file it is in. */
export interface ContractConsumer extends HandoffConsumer {
  /** Path below the environment's folder, such as `20-workloads/zone-chat.yaml`. */
  readonly file: string;
}

/** One value that Terraform hands to the manifests. */
export interface ContractValue extends HandoffEntry {
  readonly consumers: readonly ContractConsumer[];
}

/** What `handoff.json` holds: every value that an environment's manifests wait for. */
export interface Contract {
  readonly version: typeof CONTRACT_VERSION;
  readonly environment: string;
  readonly values: readonly ContractValue[];
}

/** Version of the contract's form; a reader refuses any other. */
export const CONTRACT_VERSION = 1;

/** Every type that a value of a contract can have. */
export const HANDOFF_TYPES: readonly HandoffType[] = ['any', 'list', 'map', 'number', 'string'];

/** The contract of an environment: values by placeholder, consumers by file, object and field. */
export function contractOf(environment: RenderedEnvironment): Contract {
  const objects = objectsByIdentity(environment);
  const values = environment.handoff.map(({ placeholder, output, type, consumers }) => {
    const placed = consumers.flatMap((consumer) => located(consumer, placeholder, objects));
    return { placeholder, output, type, consumers: placed.sort(by(({ file, object, field }) => `${file}\n${object}\n${field}`)) };
  });
  return { version: CONTRACT_VERSION, environment: environment.name, values: values.sort(by((value) => value.placeholder)) };
}

/** The types of the placeholders in one object, by field; several types in one field can only be text. */
export function placeholdersOf(environment: RenderedEnvironment): (object: KubernetesObject) => ReadonlyMap<string, HandoffType> {
  const byObject = new Map<string, Map<string, HandoffType>>();
  for (const { type, consumers } of environment.handoff) {
    for (const { object, field } of consumers) {
      const fields = byObject.get(object) ?? new Map<string, HandoffType>();
      byObject.set(object, fields.set(field, type));
    }
  }
  return (object) => byObject.get(identityOf(object)) ?? new Map();
}

interface Placed {
  readonly file: string;
  readonly object: KubernetesObject;
}

function objectsByIdentity({ manifests }: RenderedEnvironment): ReadonlyMap<string, readonly Placed[]> {
  const placed = new Map<string, Placed[]>();
  for (const { phase, file, objects } of manifests) {
    for (const { object } of objects) {
      const twins = placed.get(identityOf(object)) ?? [];
      twins.push({ file: `${phase}/${file}.yaml`, object });
      placed.set(identityOf(object), twins);
    }
  }
  return placed;
}

/** Where a consumer is: kinds of the same name in two API groups are told apart by which of them holds the placeholder. */
function located(consumer: HandoffConsumer, placeholder: string, objects: ReadonlyMap<string, readonly Placed[]>): readonly ContractConsumer[] {
  const waiting = (objects.get(consumer.object) ?? []).filter(({ object }) => String(valueAt(object, consumer.field)).includes(`\${${placeholder}}`));
  return waiting.map(({ file }) => ({ object: consumer.object, field: consumer.field, file }));
}

function by<T>(keyOf: (item: T) => string): (a: T, b: T) => number {
  return (a, b) => (keyOf(a) < keyOf(b) ? -1 : Number(keyOf(a) > keyOf(b)));
}
