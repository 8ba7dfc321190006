import { ApiObject, Chart, JsonPatch } from 'cdk8s';
import { Environment, Platform, SovereignDataZone, SynthesisError } from '../../src';
import { thrownBy } from '../support/platforms';
import { aBlueprint, Blueprint } from '../support/programs';
import { anOnPremTarget } from '../support/targets';

/** The object of a kind below a construct. */
function objectBelow(scope: Blueprint[keyof Blueprint], kind: string): ApiObject {
  return scope.node.findAll().filter((node): node is ApiObject => ApiObject.isApiObject(node)).find((object) => object.kind === kind)!;
}

function objectNamed(scope: Blueprint[keyof Blueprint], name: string): ApiObject {
  return scope.node.findAll().filter((node): node is ApiObject => ApiObject.isApiObject(node)).find((object) => object.name === name)!;
}

function patched(scope: Blueprint[keyof Blueprint], kind: string, path: string, value: unknown): void {
  objectBelow(scope, kind).addJsonPatch(JsonPatch.replace(path, value));
}

function ownObject(zone: SovereignDataZone | Environment, kind: string, props: Readonly<Record<string, unknown>>, apiVersion = 'v1'): void {
  new ApiObject(zone.manifests, 'Own', { apiVersion, kind, ...props });
}

