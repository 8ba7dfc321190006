import { EksDistribution } from '../../../src/distribution/eks/eks-distribution';
import type { NodeFabric } from '../../../src/target/transfer-request';
import { objectsOf } from '../cluster-objects';
import { aNodeGroup, onGpus } from '../requests';

const FABRIC: NodeFabric = { resourceName: 'vpc.amazonaws.com/efa', perNode: 16, kvTransferBackend: 'LIBFABRIC' };
const provided = (fabric?: NodeFabric, name = 'gpus') => objectsOf((scope) => new EksDistribution().bindGpuSoftware(scope, aNodeGroup({ name, fabric })));
const NAME = 'efa-device-plugin-zone-gpus';

test('nodes without adapters get the plugin of their GPUs alone', () => {
  expect(provided().names).toEqual(['DaemonSet/nvidia-device-plugin-zone-gpus']);
});

test('nodes with adapters get a plugin for them too, on their group alone, and the report says both', () => {
  const objects = provided(FABRIC);

  expect(objects.one('DaemonSet', NAME).metadata.namespace).toBe('kube-system');
  expect(objects.one('DaemonSet', NAME).spec.template.spec).toMatchObject(onGpus);
  expect(objects.answer.fulfilments.map(({ capability, level, reason }) => `${capability} ${level}: ${reason}`)).toEqual([
    'driver_runtime_management equal: the nodes bring the driver and a device plugin on this node group alone offers its GPUs to pods',
    'driver_runtime_management equal: a device plugin on this node group alone offers the 16 adapters of each node to pods as vpc.amazonaws.com/efa',
  ]);
});

test('it opens the adapters of the node, and the socket of the kubelet', () => {
  const { containers: [container], hostNetwork, volumes, priorityClassName, automountServiceAccountToken } = provided(FABRIC).one('DaemonSet', NAME).spec.template.spec;

  expect(volumes).toEqual([
    { name: 'device-plugins', hostPath: { path: '/var/lib/kubelet/device-plugins', type: 'Directory' } },
    { name: 'adapters', hostPath: { path: '/dev/infiniband', type: 'Directory' } },
  ]);
  expect(container.volumeMounts).toEqual([{ name: 'device-plugins', mountPath: '/var/lib/kubelet/device-plugins' }, { name: 'adapters', mountPath: '/dev/infiniband' }]);
  expect(container.securityContext).toEqual({ privileged: true });
  expect([hostNetwork, priorityClassName, automountServiceAccountToken]).toEqual([true, 'system-node-critical', false]);
});

test('its image comes from the mirror', () => {
  expect(provided(FABRIC).one('DaemonSet', NAME).spec.template.spec.containers[0].image).toBe('registry.bank.example/mirror/public.ecr.aws/eks/aws-efa-k8s-device-plugin:v0.5.20');
});

test('plugins select their own pods, and no two the same', () => {
  const daemons = [...provided(FABRIC).all, ...provided(FABRIC, 'more').all];
  const selectors = daemons.map(({ spec }) => JSON.stringify(spec.selector.matchLabels));

  daemons.forEach(({ spec }) => expect(spec.template.metadata.labels).toMatchObject(spec.selector.matchLabels));
  expect(new Set(selectors).size).toBe(4);
});
