import { ApiObject } from 'cdk8s';
import {
  Accelerator, Environment, GpuNodeGroup, Jurisdiction, Platform, SovereignDataZone, SovereignDataZoneProps, Strategies, SynthesisError,
} from '../../src';
import { aPlatform, thrownBy } from '../support/platforms';
import { anAwsTarget, anEdgeTarget, anOnPremTarget } from '../support/targets';

type Spec = Readonly<Record<string, unknown>>;

/** An environment with two zones: the first has GPUs. */
function aPlace(target: Strategies = anOnPremTarget(), props: Partial<SovereignDataZoneProps> = {}) {
  const environment = new Environment(aPlatform(), 'place', { target });
  const zone = new SovereignDataZone(environment, 'Zone', { jurisdiction: Jurisdiction.GERMANY, ...props });
  const other = new SovereignDataZone(environment, 'Other', { jurisdiction: Jurisdiction.GERMANY });
  new GpuNodeGroup(zone, 'Gpus', { accelerator: Accelerator.L4, maxNodes: 1 });
  return { environment, zone, other };
}

function own(scope: SovereignDataZone | Environment, kind: string, spec: Spec, namespace?: string, apiVersion = 'v1'): void {
  new ApiObject(scope.manifests, 'Own', { apiVersion, kind, metadata: { name: 'own', ...(namespace && { namespace }) }, spec });
}

function problemsOf(environment: Environment): readonly string[] {
  const thrown = thrownBy(() => (environment.node.root as Platform).emit());
  return (thrown as SynthesisError).problems.map(({ path, code, message }) => `[${path}] ${code} ${message}`);
}

const CONTAINERS = { containers: [{ name: 'web', image: 'registry.ffm1.example/mirror/web:1' }] };

function required(...values: readonly string[]): Spec {
  const nodeSelectorTerms = [{ matchExpressions: [{ key: 'aiplane.dev/zone', operator: 'In', values }] }];
  return { affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms } } } };
}

describe('a pod that asks for nodes of another zone is refused', () => {
  test.each<[string, Spec, string]>([
    ['by its selector', { nodeSelector: { 'aiplane.dev/zone': 'other' } },
      "[place/Zone/Objects/Own] NodesOfAnotherZone '/spec/nodeSelector' (aiplane.dev/zone=other) asks for nodes that serve another zone than 'zone'; ask for nodes of the zone, or of none"],
    ['by a group', { nodeSelector: { 'aiplane.dev/node-group': 'other-gpus' } },
      "[place/Zone/Objects/Own] NodesOfAnotherZone '/spec/nodeSelector' (aiplane.dev/node-group=other-gpus) asks for nodes that serve another zone than 'zone'; ask for nodes of the zone, or of none"],
    ['beside its own', required('zone', 'other'),
      "[place/Zone/Objects/Own] NodesOfAnotherZone '/spec/affinity' (aiplane.dev/zone=other) asks for nodes that serve another zone than 'zone'; ask for nodes of the zone, or of none"],
  ])('%s', (_, demand, problem) => {
    const { environment, zone } = aPlace();
    own(zone, 'Pod', { ...CONTAINERS, ...demand });

    expect(problemsOf(environment)).toEqual([problem]);
  });

  test('from outside of the zones', () => {
    const { environment } = aPlace();
    own(environment, 'Pod', { ...CONTAINERS, nodeSelector: { 'aiplane.dev/node-group': 'zone-gpus' } }, 'elsewhere');

    expect(problemsOf(environment)).toEqual([
      "[place/Manifests/Own] NodesOfAnotherZone '/spec/nodeSelector' (aiplane.dev/node-group=zone-gpus) asks for nodes that serve the zone 'zone' alone; create the pod in the zone, or ask for other nodes",
    ]);
  });

  test('from a machine that has no nodes to set apart', () => {
    const { environment, zone } = aPlace(anEdgeTarget());
    own(zone, 'Pod', { ...CONTAINERS, nodeSelector: { 'aiplane.dev/zone': 'other' } });

    expect(problemsOf(environment)).toEqual([expect.stringContaining('[place/Zone/Objects/Own] NodesOfAnotherZone')]);
  });
});

describe('nodes of a zone may be asked for by', () => {
  const demand = { nodeSelector: { 'aiplane.dev/zone': 'zone' } };
  const agent = { selector: { matchLabels: { app: 'agent' } }, template: { metadata: { labels: { app: 'agent' } }, spec: { ...CONTAINERS, ...demand } } };

  test.each<[string, (place: ReturnType<typeof aPlace>) => void]>([
    ['its own pods', ({ zone }) => own(zone, 'Pod', { ...CONTAINERS, nodeSelector: { 'aiplane.dev/zone': 'zone', 'aiplane.dev/node-group': 'zone-gpus' } })],
    ['pods of the cluster itself', ({ environment }) => own(environment, 'Pod', { ...CONTAINERS, ...demand }, 'kube-system')],
    ['agents whose namespace others make', ({ environment }) => own(environment, 'DaemonSet', agent, 'gpu-operator', 'apps/v1')],
    ['pods of a namespace that says so', ({ environment }) => {
      new ApiObject(environment.manifests, 'Drivers', { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'drivers', labels: { 'aiplane.dev/node-software': 'true' } } });
      own(environment, 'Pod', { ...CONTAINERS, ...demand }, 'drivers');
    }],
  ])('%s', (_, add) => {
    const place = aPlace();
    add(place);

    expect(() => (place.environment.node.root as Platform).emit()).not.toThrow();
  });
});