function problemsOf(environment: Environment): readonly (readonly [string, string])[] {
  const error = thrownBy(() => (environment.node.root as Platform).synth());
  expect(error).toBeInstanceOf(SynthesisError);
  return (error as SynthesisError).problems.map(({ path, message }) => [path.replace(/^place\/Zone\//, ''), message] as const);
}

const NOTHING = { app: 'nothing' };

describe('objects must agree with each other, however they came to be', () => {
  test.each<[string, (blueprint: Blueprint) => void, readonly (readonly [string, string])[]]>([
    ['a workload whose selector was patched', ({ chat }) => patched(chat, 'Deployment', '/spec/selector/matchLabels', NOTHING), [[
      'Chat/Manifests/Resource',
      '\'/spec/selector/matchLabels\' ({"app":"nothing"}) does not match the labels of its own template, {"aiplane.dev/workload":"chat","app.kubernetes.io/component":"engine","app.kubernetes.io/managed-by":"aiplane","app.kubernetes.io/name":"chat"}; change both together, or neither',
    ]]],
    ['a Service whose selector was patched', ({ ledger }) => patched(ledger, 'Service', '/spec/selector', { 'aiplane.dev/workload': 'nobody' }), [[
      'Ledger/Manifests/Service',
      '\'/spec/selector\' ({"aiplane.dev/workload":"nobody"}) finds no pods in the namespace \'zone\'; undo the patch, or give the pods these labels',
    ]]],
    ['a pool whose picker has no Service', ({ chat }) => patched(chat, 'InferencePool', '/spec/endpointPickerRef/name', 'nobody'), [[
      'Chat/Manifests/Pool', "'/spec/endpointPickerRef/name' (nobody) names no Service of the namespace 'zone'; create it, or name one that exists",
    ]]],
    ['a route to no pool', ({ chat }) => patched(chat, 'HTTPRoute', '/spec/rules/0/backendRefs/0/name', 'nobody'), [[
      'Chat/Manifests/Route', "'/spec/rules/0/backendRefs/0/name' (nobody) names no InferencePool of the namespace 'zone'; create it, or name one that exists",
    ]]],
    ['a scaler of nothing', ({ chat }) => patched(chat, 'ScaledObject', '/spec/scaleTargetRef/name', 'nobody'), [[
      'Chat/Manifests/Scaling', "'/spec/scaleTargetRef/name' (nobody) names no Deployment of the namespace 'zone'; create it, or name one that exists",
    ]]],
    ['a machine without its disk', ({ ledger }) => patched(ledger, 'VirtualMachine', '/spec/template/spec/volumes/0/dataVolume/name', 'nobody'), [[
      'Ledger/Manifests/Resource', "'/spec/template/spec/volumes/0/dataVolume/name' (nobody) names no DataVolume of the namespace 'zone'; create it, or name one that exists",
    ]]],
    ['pods of nobody', ({ chat }) => patched(chat, 'Deployment', '/spec/template/spec/serviceAccountName', 'nobody'), [[
      'Chat/Manifests/Resource', "'/spec/template/spec/serviceAccountName' (nobody) names no ServiceAccount of the namespace 'zone'; create it, or name one that exists",
    ]]],
    ['a selector of foreign labels beside a gateway', ({ chat }) => patched(chat, 'Service', '/spec/selector', NOTHING), [[
      'Chat/Manifests/PickerService', '\'/spec/selector\' ({"app":"nothing"}) finds no pods in the namespace \'zone\'; undo the patch, or give the pods these labels',
    ]]],
    ['a Service whose port nobody opens', ({ ledger }) => patched(ledger, 'Service', '/spec/ports/0/targetPort', 99), [[
      'Ledger/Manifests/Service', "'/spec/ports/0/targetPort' (99) is a port on which none of its pods listens; use one of: 1521, tcp-1521",
    ]]],
    ['a zone that admits any pod', ({ zone }) => patched(zone, 'Namespace', '/metadata/labels/pod-security.kubernetes.io~1enforce', 'privileged'), [[
      'Manifests/Resource', "'/metadata/labels/pod-security.kubernetes.io/enforce' (privileged) lets pods of the zone 'zone' do anything to their node; undo the patch: use restricted, or baseline",
    ]]],
    ['a zone that lets everybody in', ({ zone }) => objectNamed(zone, 'default-deny').addJsonPatch(JsonPatch.add('/spec/ingress', [{}])), [[
      'Manifests/Resource', "'NetworkPolicy' (undefined) must deny all undeclared traffic of the zone 'zone'; keep its policy 'default-deny' as it is",
    ]]],
    ['a Service that opens a zone', ({ ledger }) => objectBelow(ledger, 'Service').addJsonPatch(JsonPatch.add('/spec/type', 'NodePort')), [[
      'Ledger/Manifests/Service', "'/spec/type' (NodePort) opens the zone 'zone' to whoever reaches the nodes; use ClusterIP, and let callers in with 'allowFrom'",
    ]]],
    ['an object in no namespace', ({ environment }) => ownObject(environment, 'ConfigMap', {}), [[
      'place/Manifests/Own', "'/metadata/namespace' (undefined) must name a namespace: a ConfigMap is in one; create it below 'zone.manifests', or name the namespace",
    ]]],
    ['an object of the cluster in a namespace', ({ zone }) => ownObject(zone, 'PersistentVolume', {}), [[
      'Objects/Own', "'/metadata/namespace' (zone) must be left out: a PersistentVolume is in none; create it below 'environment.manifests'",
    ]]],
  ])('%s is refused', (_, mistake, problems) => {
    const blueprint = aBlueprint(anOnPremTarget());
    mistake(blueprint);
    expect(problemsOf(blueprint.environment)).toEqual(problems);
  });
});

describe('no API server takes', () => {
  test.each<[string, (blueprint: Blueprint) => void, string]>([
    ['an object without a kind', ({ ledger }) => objectBelow(ledger, 'Service').addJsonPatch(JsonPatch.remove('/kind')),
      "'/kind' (undefined) must be a string that is not empty, in every object; undo the patch that removed it, or state it"],
    ['an object without metadata', ({ ledger }) => objectBelow(ledger, 'Service').addJsonPatch(JsonPatch.remove('/metadata')),
      "'/metadata/name' (undefined) must be a string that is not empty, in every object; undo the patch that removed it, or state it"],
    ['a name that is none', ({ zone }) => ownObject(zone, 'ConfigMap', { metadata: { name: 'Not_DNS' } }),
      "'/metadata/name' (Not_DNS) must be a DNS-1123 subdomain: at most 253 lower-case letters, digits, hyphens and dots; correct its spelling"],
    ['a namespace that is none', ({ zone }) => ownObject(zone, 'ConfigMap', { metadata: { namespace: 'a.b' } }),
      "'/metadata/namespace' (a.b) must be a DNS-1123 label: at most 63 lower-case letters, digits and hyphens; correct its spelling"],
    ['a label that is a number', ({ zone }) => ownObject(zone, 'ConfigMap', { metadata: { labels: { a: 1 } } }),
      "'/metadata/labels/a' (1) must be a string of at most 63 letters, digits, '-', '_' and '.'; write it in quotes, or shorten it"],
    ['an annotation that is a number', ({ zone }) => ownObject(zone, 'ConfigMap', { metadata: { annotations: { a: 1 } } }),
      "'/metadata/annotations/a' (1) must be a string; write it in quotes"],
    ['data that is a number', ({ zone }) => ownObject(zone, 'ConfigMap', { data: { a: 1 } }), "'/data/a' (1) must be a string; write it in quotes"],
    ['what is no JSON', ({ zone }) => ownObject(zone, 'ConfigMap', { metadata: { name: 'a' }, immutable: NaN }),
      "'/immutable' (NaN) is no JSON value; use a number, string, boolean, list or map"],
    ['an API that is gone', ({ zone }) => ownObject(zone, 'PodDisruptionBudget', {}, 'policy/v1beta1'),
      "'/apiVersion' (policy/v1beta1) is not served by Kubernetes 1.34 for PodDisruptionBudget; use policy/v1"],
  ])('%s', (_, mistake, message) => {
    const blueprint = aBlueprint(anOnPremTarget());
    mistake(blueprint);
    expect(problemsOf(blueprint.environment).map(([__, text]) => text)).toContain(message);
  });
});

test('an object outside of every environment would be written nowhere', () => {
  const { environment } = aBlueprint(anOnPremTarget());
  new ApiObject(new Chart(environment.node.root as Platform, 'Loose'), 'Config', {
    apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a', namespace: 'b' },
  });
  expect(problemsOf(environment)).toEqual([['Loose/Config', "'scope' (Loose/Config) must be in the scope of an Environment; create it below a 'new Environment(platform, …)'"]]);
});
