import { Lazy } from 'cdk8s';
import type { Construct, IConstruct } from 'constructs';
import { ZONE_LABEL } from '../../../target/labels';
import { ValidatingAdmissionPolicy, ValidatingAdmissionPolicyBinding, type NamespaceSelector, type ResourceRule, type ValidatingAdmissionPolicySpec, type Validation } from '../api/admission';
import { objectLabels } from '../labels';

/** Values that expressions name: an expression is the same in every zone, its values are not. */
export type Facts = Readonly<Record<string, unknown>>;

/** What must hold of an object. */
export interface Condition {
  /** Expression of CEL. */
  readonly holds: string;
  /** Field that it is about, as in `spec.type`. */
  readonly prop: string;
  /** Expression of CEL that gives the value as text. */
  readonly value: string;
  readonly rule: string;
  readonly remedy: string;
  /** Expression of CEL that gives a list of what would do, to be named instead of the remedy. @default - the remedy says it */
  readonly choices?: string;
}

/** One thing that admission refuses for a zone. */
export interface AdmissionRule {
  /** Kind of rule, the first part of the policy's name. */
  readonly kind: AdmissionKind;
  /** Plurals of the core API, and subresources of them. */
  readonly resources: ResourceRule['resources'];
  readonly namespaces: NamespaceSelector;
  /** Read at synthesis, when the zone is complete. */
  readonly facts: () => Facts;
  /** Expressions by name, which others may name. @default - none */
  readonly variables?: Readonly<Record<string, string>>;
  /** Requests that it judges, expressions by name. @default - all */
  readonly only?: Readonly<Record<string, string>>;
  readonly conditions: readonly Condition[];
}

/** Kinds of rules. */
export type AdmissionKind = 'foreign-pods' | 'foreign-nodes' | 'exposure' | 'storage' | 'images';

/** Makes the API server keep a rule. The name holds the zone's namespace, which no other zone of the cluster has. */
export function enforce(scope: Construct, id: string, zone: string, rule: AdmissionRule): readonly IConstruct[] {
  const metadata = { name: `${rule.kind}.${zone}.aiplane.dev`, labels: { ...objectLabels(rule.kind), [ZONE_LABEL]: zone } };
  const policy = new ValidatingAdmissionPolicy(scope, id, { metadata, spec: specOf(rule) });
  const binding = new ValidatingAdmissionPolicyBinding(scope, `${id}Binding`, {
    metadata,
    spec: { policyName: metadata.name, matchResources: { namespaceSelector: rule.namespaces }, validationActions: ['Deny', 'Audit'] },
  });
  return [policy, binding];
}

/**
 * Expression of CEL: whether an update changes a field of the specification. What an object is already, it may stay: it can
 * be labelled, and let go of.
 */
export function changes(field: string, absent: '{}' | '[]' | '""'): string {
  return `object.spec.?${field}.orValue(${absent}) != oldObject.spec.?${field}.orValue(${absent})`;
}

function specOf({ resources, only, facts, variables = {}, conditions }: AdmissionRule): ValidatingAdmissionPolicySpec {
  return {
    failurePolicy: 'Fail',
    matchConstraints: { matchPolicy: 'Equivalent', resourceRules: [{ apiGroups: [''], apiVersions: ['v1'], operations: ['CREATE', 'UPDATE'], resources }] },
    ...(only !== undefined && { matchConditions: named(only) }),
    variables: Lazy.any({ produce: () => [...named(literals(facts())), ...named(variables)] }),
    validations: conditions.map(validationOf),
  };
}

/** The words are those of errors at synthesis, whose grammar has the value in brackets. */
function validationOf({ holds, prop, value, rule, remedy, choices }: Condition): Validation {
  const end = choices === undefined ? JSON.stringify(`) ${rule}; ${remedy}`) : `${JSON.stringify(`) ${rule}; use one of: `)} + ${choices}.join(", ")`;
  return {
    expression: holds,
    messageExpression: `${JSON.stringify(`'${prop}' (`)} + ${value} + ${end}`,
    message: `'${prop}' ${rule}; ${remedy}`,
    reason: 'Forbidden',
  };
}

/** Values as expressions: JSON is CEL too. */
function literals(facts: Facts): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(facts).map(([name, value]) => [name, JSON.stringify(value)]));
}

function named(expressions: Readonly<Record<string, string>>) {
  return Object.entries(expressions).map(([name, expression]) => ({ name, expression }));
}
