import type { Json, KubernetesObject } from './rendered';

/** Fields that hold lists of containers, in pods and in the templates of custom resources. */
const CONTAINER_LISTS: ReadonlySet<string> = new Set(['containers', 'initContainers']);

/** Scheme of an image that is imported as the disk of a virtual machine. */
const DISK_SCHEME = 'docker://';

/** The container images that an object names: of containers at any depth, and of disks imported from a registry. */
export function imagesOf(object: KubernetesObject): readonly string[] {
  const found: string[] = [];
  visit(object as unknown as Json, '', (image) => found.push(image));
  return found;
}

function visit(value: Json | undefined, key: string, found: (image: string) => void): void {
  if (value === null || typeof value !== 'object') {
    return;
  }
  if (Array.isArray(value)) {
    (CONTAINER_LISTS.has(key) ? value : []).forEach((container) => addImage(container, found));
    value.forEach((member: Json) => visit(member, '', found));
    return;
  }
  const members = value as { readonly [key: string]: Json };
  const disk = key === 'registry' ? members.url : undefined;
  if (typeof disk === 'string' && disk.startsWith(DISK_SCHEME)) {
    found(disk.slice(DISK_SCHEME.length));
  }
  Object.entries(members).forEach(([name, member]) => visit(member, name, found));
}

function addImage(container: Json, found: (image: string) => void): void {
  const image = container !== null && typeof container === 'object' && 'image' in container ? container.image : undefined;
  if (typeof image === 'string') {
    found(image);
  }
}
