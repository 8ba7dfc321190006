import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import { BadProgram, collected } from '../bad-program';
import { anEnvironment, atAmazon, aZone, onPremises, someNodes } from '../blueprint';
import { Environment, Jurisdiction, Platform, SovereignDataZone, SovereignDataZoneProps } from 'aiplane';

/** What admission to a zone would refuse. */
export const ADMISSION: readonly BadProgram[] = [
  {
    name: "a pod that selects another zone's nodes", code: 'NodesOfAnotherZone',
    message: collected("[munich/Zone/Objects/Own] '/spec/nodeSelector' (aiplane.dev/zone=ledger) asks for nodes that serve another zone than 'zone'; ask for nodes of the zone, or of none"),
    build: (platform) => ownPod(aZone(platform).manifests, { nodeSelector: { 'aiplane.dev/zone': 'ledger' } }),
  },
  {
    name: 'a pod from elsewhere on nodes of a zone', code: 'NodesOfAnotherZone',
    message: collected("[munich/Manifests/Own] '/spec/nodeSelector' (aiplane.dev/node-group=zone-gpus) asks for nodes that serve the zone 'zone' alone; create the pod in the zone, or ask for other nodes"),
    build: (platform) => {
      const zone = aZone(platform);
      someNodes(zone);
      ownPod(Environment.of(zone).manifests, { nodeSelector: { 'aiplane.dev/node-group': 'zone-gpus' } }, 'elsewhere');
    },
  },
  {
    name: 'a Service with an address outside', code: 'OpensZone',
    message: collected('[munich/Zone/Objects/Own] \'/spec/externalIPs\' (["192.0.2.7"]) opens the zone \'zone\' to whoever reaches the nodes; use ClusterIP, and let callers in with \'allowFrom\''),
    build: (platform) => own(aZone(platform).manifests, 'Service', { clusterIP: 'None', externalIPs: ['192.0.2.7'], ports: [{ port: 80 }] }),
  },
  {
    name: "a claim without the zone's key", code: 'StorageClassNotAdmitted',
    message: collected("[munich/Zone/Objects/Own] '/spec/storageClassName' (gp3) is no storage class of the zone 'zone'; use one of: zone-encrypted, or name it in the zone's 'storageClasses'"),
    build: (platform) => own(aZone(platform, atAmazon()).manifests, 'PersistentVolumeClaim', {
      storageClassName: 'gp3', accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } },
    }),
  },
  {
    name: 'an image of another registry', code: 'ImageNotAdmitted',
    message: collected("[munich/Zone/Objects/Own] 'image' (docker.io/library/web:1) is of no registry that the zone 'zone' trusts; use one of: registry.muc2.bank.example, quay.io/kubevirt, or name it in the zone's 'registries'"),
    build: (platform) => ownPod(zoneWith(platform, { registries: ['quay.io/kubevirt'] }).manifests, {}),
  },
  {
    name: 'a registry without a host', code: 'WrongForm',
    message: "'registries' (kubevirt) must be a registry host with a dot or a port, and a path without a trailing slash, such as registry.bank.example/aiplane; correct its spelling",
    build: (platform) => zoneWith(platform, { registries: ['kubevirt'] }),
  },
];

function zoneWith(platform: Platform, props: Partial<SovereignDataZoneProps>): SovereignDataZone {
  return new SovereignDataZone(anEnvironment(platform, onPremises()), 'Zone', { jurisdiction: Jurisdiction.GERMANY, ...props });
}

function ownPod(scope: Construct, spec: Readonly<Record<string, unknown>>, namespace?: string): void {
  own(scope, 'Pod', { containers: [{ name: 'web', image: 'docker.io/library/web:1' }], ...spec }, namespace);
}

function own(scope: Construct, kind: string, spec: Readonly<Record<string, unknown>>, namespace?: string): void {
  new ApiObject(scope, 'Own', { apiVersion: 'v1', kind, metadata: { ...(namespace && { namespace }) }, spec });
}
