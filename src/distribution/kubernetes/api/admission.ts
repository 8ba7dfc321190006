import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import type { ObjectMeta, StringMap } from './metadata';

/** Requests by what they are about. */
export interface ResourceRule {
  readonly apiGroups: readonly string[];
  readonly apiVersions: readonly string[];
  readonly operations: readonly ('CREATE' | 'UPDATE')[];
  /** Plurals, or `pods/ephemeralcontainers` for a subresource. */
  readonly resources: readonly string[];
}

/** A name for an expression of CEL. */
export interface NamedExpression {
  readonly name: string;
  readonly expression: string;
}

/** What must hold, and what is said where it does not. */
export interface Validation {
  readonly expression: string;
  /** An expression of CEL that gives the words. */
  readonly messageExpression: string;
  /** Words where that expression fails. */
  readonly message: string;
  readonly reason: 'Forbidden';
}

/** @see https://kubernetes.io/docs/reference/access-authn-authz/validating-admission-policy/ */
export interface ValidatingAdmissionPolicySpec {
  readonly failurePolicy: 'Fail';
  readonly matchConstraints: { readonly matchPolicy: 'Equivalent'; readonly resourceRules: readonly ResourceRule[] };
  /** All must hold for the policy to judge. @default - it judges every request that it matches */
  readonly matchConditions?: readonly NamedExpression[];
  /** @default - none */
  readonly variables?: readonly NamedExpression[];
  readonly validations: readonly Validation[];
}

/** ValidatingAdmissionPolicy `admissionregistration.k8s.io/v1`. */
export class ValidatingAdmissionPolicy extends ApiObject {
  constructor(scope: Construct, id: string, props: { readonly metadata: ObjectMeta; readonly spec: ValidatingAdmissionPolicySpec }) {
    super(scope, id, { apiVersion: 'admissionregistration.k8s.io/v1', kind: 'ValidatingAdmissionPolicy', ...props });
  }
}

/** Namespaces by their labels. */
export interface NamespaceSelector {
  readonly matchLabels?: StringMap;
  readonly matchExpressions?: readonly { readonly key: string; readonly operator: 'In' | 'NotIn'; readonly values: readonly string[] }[];
}

export interface ValidatingAdmissionPolicyBindingSpec {
  readonly policyName: string;
  readonly matchResources: { readonly namespaceSelector: NamespaceSelector };
  readonly validationActions: readonly ('Deny' | 'Audit')[];
}

/** ValidatingAdmissionPolicyBinding `admissionregistration.k8s.io/v1`. */
export class ValidatingAdmissionPolicyBinding extends ApiObject {
  constructor(scope: Construct, id: string, props: { readonly metadata: ObjectMeta; readonly spec: ValidatingAdmissionPolicyBindingSpec }) {
    super(scope, id, { apiVersion: 'admissionregistration.k8s.io/v1', kind: 'ValidatingAdmissionPolicyBinding', ...props });
  }
}
