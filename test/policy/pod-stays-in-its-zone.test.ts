import { ApiObject, JsonPatch } from 'cdk8s';
import {
  Accelerator, Environment, GpuNodeGroup, InferencePool, Jurisdiction, Model, Platform, SovereignDataZone, SynthesisError, Target,
} from '../../src';
import { aPlatform, thrownBy } from '../support/platforms';
import { aBlueprint, Blueprint } from '../support/programs';
import { anAwsTarget, anEdgeTarget, anOnPremTarget } from '../support/targets';

const POD = { containers: [{ name: 'web', image: 'registry.ffm1.example/mirror/web:1.0.0' }] };

/** A Deployment of the user's own in the zone. */
function ownDeployment(zone: SovereignDataZone, pod: Readonly<Record<string, unknown>> = {}): void {
  const labels = { app: 'web' };
  new ApiObject(zone.manifests, 'Own', {
    apiVersion: 'apps/v1', kind: 'Deployment', spec: { selector: { matchLabels: labels }, template: { metadata: { labels }, spec: { ...POD, ...pod } } },
  });
}

function objectOf(scope: Blueprint['chat' | 'ledger'], kind: string, name: string): ApiObject {
  const objects = scope.node.findAll().filter((node): node is ApiObject => ApiObject.isApiObject(node));
  return objects.find((object) => object.kind === kind && object.name === name)!;
}

function required(...terms: readonly object[]) {
  return { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: terms } } };
}

const OWN = { matchExpressions: [{ key: 'aiplane.dev/zone', operator: 'In', values: ['zone'] }] };

function problemsOf(environment: Environment): readonly string[] {
  const thrown = thrownBy(() => (environment.node.root as Platform).emit());
  return (thrown as SynthesisError).problems.map(({ path, code, message }) => `[${path}] ${code} ${message}`);
}

describe('a pod that could run on nodes of another zone is refused', () => {
  test.each<[string, (blueprint: Blueprint) => void, string]>([
    ['a picker whose affinity was patched away', ({ chat }) => objectOf(chat, 'Deployment', 'chat-epp').addJsonPatch(JsonPatch.remove('/spec/template/spec/affinity')),
      "[place/Zone/Chat/Manifests/Picker] StraysFromZone '/spec/template/spec/affinity' (undefined) lets pods of the zone 'zone' run on nodes of other zones; set it to the 'affinity' of the zone, or ask for nodes of the zone with 'nodeSelector'"],
    ['engines that no longer ask for their nodes', ({ chat }) => objectOf(chat, 'Deployment', 'chat').addJsonPatch(JsonPatch.remove('/spec/template/spec/nodeSelector')),
      "[place/Zone/Chat/Manifests/Resource] StraysFromZone '/spec/template/spec/affinity' (undefined) lets"],
    ['a machine on any node with KVM', ({ ledger }) => objectOf(ledger, 'VirtualMachine', 'ledger').addJsonPatch(JsonPatch.remove('/spec/template/spec/nodeSelector/aiplane.dev~1zone')),
      "[place/Zone/Ledger/Manifests/Resource] StraysFromZone '/spec/template/spec/affinity' (undefined) lets"],
    ['own pods that say nothing', ({ zone }) => ownDeployment(zone), "[place/Zone/Objects/Own] StraysFromZone '/spec/template/spec/affinity' (undefined) lets"],
    ['own pods that only prefer', ({ zone }) => ownDeployment(zone, { affinity: { nodeAffinity: { preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 1, preference: OWN }] } } }),
      '[place/Zone/Objects/Own] StraysFromZone'],
    ['own pods with a way round', ({ zone }) => ownDeployment(zone, { affinity: required(OWN, { matchExpressions: [{ key: 'disk', operator: 'Exists' }] }) }),
      '[place/Zone/Objects/Own] StraysFromZone'],
    ['a job of the clock', ({ zone }) => new ApiObject(zone.manifests, 'Own', {
      apiVersion: 'batch/v1', kind: 'CronJob', spec: { schedule: '@daily', jobTemplate: { spec: { template: { spec: POD } } } },
    }), "[place/Zone/Objects/Own] StraysFromZone '/spec/jobTemplate/spec/template/spec/affinity' (undefined) lets"],
    ['workers of a set', ({ zone }) => new ApiObject(zone.manifests, 'Own', {
      apiVersion: 'leaderworkerset.x-k8s.io/v1', kind: 'LeaderWorkerSet', spec: { leaderWorkerTemplate: { size: 2, workerTemplate: { spec: POD } } },
    }), "[place/Zone/Objects/Own] StraysFromZone '/spec/leaderWorkerTemplate/workerTemplate/spec/affinity' (undefined) lets"],
  ])('%s', (_, mistake, problem) => {
    const blueprint = aBlueprint(anOnPremTarget());
    mistake(blueprint);

    expect(problemsOf(blueprint.environment)).toEqual([expect.stringContaining(problem)]);
  });

  test('a scheduler that KServe makes without a word about nodes', () => {
    const { environment, chat } = aBlueprint(Target.openShift({ on: anOnPremTarget() }));
    objectOf(chat, 'LLMInferenceService', 'chat').addJsonPatch(JsonPatch.replace('/spec/router/scheduler', {}));

    expect(problemsOf(environment)).toEqual([expect.stringContaining("StraysFromZone '/spec/router/scheduler/template/affinity' (undefined) lets")]);
  });
});

describe('nothing is asked of', () => {
  test.each<[string, (zone: SovereignDataZone) => void]>([
    ['own pods with the affinity of the zone', (zone) => ownDeployment(zone, { affinity: zone.affinity })],
    ['own pods that ask for nodes of the zone', (zone) => ownDeployment(zone, { nodeSelector: { 'aiplane.dev/zone': 'zone' } })],
    ['own pods that ask for a group of the zone', (zone) => ownDeployment(zone, { nodeSelector: { 'aiplane.dev/node-group': 'zone.virtualization' } })],
    ['pods outside of zones', (zone) => new ApiObject(Environment.of(zone).manifests, 'Own', { apiVersion: 'v1', kind: 'Pod', metadata: { namespace: 'elsewhere' }, spec: POD })],
  ])('%s', (_, add) => {
    const { environment, zone } = aBlueprint(anAwsTarget());
    add(zone);

    expect(() => (environment.node.root as Platform).emit()).not.toThrow();
  });

  test('own pods where a taint guards all nodes of the zone, until they tolerate it', () => {
    const environment = new Environment(aPlatform(), 'place', { target: anOnPremTarget() });
    const zone = new SovereignDataZone(environment, 'Zone', { jurisdiction: Jurisdiction.GERMANY });
    const nodes = new GpuNodeGroup(zone, 'Gpus', { accelerator: Accelerator.L4, maxNodes: 1 });
    new InferencePool(zone, 'Chat', { model: Model.LLAMA_3_1_8B_INSTRUCT, nodes });
    ownDeployment(zone);
    expect(() => (environment.node.root as Platform).emit()).not.toThrow();

    ApiObject.of(zone.manifests.node.findChild('Own')).addJsonPatch(JsonPatch.add('/spec/template/spec/tolerations', [{ operator: 'Exists' }]));

    expect(problemsOf(environment)).toEqual([expect.stringContaining('[place/Zone/Objects/Own] StraysFromZone')]);
  });

  test('own pods on a single machine', () => {
    const { environment, zone } = aBlueprint(anEdgeTarget());
    ownDeployment(zone);

    expect(() => (environment.node.root as Platform).emit()).not.toThrow();
  });
});
