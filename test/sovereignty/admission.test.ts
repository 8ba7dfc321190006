import {
  Accelerator, Environment, GpuNodeGroup, InferencePool, Jurisdiction, Model, ModelCache, SovereignDataZone, SovereignDataZoneProps, Strategies,
} from '../../src';
import { aPlatform } from '../support/platforms';
import { objectsOf, rendered } from '../support/programs';
import { anAwsTarget, anOnPremTarget } from '../support/targets';

function aZone(target: Strategies, props: Partial<SovereignDataZoneProps> = {}): SovereignDataZone {
  const environment = new Environment(aPlatform(), 'place', { target });
  return new SovereignDataZone(environment, 'Zone', { jurisdiction: Jurisdiction.GERMANY, ...props });
}

interface PolicySpec {
  readonly variables: readonly { readonly name: string; readonly expression: string }[];
}

/** Values that the policies of a zone hold, by name. */
function factsOf(zone: SovereignDataZone): Readonly<Record<string, unknown>> {
  const policies = objectsOf(rendered(Environment.of(zone))).filter(({ kind }) => kind === 'ValidatingAdmissionPolicy');
  const variables = policies.flatMap(({ spec }) => (spec as unknown as PolicySpec).variables);
  const facts = variables.filter(({ name }) => ['own', 'classes', 'registries'].includes(name));
  return Object.fromEntries(facts.map(({ name, expression }) => [name, JSON.parse(expression) as unknown]));
}

describe('storage classes that volumes of a zone may be of', () => {
  test('are its own where it has one, those of its pools, and those that it names', () => {
    const zone = aZone(anAwsTarget(), { storageClasses: ['archive'] });
    const nodes = new GpuNodeGroup(zone, 'Gpus', { accelerator: Accelerator.L4, maxNodes: 1 });
    new InferencePool(zone, 'Chat', { model: Model.LLAMA_3_1_8B_INSTRUCT, nodes, modelCache: ModelCache.volume({ storageClass: 'efs' }) });

    expect(factsOf(zone)).toMatchObject({ classes: ['zone-encrypted', 'archive', 'efs'] });
  });

  test('are any where the cluster has them all, until the zone names some', () => {
    expect(factsOf(aZone(anOnPremTarget()))).not.toHaveProperty('classes');
    expect(factsOf(aZone(anOnPremTarget(), { storageClasses: ['archive'] }))).toMatchObject({ classes: ['ceph-rbd', 'cephfs', 'archive'] });
  });
});

test('registries are the mirror and those that the zone names, where it names some', () => {
  expect(factsOf(aZone(anOnPremTarget()))).not.toHaveProperty('registries');
  expect(factsOf(aZone(anOnPremTarget(), { registries: [] }))).toMatchObject({ registries: ['registry.ffm1.example/mirror'] });
  expect(factsOf(aZone(anOnPremTarget(), { registries: ['quay.io/kubevirt'] }))).toMatchObject({ registries: ['registry.ffm1.example/mirror', 'quay.io/kubevirt'] });
});

test('nodes are those of its groups', () => {
  const zone = aZone(anAwsTarget());
  new GpuNodeGroup(zone, 'Gpus', { accelerator: Accelerator.L4, maxNodes: 1 });

  expect(factsOf(zone)).toMatchObject({ own: { 'aiplane.dev/zone': ['zone'], 'aiplane.dev/node-group': ['zone-gpus'] } });
});

test.each<[string, Partial<SovereignDataZoneProps>, string]>([
  ['a word', { registries: ['mirror'] },
    "'registries' (mirror) must be a registry host with a dot or a port, and a path without a trailing slash, such as registry.bank.example/aiplane"],
  ['a slash at the end', { registries: ['quay.io/'] }, "'registries' (quay.io/) must be a registry host"],
  ['a scheme', { registries: ['https://quay.io'] }, "'registries' (https://quay.io) must be a registry host"],
  ['one registry twice', { registries: ['quay.io', 'quay.io'] }, "'registries' (quay.io) is given twice"],
  ['no name of a class', { storageClasses: ['Fast'] }, "'storageClasses' (Fast) must be a DNS-1123 subdomain: lower-case letters, digits, hyphens and dots"],
])('%s is refused', (_, props, message) => {
  expect(() => aZone(anOnPremTarget(), props)).toThrow(message);
});

test.each(['quay.io', 'localhost:5000', 'registry.bank.example:8443/mirror/a_b', '123456789012.dkr.ecr.eu-central-1.amazonaws.com/place'])('%s is a registry', (registry) => {
  expect(() => aZone(anOnPremTarget(), { registries: [registry] })).not.toThrow();
});
