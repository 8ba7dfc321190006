import { ApiObject, JsonPatch } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { Environment, GpuNodeGroupProps, InferencePoolProps, Platform, Problem, SovereignDataZone, Strategies, SynthesisError } from '../../../src';
import { aPlatform } from '../../support/platforms';
import { aBlueprint, Blueprint } from '../../support/programs';
import { anOnPremTarget } from '../../support/targets';

/** What a user changes in a valid program. */
export type Change = (blueprint: Blueprint) => void;

/** Where a program runs, and what its pool and nodes are asked for. */
export type Place = [target?: Strategies, pool?: Partial<InferencePoolProps>, nodes?: Partial<GpuNodeGroupProps>];

/** A mistake in words, the mistake itself, and what a user is told of it. */
export type Mistake = [name: string, mistake: Change, problems: readonly string[], ...place: Place];

/** Something that is no mistake. */
export type Addition = [name: string, addition: Change, ...place: Place];

/** An object with pods that have arguments. */
interface Workload {
  readonly spec: { readonly template: { readonly spec: { readonly containers: readonly { readonly args: readonly string[] }[] } } };
}

/** An object of the user's own, as he would write it. */
export type OwnObject = { readonly apiVersion: string; readonly kind: string; readonly metadata?: object; readonly [field: string]: unknown };

/** The object of a kind and name below a construct. */
export function objectBelow(scope: IConstruct, kind: string, name: string): ApiObject {
  const objects = scope.node.findAll().filter((node): node is ApiObject => ApiObject.isApiObject(node));
  return objects.find((object) => object.kind === kind && object.name === name)!;
}

/** Patches an object of a blueprint as a user would. */
export function patch(scope: IConstruct, kind: string, name: string, ...operations: readonly JsonPatch[]): void {
  objectBelow(scope, kind, name).addJsonPatch(...operations);
}

/** Changes an argument of the only container of a workload; appends it where there is none yet. */
export function argument(scope: IConstruct, kind: string, name: string, text: string): void {
  const { args } = (objectBelow(scope, kind, name).toJson() as Workload).spec.template.spec.containers[0]!;
  const index = args.findIndex((word) => word.split('=')[0] === text.split('=')[0]);
  const path = '/spec/template/spec/containers/0/args';
  patch(scope, kind, name, index < 0 ? JsonPatch.add(`${path}/-`, text) : JsonPatch.replace(`${path}/${index}`, text));
}

/** Adds objects of the user's own to a zone, or to the environment where they name their namespace. */
export function own(scope: SovereignDataZone | Environment, ...objects: readonly OwnObject[]): void {
  objects.forEach((object, index) => new ApiObject(scope.manifests, `Own${index}`, object));
}

/** What a user is told once he has changed a blueprint: `[path] code message` each, without the path of the zone; nothing where it is written. */
export function toldOf(change: Change, ...place: Place): readonly string[] {
  const blueprint = blueprintIn(place);
  change(blueprint);
  return problemsOf(blueprint.environment.node.root as Platform).map(({ path, code, message }) => `[${path.replace(/^place\/(Zone\/)?/, '')}] ${code} ${message}`);
}

function problemsOf(platform: Platform): readonly Problem[] {
  try {
    platform.synth();
    return [];
  } catch (error) {
    if (error instanceof SynthesisError) {
      return error.problems;
    }
    throw error;
  }
}

function blueprintIn([target = anOnPremTarget(), pool, nodes]: Place): Blueprint {
  return aBlueprint(target, pool, aPlatform(), 'place', nodes);
}
