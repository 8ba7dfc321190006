import { KubernetesDistribution } from '../../../src/distribution/kubernetes/kubernetes-distribution';
import type { GpuSoftwareRequest } from '../../../src/target/requests';
import { objectsOf } from '../cluster-objects';
import { aNodeGroup, onGpus } from '../requests';

const provided = (facts: Partial<GpuSoftwareRequest> = {}) =>
  objectsOf((scope) => new KubernetesDistribution().bindGpuSoftware(scope, aNodeGroup(facts)));

test('nodes with a driver get a device plugin, on their group alone', () => {
  // WHEN
  const plugin = provided().one('DaemonSet');

  // THEN
  expect(plugin.metadata).toMatchObject({ name: 'nvidia-device-plugin-zone-gpus', namespace: 'kube-system' });
  expect(plugin.spec.template.spec).toMatchObject(onGpus);
});

test('the device plugin asks for no more than the folder of its socket', () => {
  // WHEN
  const pod = provided().one('DaemonSet').spec.template.spec;

  // THEN
  expect(pod.volumes).toEqual([{ name: 'device-plugins', hostPath: { path: '/var/lib/kubelet/device-plugins', type: 'Directory' } }]);
  expect(pod.automountServiceAccountToken).toBe(false);
  expect(pod.containers[0].securityContext).toEqual({ allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } });
});

test('two node groups have plugins whose selectors never meet', () => {
  const selectorOf = (name: string) => provided({ name }).one('DaemonSet').spec.selector.matchLabels;

  expect(selectorOf('gpus')).not.toEqual(selectorOf('more-gpus'));
});

test('the plugin selects its own pods', () => {
  const { selector, template } = provided().one('DaemonSet').spec;

  expect(template.metadata.labels).toMatchObject(selector.matchLabels);
});

test('the image comes from the mirror', () => {
  expect(provided().one('DaemonSet').spec.template.spec.containers[0].image).toBe('registry.bank.example/mirror/nvcr.io/nvidia/k8s-device-plugin:v0.20.0');
});

test('nodes without a driver are left to the operator of the cluster, which the report says', () => {
  // WHEN
  const binding = provided({ driverPreinstalled: false });

  // THEN
  expect(binding.all).toEqual([]);
  expect(binding.answer.fulfilments).toEqual([{
    capability: 'driver_runtime_management', level: 'equal', objects: [],
    reason: 'the NVIDIA GPU Operator of the cluster installs driver, container toolkit and device plugin; it is expected there',
  }]);
});
