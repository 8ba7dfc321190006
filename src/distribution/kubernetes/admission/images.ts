import type { AdmissionRule } from './admission-rule';
import type { ZoneRequest } from '../../../target/requests';
import { namespaceOf } from '../network-policies';

const LISTS = ['containers', 'initContainers', 'ephemeralContainers'];

/** A reference with its host written out, as the container runtime completes it. */
const QUALIFIED = '!image.contains("/") ? "docker.io/library/" + image : '
  + 'image.split("/")[0].matches("[.:]|^localhost$") ? image : "docker.io/" + image';

/** Pods of the zone run images of the registries that the zone trusts; what a pod runs already it may keep. */
export function images({ namespace }: ZoneRequest, registries: readonly string[]): AdmissionRule {
  return {
    kind: 'images',
    resources: ['pods', 'pods/ephemeralcontainers'],
    namespaces: namespaceOf(namespace).namespaceSelector,
    facts: () => ({ registries }),
    variables: {
      before: `oldObject == null ? [] : ${imagesOf('oldObject')}`,
      foreign: `${imagesOf('object')}.filter(image, !(image in variables.before) && !variables.registries.exists(registry, (${QUALIFIED}).startsWith(registry + "/")))`,
    },
    conditions: [{
      holds: 'size(variables.foreign) == 0',
      prop: 'image',
      value: 'variables.foreign.join(", ")',
      rule: `is of no registry that the zone '${namespace}' trusts`,
      remedy: 'use one that the zone names',
      choices: 'variables.registries',
    }],
  };
}

/** Images of all containers of a pod, and those that it mounts. */
function imagesOf(pod: string): string {
  const run = LISTS.map((list) => `${pod}.spec.?${list}.orValue([]).map(container, container.?image.orValue(""))`);
  const mounted = `${pod}.spec.?volumes.orValue([]).filter(volume, has(volume.image)).map(volume, volume.image.?reference.orValue(""))`;
  return `(${[...run, mounted].join(' + ')})`;
}
