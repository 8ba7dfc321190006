import { KubernetesDistribution } from '../../../src/distribution/kubernetes/kubernetes-distribution';
import type { ZoneRequest } from '../../../src/target/requests';
import { objectsOf } from '../cluster-objects';
import { aCluster, aZone } from '../requests';

interface Policy {
  readonly spec: {
    readonly matchConditions?: readonly { readonly name: string; readonly expression: string }[];
    readonly matchConstraints: unknown;
    readonly variables: readonly { readonly name: string; readonly expression: string }[];
    readonly validations: readonly { readonly messageExpression: string; readonly message: string }[];
  };
}

const guarded = (facts: Partial<ZoneRequest> = {}) => objectsOf((scope) => new KubernetesDistribution().bindZone(scope, aZone(facts)));
const named = (names: readonly string[]) => names.filter((name) => name.startsWith('ValidatingAdmissionPolicy/')).map((name) => name.split('/')[1]);
const policy = (kind: string, facts: Partial<ZoneRequest> = {}) => guarded(facts).one('ValidatingAdmissionPolicy', `${kind}.zone.aiplane.dev`) as unknown as Policy;
const valueOf = ({ spec }: Policy, name: string) => JSON.parse(spec.variables.find((variable) => variable.name === name)!.expression) as unknown;

const ALL: Partial<ZoneRequest> = {
  nodeGroups: () => ['zone-gpus'], storageClasses: () => ['zone-encrypted', 'archive'], registries: ['registry.bank.example/mirror', 'quay.io/kubevirt'],
};

describe('the API server keeps what every zone promises', () => {
  test('its own policies are about nodes and exposure', () => {
    expect(named(guarded().names)).toEqual(['exposure.zone.aiplane.dev', 'foreign-nodes.zone.aiplane.dev', 'foreign-pods.zone.aiplane.dev']);
  });

  test('and about storage and images where the zone names some', () => {
    const { names, answer } = guarded(ALL);
    expect(named(names)).toEqual(['exposure', 'foreign-nodes', 'foreign-pods', 'images', 'storage'].map((kind) => `${kind}.zone.aiplane.dev`));
    expect(answer.fulfilments.find(({ capability }) => capability === 'admission')).toMatchObject({
      level: 'equal',
      reason: 'the API server refuses pods from elsewhere on nodes of the zone, its pods on nodes of other zones, Services that open it, claims of other storage classes, images of other registries',
    });
  });

  test('but for clusters that serve no such policies, where the report says so', () => {
    const { names, answer } = guarded({ cluster: aCluster({ kubernetesVersion: '1.29' }) });
    expect(named(names)).toEqual([]);
    expect(answer.fulfilments.find(({ capability }) => capability === 'admission')).toEqual({
      capability: 'admission', level: 'missing', objects: [],
      reason: 'Kubernetes 1.29 serves no ValidatingAdmissionPolicy: what is written to the cluster later is not judged',
    });
  });

  test('two zones of a cluster share no name', () => {
    const [one, other] = ['zone', 'zone-a'].map((namespace) => named(guarded({ ...ALL, name: namespace, namespace }).names));
    expect(one!.filter((name) => other!.includes(name))).toEqual([]);
  });

  test('a policy that cannot be evaluated refuses, and says so in the audit log too', () => {
    const { all } = guarded(ALL);
    const specsOf = (kind: string) => all.filter((object) => object.kind === kind).map(({ spec }) => spec as Readonly<Record<string, unknown>>);
    expect(specsOf('ValidatingAdmissionPolicy').map(({ failurePolicy }) => failurePolicy)).toEqual(Array(5).fill('Fail'));
    expect(specsOf('ValidatingAdmissionPolicyBinding').map(({ validationActions }) => validationActions)).toEqual(Array(5).fill(['Deny', 'Audit']));
  });
});

describe('nodes', () => {
  test('are known by the zone and by its groups, those that are added later too', () => {
    const groups: string[] = [];
    const zone = guarded({ nodeGroups: () => groups });
    groups.push('zone-gpus');

    const found = zone.one('ValidatingAdmissionPolicy', 'foreign-pods.zone.aiplane.dev') as unknown as Policy;
    expect(valueOf(found, 'own')).toEqual({ 'aiplane.dev/zone': ['zone'], 'aiplane.dev/node-group': ['zone-gpus'] });
  });

  test('are for the zone, for the cluster itself, and for namespaces that are labelled to serve all nodes', () => {
    expect(guarded().one('ValidatingAdmissionPolicyBinding', 'foreign-pods.zone.aiplane.dev').spec).toMatchObject({
      matchResources: {
        namespaceSelector: {
          matchExpressions: [
            { key: 'kubernetes.io/metadata.name', operator: 'NotIn', values: ['zone'] },
            { key: 'aiplane.dev/node-software', operator: 'NotIn', values: ['true'] },
          ],
        },
      },
    });
    expect(policy('foreign-pods').spec.matchConditions).toContainEqual({
      name: 'not-of-the-cluster',
      expression: '!["kube-","openshift","openshift-"].exists(system, system.endsWith("-") ? request.namespace.startsWith(system) : request.namespace == system)',
    });
  });

  test('of other zones are not for pods of this one, whose namespace the policy is bound to', () => {
    expect(guarded().one('ValidatingAdmissionPolicyBinding', 'foreign-nodes.zone.aiplane.dev').spec).toMatchObject({
      matchResources: { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'zone' } } },
    });
  });
});

test('a pod that is there already may be labelled: only what decides where it runs is judged', () => {
  expect(policy('foreign-nodes').spec.matchConditions).toEqual([{
    name: 'placed-anew', expression: expect.stringMatching(/^oldObject == null \|\| object\.spec\.\?nodeSelector\.orValue\(\{\}\) != oldObject\.spec\.\?nodeSelector\.orValue\(\{\}\) \|\| /),
  }]);
});

test('images are judged where they are changed too, and where a container is added to look at a pod', () => {
  expect(policy('images', ALL).spec.matchConstraints).toEqual({
    matchPolicy: 'Equivalent',
    resourceRules: [{ apiGroups: [''], apiVersions: ['v1'], operations: ['CREATE', 'UPDATE'], resources: ['pods', 'pods/ephemeralcontainers'] }],
  });
});

test('a refusal has the words of an error at synthesis, with what would do', () => {
  expect(policy('storage', ALL).spec.validations).toEqual([{
    expression: 'object.spec.?storageClassName.orValue("") in variables.classes || variables.scratch || variables.cached',
    messageExpression: '"\'spec.storageClassName\' (" + object.spec.?storageClassName.orValue("") + ") is no storage class of the zone \'zone\'; use one of: " + variables.classes.join(", ")',
    message: "'spec.storageClassName' is no storage class of the zone 'zone'; use one that the zone names",
    reason: 'Forbidden',
  }]);
  expect(valueOf(policy('storage', ALL), 'classes')).toEqual(['zone-encrypted', 'archive']);
});
