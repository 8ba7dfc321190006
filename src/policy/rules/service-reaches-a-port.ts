import type { RenderedObject } from '../../core/rendered';
import { isSelected, JsonObject, listAt, objectAt, PodTemplate } from '../pods';
import { problemWith, Rule } from '../rule';

/** A Service leads to a port on which some pod that it finds listens. */
export const serviceReachesAPort: Rule = ({ objects, pods, zones }) => objects
  .filter(({ object }) => object.kind === 'Service' && zones.has(object.metadata.namespace ?? ''))
  .flatMap((source) => {
    const selector = objectAt(source.object, 'spec', 'selector') ?? {};
    const found = pods.filter((pod) => pod.namespace === source.object.metadata.namespace && isSelected(pod.labels, selector));
    // a controller that completes a pod may open ports that its object does not say
    const open = found.some(({ isCompleted }) => isCompleted) ? [] : found.flatMap(portsOf);
    return open.length === 0 ? [] : closedPorts(source, open);
  });

function closedPorts(source: RenderedObject, open: readonly unknown[]) {
  return listAt(objectAt(source.object, 'spec'), 'ports')
    .map((port, index) => ({ field: `/spec/ports/${index}/targetPort`, target: port.targetPort ?? port.port }))
    .filter(({ target }) => !open.includes(target))
    .map(({ field, target }) => problemWith(source, {
      code: 'PortReachesNothing', prop: field, value: target, rule: 'is a port on which none of its pods listens', remedy: `use one of: ${open.filter((port) => port !== undefined).join(', ')}`,
    }));
}

/** Numbers and names of the ports of a pod's containers, or of a virtual machine's interfaces. */
export function portsOf({ spec }: Pick<PodTemplate, 'spec'>): readonly unknown[] {
  const containers = [...listAt(spec, 'containers'), ...listAt(spec, 'initContainers')].flatMap((container) => listAt(container, 'ports'));
  const interfaces = listAt(objectAt(spec, 'domain', 'devices'), 'interfaces').flatMap((one: JsonObject) => listAt(one, 'ports'));
  return [...containers.flatMap((port) => [port.containerPort, port.name]), ...interfaces.flatMap((port) => [port.port, port.name])];
}
