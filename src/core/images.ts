import type { Json, KubernetesObject, MirroredImage, RenderedManifest } from './rendered';
import { sentence } from '../errors/validation-error';
import type { Finding } from '../target/binding';
import { qualified, upstreamOf } from '../target/images';
import type { ClusterFacts } from '../target/requests';

/** Fields that hold lists of containers, in pods and in the templates of custom resources. */
const CONTAINER_LISTS: ReadonlySet<string> = new Set(['containers', 'initContainers']);

/** Scheme of an image that is imported as the disk of a virtual machine. */
const DISK_SCHEME = 'docker://';

/** The container images that manifests name, each once, sorted. */
export function referencesIn(manifests: readonly RenderedManifest[]): readonly string[] {
  return [...new Set(manifests.flatMap(({ objects }) => objects.flatMap(({ object }) => imagesOf(object))))].sort();
}

/** Images that a cluster pulls from its mirror, with where they come from. */
export function mirroredImages({ registry }: ClusterFacts, references: readonly string[]): readonly MirroredImage[] {
  return references.flatMap((mirror) => {
    const upstream = upstreamOf(registry, mirror);
    return upstream === undefined ? [] : [{ upstream: qualified(upstream), mirror }];
  });
}

/** Images that nothing in a cluster can pull, unless its nodes themselves are told of a mirror. */
export function unreachableImages({ internetEgress, registry }: ClusterFacts, references: readonly string[]): readonly Finding[] {
  if (internetEgress || registry.mirror === undefined) {
    return [];
  }
  const foreign = references.filter((reference) => upstreamOf(registry, reference) === undefined);
  return foreign.map((value) => {
    const rule = `is not below '${registry.mirror}', and pods here reach no other registry`;
    const message = sentence({ code: 'ImageNotMirrored', prop: 'image', value, rule, remedy: `name it by environment.image('${value}')` });
    return { code: 'ImageNotMirrored', severity: 'warning', message };
  });
}

/** The container images that an object names: of containers at any depth, and of disks imported from a registry. */
function imagesOf(object: KubernetesObject): readonly string[] {
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