test('a Service with addresses outside of the cluster is refused', () => {
  const { environment, zone } = aPlace();
  own(zone, 'Service', { clusterIP: 'None', externalIPs: ['192.0.2.7'], ports: [{ port: 80 }] });

  expect(problemsOf(environment)).toEqual([
    '[place/Zone/Objects/Own] OpensZone \'/spec/externalIPs\' (["192.0.2.7"]) opens the zone \'zone\' to whoever reaches the nodes; use ClusterIP, and let callers in with \'allowFrom\'',
  ]);
});

describe('a volume of another class is refused where the zone has a class of its own', () => {
  const small = { resources: { requests: { storage: '1Gi' } } };
  const claim = { ...small, accessModes: ['ReadWriteOnce'] };
  const stateful = (spec: Spec) => ({
    serviceName: 'own', selector: { matchLabels: { app: 'own' } }, volumeClaimTemplates: [{ metadata: { name: 'data' }, spec }],
    template: { metadata: { labels: { app: 'own' } }, spec: { ...CONTAINERS, nodeSelector: { 'aiplane.dev/zone': 'zone' } } },
  });

  test.each<[string, string, string, Spec, string]>([
    ['a claim', 'v1', 'PersistentVolumeClaim', { ...claim, storageClassName: 'gp2' }, "'/spec/storageClassName' (gp2)"],
    ['a claim of the class that the cluster takes', 'v1', 'PersistentVolumeClaim', claim, "'/spec/storageClassName' (undefined)"],
    ['the claims of a set', 'apps/v1', 'StatefulSet', stateful({ ...claim, storageClassName: 'gp2' }), "'/spec/volumeClaimTemplates/0/spec/storageClassName' (gp2)"],
    ['a disk', 'cdi.kubevirt.io/v1beta1', 'DataVolume', { source: { blank: {} }, storage: small }, "'/spec/storage/storageClassName' (undefined)"],
  ])('%s', (_, apiVersion, kind, spec, found) => {
    const { environment, zone } = aPlace(anAwsTarget());
    own(zone, kind, spec, undefined, apiVersion);

    expect(problemsOf(environment)).toEqual([
      `[place/Zone/Objects/Own] StorageClassNotAdmitted ${found} is no storage class of the zone 'zone'; use one of: zone-encrypted, or name it in the zone's 'storageClasses'`,
    ]);
  });

  test('unless the zone names that too', () => {
    const { environment, zone } = aPlace(anAwsTarget(), { storageClasses: ['gp2'] });
    own(zone, 'PersistentVolumeClaim', { ...claim, storageClassName: 'gp2' });

    expect(() => (environment.node.root as Platform).emit()).not.toThrow();
  });

  test('and nothing is asked where the cluster has all of its classes from elsewhere', () => {
    const { environment, zone } = aPlace();
    own(zone, 'PersistentVolumeClaim', { ...claim, storageClassName: 'any' });

    expect(() => (environment.node.root as Platform).emit()).not.toThrow();
  });
});

describe('where a zone names registries', () => {
  const problemsWith = (image: string) => {
    const { environment, zone } = aPlace(anOnPremTarget(), { registries: ['quay.io/bank'] });
    own(zone, 'Pod', { containers: [{ name: 'web', image }], nodeSelector: { 'aiplane.dev/zone': 'zone' } });
    return thrownBy(() => (environment.node.root as Platform).emit()) === undefined ? [] : problemsOf(environment);
  };

  test.each(['nginx', 'quay.io/other/web:1', 'quay.io/bankrupt/web:1'])('the image %s is refused', (image) => {
    expect(problemsWith(image)).toEqual([
      `[place/Zone/Objects/Own] ImageNotAdmitted 'image' (${image}) is of no registry that the zone 'zone' trusts; `
      + "use one of: registry.ffm1.example/mirror, quay.io/bank, or name it in the zone's 'registries'",
    ]);
  });

  test('images of those and of the mirror run', () => {
    const { environment, zone } = aPlace(anOnPremTarget(), { registries: ['quay.io/bank'] });
    const containers = ['quay.io/bank/web:1', 'registry.ffm1.example/mirror/docker.io/library/nginx:1'].map((image, index) => ({ name: `c${index}`, image }));
    own(zone, 'Pod', { containers, nodeSelector: { 'aiplane.dev/zone': 'zone' } });

    expect(() => (environment.node.root as Platform).emit()).not.toThrow();
  });
});
