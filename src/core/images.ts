import type { Json, KubernetesObject, MirroredImage, RenderedManifest } from './rendered';
import { sentence } from '../errors/validation-error';
import type { Finding } from '../target/binding';
import { qualified, upstreamOf } from '../target/images';
import type { ClusterFacts } from '../target/requests';

/** Fields that hold lists of containers, in pods and in the templates of custom resources. */
const CONTAINER_LISTS: ReadonlySet<string> = new Set(['containers', 'initContainers']);

/** Scheme of an image that is imported as the disk of a virtual machine. */
const DISK_SCHEME = 'docker://';

/** Scheme of an image whose files are a model. */
const MODEL_SCHEME = 'oci://';

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

/** The container images that an object names: of containers at any depth, of mounted images and models, and of disks imported from a registry. */
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
  namedBeside(members, key).forEach(found);
  Object.entries(members).forEach(([name, member]) => visit(member, name, found));
}

/** Images that are named in other places than containers: disks, mounted images, and what custom resources say of their own. */
function namedBeside(members: { readonly [key: string]: Json }, key: string): readonly string[] {
  const { url, reference, repository, tag, modelPuller, uri } = members;
  const disk = key === 'registry' && isText(url) && url.startsWith(DISK_SCHEME) ? [url.slice(DISK_SCHEME.length)] : [];
  const mounted = key === 'image' && isText(reference) ? [reference] : [];
  const parts = key === 'image' && isText(repository) && isText(tag) ? [`${repository}:${tag}`] : [];
  const model = isText(uri) && uri.startsWith(MODEL_SCHEME) ? [uri.slice(MODEL_SCHEME.length)] : [];
  return [...disk, ...mounted, ...parts, ...model, ...(isText(modelPuller) ? [modelPuller] : [])];
}

function isText(value: Json | undefined): value is string {
  return typeof value === 'string';
}

function addImage(container: Json, found: (image: string) => void): void {
  const image = container !== null && typeof container === 'object' && 'image' in container ? container.image : undefined;
  if (typeof image === 'string') {
    found(image);
  }
}
