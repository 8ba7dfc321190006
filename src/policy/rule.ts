import { PodTemplate, podsOf } from './pods';
import type { Problem } from '../core/problem';
import type { RenderedEnvironment, RenderedObject } from '../core/rendered';
import { sentence, Violation } from '../errors/validation-error';
import { ZONE_LABEL } from '../target/labels';
import type { NodeGroup } from '../target/nodes';

/** One environment as rules see it, read once for all of them. */
export interface Scene {
  readonly objects: readonly RenderedObject[];
  /** Pods of the objects, as far as no controller makes them unseen. */
  readonly pods: readonly PodTemplate[];
  /** Namespaces of zones. */
  readonly zones: ReadonlySet<string>;
  readonly nodeGroups: readonly NodeGroup[];
}

/**
 * What must hold between the objects of an environment, whichever way they came to be: patches and objects of the user's
 * own are judged like ours. Reads the very values that are written, and changes nothing.
 */
export type Rule = (scene: Scene) => readonly Problem[];

/** An environment, prepared for rules. */
export function sceneOf(environment: RenderedEnvironment): Scene {
  const objects = environment.manifests.flatMap((manifest) => manifest.objects);
  const zones = new Set(objects.filter(isZone).map(({ object }) => object.metadata.name));
  return { objects, pods: objects.flatMap(podsOf), zones, nodeGroups: environment.nodeGroups };
}

/** A problem of one object. */
export function problemWith(source: RenderedObject, violation: Violation): Problem {
  return { path: source.path, code: violation.code, message: sentence(violation) };
}

function isZone({ object }: RenderedObject): boolean {
  const labels = object.metadata.labels as Readonly<Record<string, string>> | undefined;
  return object.kind === 'Namespace' && labels !== undefined && ZONE_LABEL in labels;
}
