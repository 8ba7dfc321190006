import type { Construct } from 'constructs';
import { Image } from '../../catalog/images';
import type { Fulfilment } from '../../target/binding';
import { mirrored } from '../../target/images';
import { NODE_GROUP_LABEL } from '../../target/labels';
import type { GpuSoftwareRequest } from '../../target/requests';
import type { NodeFabric } from '../../target/transfer-request';
import { DaemonSet } from '../kubernetes/api/apps';
import type { Container, PodTemplate, Volume } from '../kubernetes/api/pod';
import { objectLabels } from '../kubernetes/labels';
import { placed } from '../kubernetes/placed';

/** Where it runs: its pods need paths of the host and the priority that only this namespace may give. */
const NAMESPACE = 'kube-system';
const APP = 'efa-device-plugin';

/** Paths of the host, by the volumes that bring them: the kubelet's sockets, and the adapters. */
const PATHS = { 'device-plugins': '/var/lib/kubelet/device-plugins', 'adapters': '/dev/infiniband' } as const;

/** Offers the Elastic Fabric Adapters of a node group to pods. @see https://docs.aws.amazon.com/eks/latest/userguide/device-management-efa.html */
export function efaDevicePlugin(scope: Construct, need: GpuSoftwareRequest, { perNode, resourceName }: NodeFabric): Fulfilment {
  const group = `${need.namespace}-${need.name}`;
  const selector = { 'app.kubernetes.io/component': APP, [NODE_GROUP_LABEL]: group };
  const labels = { ...objectLabels(APP), ...selector };
  const plugin = new DaemonSet(scope, 'Fabric', {
    metadata: { name: `${APP}-${group}`, namespace: NAMESPACE, labels },
    spec: { selector: { matchLabels: selector }, updateStrategy: { type: 'RollingUpdate' }, template: pluginPod(need, labels) },
  });
  const reason = `a device plugin on this node group alone offers the ${perNode} adapters of each node to pods as ${resourceName}`;
  return { capability: 'driver_runtime_management', level: 'equal', reason, objects: [plugin] };
}

function pluginPod(need: GpuSoftwareRequest, labels: Readonly<Record<string, string>>): PodTemplate {
  return {
    metadata: { labels },
    spec: {
      automountServiceAccountToken: false,
      enableServiceLinks: false,
      priorityClassName: 'system-node-critical',
      // adapters that carry IP packets too are found by their interface, which is in the node's own network
      hostNetwork: true,
      ...placed(need.placement),
      securityContext: { seccompProfile: { type: 'RuntimeDefault' } },
      containers: [pluginContainer(need)],
      volumes: Object.entries(PATHS).map(([name, path]): Volume => ({ name, hostPath: { path, type: 'Directory' } })),
    },
  };
}

function pluginContainer({ cluster }: GpuSoftwareRequest): Container {
  return {
    name: 'device-plugin',
    image: mirrored(cluster.registry, Image.EFA_DEVICE_PLUGIN.reference),
    resources: { requests: { cpu: '10m', memory: '20Mi' }, limits: { memory: '128Mi' } },
    // it opens the adapters, which no device plugin hands to it
    securityContext: { privileged: true },
    volumeMounts: Object.entries(PATHS).map(([name, mountPath]) => ({ name, mountPath })),
  };
}
