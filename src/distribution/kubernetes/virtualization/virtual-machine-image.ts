import type { Construct } from 'constructs';
import type { Finding } from '../../../target/binding';
import { mirrored } from '../../../target/images';
import type { VirtualMachineRequest, VmImageSource } from '../../../target/requests';
import type { DataVolumeSource } from '../../crds/cdi';
import type { NetworkPolicyEgressRule } from '../api/networking';
import { allow, namespaceOf, tcp } from '../network-policies';

/** Pods of the importer. @see https://github.com/kubevirt/containerized-data-importer/blob/main/pkg/common/common.go */
const IMPORTER = { app: 'containerized-data-importer' };

/** Port that a target of a copy between claims receives on. */
const UPLOAD_PORT = 8443;

/** How a disk is filled, and advice on the opening that this needs. */
export interface ImageImport {
  readonly source: DataVolumeSource;
  readonly findings: readonly Finding[];
}

/** Fills the disk of a virtual machine, and lets the importer out exactly as far as its source asks. */
export function imageImport(scope: Construct, need: VirtualMachineRequest): ImageImport {
  const { image } = need;
  switch (image.kind) {
    case 'registry':
      // The node pulls, with its own credentials and mirror: the importer stays behind the zone's walls.
      return { source: { registry: { url: `docker://${mirrored(need.cluster.registry, image.reference)}`, pullMethod: 'node' } }, findings: [] };
    case 'http':
      return download(scope, need, image);
    case 'pvc':
      return copy(scope, need, image);
  }
}

function download(scope: Construct, need: VirtualMachineRequest, image: VmImageSource & { readonly kind: 'http' }): ImageImport {
  const { hostname, port, protocol } = new URL(image.url);
  const ports = tcp(port === '' ? (protocol === 'http:' ? 80 : 443) : Number(port));
  const addressed = /^\d+(\.\d+){3}$/.test(hostname);
  importer(scope, need, [addressed ? { to: [{ ipBlock: { cidr: `${hostname}/32` } }], ports } : { ports }]);
  const message = `'image' (${image.url}) is read from a host that network policies cannot name, so importers may open its port to any address; use an image in the registry`;
  return {
    source: { http: { url: image.url, checksum: image.checksum } },
    findings: addressed ? [] : [{ code: 'ImportFromAnyAddress', severity: 'warning', message }],
  };
}

function copy(scope: Construct, need: VirtualMachineRequest, image: VmImageSource & { readonly kind: 'pvc' }): ImageImport {
  allow(scope, 'ImportTraffic', {
    name: `${need.name}-import`, namespace: need.namespace, podLabels: IMPORTER,
    ingress: [{ from: [{ ...namespaceOf(image.namespace), podSelector: { matchLabels: IMPORTER } }], ports: tcp(UPLOAD_PORT) }],
    ...(image.namespace === need.namespace && { egress: [{ to: [{ podSelector: { matchLabels: IMPORTER } }], ports: tcp(UPLOAD_PORT) }] }),
  });
  return { source: { pvc: { name: image.name, namespace: image.namespace } }, findings: [] };
}

function importer(scope: Construct, need: VirtualMachineRequest, egress: readonly NetworkPolicyEgressRule[]): void {
  allow(scope, 'ImportTraffic', { name: `${need.name}-import`, namespace: need.namespace, podLabels: IMPORTER, egress });
}
