import { Engine, enginesOf } from './engines';
import { Find, Picker, pickersOf } from './pickers';
import { PodTemplate, podsOf } from './pods';
import type { Operator } from '../catalog/operators';
import type { Problem } from '../core/problem';
import type { RenderedEnvironment, RenderedObject, RenderedPool, RenderedZone } from '../core/rendered';
import { sentence, Violation } from '../errors/validation-error';
import { ZONE_LABEL } from '../target/labels';
import type { NodeGroup } from '../target/nodes';

/** One environment as rules see it, read once for all of them. */
export interface Scene {
  readonly objects: readonly RenderedObject[];
  /** Pods of the objects, as far as no controller makes them unseen. */
  readonly pods: readonly PodTemplate[];
  /** Containers of the pods that run vLLM. */
  readonly engines: readonly Engine[];
  /** Endpoint pickers among the pods. */
  readonly pickers: readonly Picker[];
  /** Namespaces of zones. */
  readonly zones: ReadonlySet<string>;
  /** What objects of the program's zones are bound to, by namespace. */
  readonly admitted: ReadonlyMap<string, RenderedZone>;
  readonly nodeGroups: readonly NodeGroup[];
  /** What the pools of the program were judged by. */
  readonly pools: readonly RenderedPool[];
  /** What the cluster is extended with. @default - nobody knows */
  readonly operators?: readonly Operator[];
  /** The object of a kind and name in a namespace. */
  readonly find: Find;
}

/**
 * What must hold between the objects of an environment, whichever way they came to be: patches and objects of the user's
 * own are judged like ours. Reads the very values that are written, and changes nothing.
 */
export type Rule = (scene: Scene) => readonly Problem[];

/** An environment, prepared for rules. */
export function sceneOf(environment: RenderedEnvironment): Scene {
  const { nodeGroups, pools, operators, zones: admitted = [] } = environment;
  const objects = environment.manifests.flatMap((manifest) => manifest.objects);
  const find = finderIn(objects);
  const pods = objects.flatMap(podsOf);
  return {
    objects, pods, find, nodeGroups, pools, operators,
    engines: pods.flatMap(enginesOf),
    pickers: pods.flatMap((pod) => pickersOf(pod, find)),
    zones: new Set(objects.filter(isZone).map(({ object }) => object.metadata.name)),
    admitted: new Map(admitted.map((zone) => [zone.namespace, zone])),
  };
}

/** A problem of one object. */
export function problemWith(source: RenderedObject, violation: Violation): Problem {
  return { path: source.path, code: violation.code, message: sentence(violation) };
}

function finderIn(objects: readonly RenderedObject[]): Find {
  const keyOf = (kind: string, namespace: string | undefined, name: string) => `${kind}/${namespace ?? ''}/${name}`;
  const byKey = new Map(objects.map((source) => [keyOf(source.object.kind, source.object.metadata.namespace, source.object.metadata.name), source]));
  return (kind, namespace, name) => byKey.get(keyOf(kind, namespace, name));
}

function isZone({ object }: RenderedObject): boolean {
  const labels = object.metadata.labels as Readonly<Record<string, string>> | undefined;
  return object.kind === 'Namespace' && labels !== undefined && ZONE_LABEL in labels;
}
