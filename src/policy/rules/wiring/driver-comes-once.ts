import type { RenderedObject } from '../../../core/rendered';
import { containersOf } from '../../engines';
import { objectAt } from '../../json';
import { problemWith, Rule, Scene } from '../../rule';

/** What an operator would install a second time beside nodes that bring a driver and a device plugin of our own. */
const PARTS = ['driver', 'toolkit', 'devicePlugin'] as const;

/**
 * Rule 13, in the cluster: NVIDIA's operator installs nothing that the nodes, or a device plugin beside it, bring already.
 *
 * Judged where the output runs a device plugin of its own, which it does for nodes that come with the driver; images of nodes are judged in their Terraform.
 */
export const driverComesOnce: Rule = (scene) => {
  const plugin = ownPlugin(scene);
  return plugin === undefined ? [] : scene.objects
    .filter(({ object }) => object.kind === 'ClusterPolicy' && object.apiVersion.startsWith('nvidia.com/'))
    .flatMap((source) => PARTS.filter((part) => objectAt(source.object, 'spec', part)?.enabled !== false).map((part) => problemWith(source, {
      code: 'DriverTwice', prop: `/spec/${part}/enabled`, value: objectAt(source.object, 'spec', part)?.enabled,
      rule: `must be false: the nodes that '${plugin.object.metadata.name}' runs on have it already`, remedy: 'set it to false',
    })));
};

/** A DaemonSet that offers GPUs to pods. */
function ownPlugin({ pods }: Scene): RenderedObject | undefined {
  return pods.find((pod) => pod.source.object.kind === 'DaemonSet' && containersOf(pod, 'containers').some(({ container }) => /\/k8s-device-plugin[:@]/.test(String(container.image))))?.source;
}
