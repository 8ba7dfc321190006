import type { Construct } from 'constructs';
import { DaemonSet } from './api/apps';
import type { PodTemplate } from './api/pod';
import { gpuRuntime, type Conventions } from './conventions';
import { objectLabels } from './labels';
import { placed } from './placed';
import { Image } from '../../catalog/images';
import type { Binding } from '../../target/binding';
import { mirrored } from '../../target/images';
import { NODE_GROUP_LABEL } from '../../target/labels';
import type { GpuSoftwareRequest } from '../../target/requests';

/** Where device plugins run: their pods need a host path and the priority that only this namespace may give. */
const NAMESPACE = 'kube-system';
const SOCKETS = '/var/lib/kubelet/device-plugins';

/** Makes the GPUs of a node group usable: a device plugin where the driver is there, else the cluster's operator does all of it. */
export function provideGpuSoftware(scope: Construct, need: GpuSoftwareRequest, conventions: Conventions): Binding {
  return need.driverPreinstalled ? devicePlugin(scope, need, conventions) : leftToOperator();
}

function devicePlugin(scope: Construct, need: GpuSoftwareRequest, conventions: Conventions): Binding {
  const group = `${need.namespace}-${need.name}`;
  const name = `nvidia-device-plugin-${group}`;
  const selector = { 'app.kubernetes.io/component': 'device-plugin', [NODE_GROUP_LABEL]: group };
  const plugin = new DaemonSet(scope, 'Resource', {
    metadata: { name, namespace: NAMESPACE, labels: { ...objectLabels('nvidia-device-plugin'), ...selector } },
    spec: { selector: { matchLabels: selector }, updateStrategy: { type: 'RollingUpdate' }, template: pluginPod(need, selector, conventions) },
  });
  const reason = 'the nodes bring the driver and a device plugin on this node group alone offers its GPUs to pods';
  return { primary: plugin, findings: [], fulfilments: [{ capability: 'driver_runtime_management', level: 'equal', reason, objects: [plugin] }] };
}

function pluginPod(need: GpuSoftwareRequest, selector: Readonly<Record<string, string>>, conventions: Conventions): PodTemplate {
  return {
    metadata: { labels: { ...objectLabels('nvidia-device-plugin'), ...selector } },
    spec: {
      automountServiceAccountToken: false,
      priorityClassName: 'system-node-critical',
      ...gpuRuntime(conventions),
      ...placed(need.placement),
      securityContext: { seccompProfile: { type: 'RuntimeDefault' } },
      containers: [{
        name: 'device-plugin',
        image: mirrored(need.cluster.registry, Image.NVIDIA_DEVICE_PLUGIN.reference),
        // Every node that it is placed on has GPUs: one without a working driver must be seen to fail.
        env: [{ name: 'FAIL_ON_INIT_ERROR', value: 'true' }],
        resources: { requests: { cpu: '50m', memory: '64Mi' }, limits: { memory: '256Mi' } },
        securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
        volumeMounts: [{ name: 'device-plugins', mountPath: SOCKETS }],
      }],
      volumes: [{ name: 'device-plugins', hostPath: { path: SOCKETS, type: 'Directory' } }],
    },
  };
}

function leftToOperator(): Binding {
  const reason = 'the NVIDIA GPU Operator of the cluster installs driver, container toolkit and device plugin; it is expected there';
  return { findings: [], fulfilments: [{ capability: 'driver_runtime_management', level: 'equal', reason, objects: [] }] };
}
