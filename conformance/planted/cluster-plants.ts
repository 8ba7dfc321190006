import { at, changed, type Plant } from './plant';
import { policyCases, type PolicyCases } from '../policies/policy-cases';
import type { EmittedObject, KubernetesObject } from '../run/emitted';

const ZONE = 'assistant-zone';
const PICKER = `Deployment/${ZONE}/chat-epp`;

/** What an upgrade may not change. */
export const IMMUTABLE: Plant = {
  name: 'a changed immutable field', subject: PICKER, message: /spec\.selector: Invalid value.*field is immutable/,
  plant: (objects) => changed(objects, PICKER, (object) => {
    at(object, 'spec', 'selector', 'matchLabels').planted = 'yes';
    at(object, 'spec', 'template', 'metadata', 'labels').planted = 'yes';
  }),
};

/** What only a scheduler and controllers see. */
export const SCHEDULING_PLANTS: readonly Plant[] = [
  {
    name: 'a GPU request larger than a node', subject: `a pod of ${ZONE}/chat`, message: /^Unschedulable: .*Insufficient nvidia\.com\/gpu/,
    plant: (objects) => {
      // the quota would refuse the pod before a scheduler sees it
      const unlimited = objects.filter(({ object }) => object.kind !== 'ResourceQuota');
      return changed(unlimited, `Deployment/${ZONE}/chat`, (object) => {
        const resources = at(object, 'spec', 'template', 'spec', 'containers', 0, 'resources');
        ['requests', 'limits'].forEach((kind) => { at(resources, kind)['nvidia.com/gpu'] = '64'; });
      });
    },
  },
  {
    name: 'a selector that matches nothing', subject: `NetworkPolicy/${ZONE}/chat-epp`, message: /^selects no pod by .*"planted":"yes"/,
    plant: (objects) => changed(objects, `NetworkPolicy/${ZONE}/chat-epp`, (object) => { at(object, 'spec', 'podSelector', 'matchLabels').planted = 'yes'; }),
  },
  {
    name: "a pod that strays to another zone's nodes", subject: `a pod of ${ZONE}/chat-epp`, message: /^of zone 'assistant-zone' is on 'foreign-.*', a node of zone 'conformance-foreign'$/,
    plant: (objects) => changed(objects, PICKER, (object) => { delete at(object, 'spec', 'template', 'spec').affinity; }),
  },
];

const POLICY = 'planted-no-pickers';

/** A policy that refuses one of our own pods. */
const POLICY_PLANT: Plant = {
  name: 'a policy that refuses our own pods', subject: PICKER, message: new RegExp(`ValidatingAdmissionPolicy '${POLICY}'.* denied request: no pickers`),
  plant: (objects) => [...objects, ...[policy(), binding()].map((object): EmittedObject => ({ file: 'planted.yaml', object }))],
};

const STORAGE = `storage.${ZONE}.aiplane.dev`;

/** Policies that refuse too much, or nothing. */
export const POLICY_PLANTS: readonly Plant[] = [POLICY_PLANT, {
  name: 'a policy that nothing binds', subject: STORAGE, message: /^must be refused with .* is no storage class of the zone .* but was: accepted$/,
  plant: (objects) => objects.filter(({ object: { kind, metadata } }) => kind !== 'ValidatingAdmissionPolicyBinding' || metadata.name !== STORAGE),
}];

/** What the first is tried with, so that it is in force when our own pods are. */
export function plantedCases(judging: KubernetesObject, all: readonly KubernetesObject[]): PolicyCases | undefined {
  const planted = { refused: [{ object: deployment('any-epp'), message: 'no pickers' }], accepted: [{ object: deployment('other') }] };
  return judging.metadata.name === POLICY ? planted : policyCases(judging, all);
}

function policy(): KubernetesObject {
  return {
    apiVersion: 'admissionregistration.k8s.io/v1', kind: 'ValidatingAdmissionPolicy', metadata: { name: POLICY },
    spec: {
      failurePolicy: 'Fail',
      matchConstraints: { resourceRules: [{ apiGroups: ['apps'], apiVersions: ['v1'], operations: ['CREATE'], resources: ['deployments'] }] },
      validations: [{ expression: "!object.metadata.name.contains('-epp')", message: 'no pickers' }],
    },
  };
}

function binding(): KubernetesObject {
  return {
    apiVersion: 'admissionregistration.k8s.io/v1', kind: 'ValidatingAdmissionPolicyBinding', metadata: { name: POLICY },
    spec: { policyName: POLICY, validationActions: ['Deny'] },
  };
}

function deployment(name: string): KubernetesObject {
  const labels = { app: name };
  const template = { metadata: { labels }, spec: { containers: [{ name: 'web', image: 'web' }] } };
  return { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name }, spec: { selector: { matchLabels: labels }, template } };
}
