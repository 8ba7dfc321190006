import { isNamespaced } from '../../../catalog/kubernetes-kinds';
import { Operator } from '../../../catalog/operators';
import type { RenderedObject } from '../../../core/rendered';
import { objectAt } from '../../json';
import { problemWith, Rule } from '../../rule';

/**
 * Rule 8: every object is of a group that Kubernetes or a declared operator brings: without it, the API server knows no such kind.
 *
 * Silent where nobody said what the clusters are extended with. Definitions among the objects count as brought.
 */
export const operatorIsDeclared: Rule = ({ objects, operators }) => {
  if (operators === undefined) {
    return [];
  }
  const brought = new Set([...operators.flatMap(({ groups }) => Object.keys(groups)), ...objects.flatMap(definedIn)]);
  const custom = objects.filter(({ object }) => isNamespaced(object.apiVersion, object.kind) === undefined);
  const strangers = custom.filter(({ object }) => !brought.has(groupOf(object.apiVersion)));
  return strangers.map((source) => problemWith(source, {
    code: 'OperatorUndeclared',
    prop: '/apiVersion',
    value: source.object.apiVersion,
    rule: `is of a group that no operator of the target brings${knownAs(groupOf(source.object.apiVersion))}`,
    remedy: `install it there, and add ${remedyFor(groupOf(source.object.apiVersion))} to the 'operators' of the target`,
  }));
};

function definedIn({ object }: RenderedObject): readonly string[] {
  const group = object.kind === 'CustomResourceDefinition' ? objectAt(object, 'spec')?.group : undefined;
  return typeof group === 'string' ? [group] : [];
}

function groupOf(apiVersion: string): string {
  return apiVersion.includes('/') ? apiVersion.split('/')[0]! : '';
}

function knownTo(group: string): Operator | undefined {
  return Operator.all().find(({ groups }) => group in groups);
}

function knownAs(group: string): string {
  const operator = knownTo(group);
  return operator === undefined ? '' : ` (${operator.title} does)`;
}

function remedyFor(group: string): string {
  const operator = knownTo(group);
  return operator === undefined ? `Operator.custom({ name: '…', groups: ['${group}'] })` : `Operator.${operator.name}`;
}
