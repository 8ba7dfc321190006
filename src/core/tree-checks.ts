import { ApiObject } from 'cdk8s';
import { AnnotationMetadataEntryType, TerraformStack } from 'cdktf';
import type { IConstruct } from 'constructs';
import { Environment, outsideEnvironment } from './environment';
import { lateCodes } from './late-violations';
import { collision } from './names';
import { Problem, problemOf } from './problem';
import { ValidationError } from '../errors/validation-error';

/** What the constructs of a tree say of themselves when they are all known. */
export function failedValidations(root: IConstruct): readonly Problem[] {
  return root.node.findAll().flatMap((construct) => {
    const messages = construct.node.validate();
    const codes = messages.length === 0 ? undefined : lateCodes(construct);
    return messages.map((message) => ({ path: construct.node.path, ...(codes?.has(message) && { code: codes.get(message) }), message }));
  });
}

/** What aspects and others object to in cdktf's way. */
export function errorAnnotations(root: IConstruct): readonly Problem[] {
  return root.node.findAll().flatMap(({ node }) => node.metadata
    .filter(({ type }) => type === AnnotationMetadataEntryType.ERROR)
    .map(({ data }) => ({ path: node.path, message: String(data) })));
}

/** Stacks that cdktf would file in one folder: it knows them by id alone, wherever in the tree they are. */
export function stacksOfOneName(root: IConstruct): readonly Problem[] {
  const stacks = root.node.findAll().filter(TerraformStack.isStack);
  return twins(stacks, ({ node }) => node.id, (first, other) => collision('stack', other.node.id, first.node.path, other.node.path));
}

/** Objects outside of every environment: manifests are written by environment, so they would be written nowhere. */
export function looseObjects(root: IConstruct): readonly Problem[] {
  const objects = root.node.findAll().filter((construct) => ApiObject.isApiObject(construct));
  const loose = objects.filter((object) => !object.node.scopes.some(Environment.isEnvironment));
  return loose.map((object) => problemOf(outsideEnvironment(object), object.node.path));
}

/** Environments with one Terraform state: each would destroy the resources of the other. */
export function sharedStates(environments: readonly Environment[]): readonly Problem[] {
  return twins(environments.filter((environment) => environment.hasCloudResources), stateOf, (first, other) => new ValidationError({
    code: 'StateShared', prop: 'backend', value: stateOf(other), rule: `is the state of '${first.node.path}' too`, remedy: 'give each environment a state of its own',
  }));
}

function stateOf(environment: Environment): string {
  return JSON.stringify((environment._terraform.terraform as { readonly backend?: object } | undefined)?.backend);
}

/** A problem for each construct whose key an earlier one has. */
function twins<T extends IConstruct>(
  constructs: readonly T[],
  keyOf: (one: T) => string,
  errorOf: (first: T, other: T) => ValidationError,
): readonly Problem[] {
  const owners = new Map<string, T>();
  return constructs.flatMap((construct) => {
    const owner = owners.get(keyOf(construct));
    owners.set(keyOf(construct), owner ?? construct);
    return owner === undefined ? [] : [problemOf(errorOf(owner, construct), construct.node.path)];
  });
}
