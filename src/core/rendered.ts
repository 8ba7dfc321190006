import type { Operator } from '../catalog/operators';
import type { Binding, Fulfilment, Finding } from '../target/binding';
import type { InferenceRequest, RoleName } from '../target/inference-request';
import type { NodeGroup } from '../target/nodes';

/** A JSON value. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** A Kubernetes object, resolved: the very value that is written. */
export interface KubernetesObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string; readonly [key: string]: Json | undefined };
  readonly [key: string]: Json | undefined | KubernetesObject['metadata'];
}

/** When an object is applied; also the name of the folder it is written to. Earlier phases must be ready before later ones. */
export type Phase = '00-operators' | '10-platform' | '20-workloads';

/** A Kubernetes object and the construct it comes from. */
export interface RenderedObject {
  /** Path of the `ApiObject`. */
  readonly path: string;
  readonly object: KubernetesObject;
}

/** The objects of one construct: one YAML file. */
export interface RenderedManifest {
  /** Path of the chart. */
  readonly path: string;
  /** Name of the file without its ending, kebab case, unique in the environment. */
  readonly file: string;
  readonly phase: Phase;
  readonly objects: readonly RenderedObject[];
}

/** Type of a value that Terraform hands to a manifest. */
export type HandoffType = 'string' | 'number' | 'list' | 'map' | 'any';

/** A field that waits for a value of Terraform. */
export interface HandoffConsumer {
  /** `kind/namespace/name`, or `kind/name` where the object has no namespace. */
  readonly object: string;
  /** JSON pointer of the field. */
  readonly field: string;
}

/** One value that Terraform hands to the manifests of an environment. */
export interface HandoffEntry {
  /** Name inside `${…}`: upper case, digits and underscores. */
  readonly placeholder: string;
  /** Where `cdktf deploy --outputs-file` puts the value: the keys from the stack's name inwards. */
  readonly output: readonly string[];
  readonly type: HandoffType;
  readonly consumers: readonly HandoffConsumer[];
}

/** An image that must be copied to the environment's registry. */
export interface MirroredImage {
  readonly upstream: string;
  readonly mirror: string;
}

/** A model that must be copied to a zone's store. */
export interface MirroredModel {
  /** `owner/name` on the model hub. */
  readonly repository: string;
  readonly revision: string;
  /** Bucket URI, or `pvc://namespace/claim/path`. */
  readonly destination: string;
  readonly weightsGib: number;
}

/** Nodes and the pools that share them. */
export interface SharedNodes {
  /** Path of the node group. */
  readonly path: string;
  readonly accelerator: string;
  /** GPUs that there are at most. */
  readonly gpus: number;
  /** In order of priority: where there is too little for all, the last ones make room. */
  readonly pools: readonly SharingPool[];
}

/** A pool that shares nodes. */
export interface SharingPool {
  readonly path: string;
  readonly priority: number;
  readonly minGpus: number;
  readonly maxGpus: number;
}

/** A pool, and what its distribution was asked for: the very figures that its memory was judged by. */
export interface RenderedPool {
  /** Path of the pool; its objects are below. */
  readonly path: string;
  readonly request: InferenceRequest;
  /** One for each role of the request, in its order. */
  readonly verdicts: readonly RoleVerdict[];
}

/** The verdict on the replicas of one role; memory is GiB on the fullest GPU, estimated. */
export interface RoleVerdict {
  readonly role: RoleName;
  /** Such as `TP 2` or `TP 8 × PP 2`. */
  readonly layout: string;
  /** Why it is spread so. */
  readonly reason: string;
  readonly verdict: 'fits' | 'unlikely' | 'impossible';
  /** What fails, or would fail first. */
  readonly limit: string;
  readonly accelerator: string;
  readonly gpusPerReplica: number;
  /** Tokens that the cache of one replica holds, as the engine prints them. */
  readonly kvCacheTokens: number;
  /** Requests of full length that a replica holds at once. */
  readonly maxConcurrency: number;
  readonly usableGib: number;
  readonly weightsGib: number;
  readonly overheadGib: number;
  readonly cacheGib: number;
  /** Part by which the cache may be smaller than estimated. */
  readonly errorBound: number;
}

/** A zone, and what its objects are bound to beside their nodes. */
export interface RenderedZone {
  /** Path of the zone. */
  readonly path: string;
  readonly namespace: string;
  /** Storage classes that its volumes may be of. @default - any */
  readonly storageClasses?: readonly string[];
  /** Registries that its pods may run images of. @default - any */
  readonly registries?: readonly string[];
}

/** An adapter that must lie in a zone's store. */
export interface MirroredAdapter {
  /** Name that clients ask for. */
  readonly name: string;
  /** `owner/name` on the model hub. @default - whoever made it puts it there */
  readonly repository?: string;
  readonly revision?: string;
  /** Bucket URI, or `pvc://namespace/claim/path`. */
  readonly destination: string;
}

/** A fulfilment or finding and the construct it is about. */
export interface Reported {
  readonly path: string;
  readonly fulfilments: readonly Fulfilment[];
  readonly findings: readonly Finding[];
}

/** One environment, resolved and valid: all that is written about it. */
export interface RenderedEnvironment {
  readonly name: string;
  /** Path of the environment's construct. */
  readonly path: string;
  readonly target: string;
  readonly infrastructure: string;
  readonly distribution: string;
  readonly manifests: readonly RenderedManifest[];
  readonly handoff: readonly HandoffEntry[];
  readonly images: readonly MirroredImage[];
  readonly models: readonly MirroredModel[];
  /** @default - none */
  readonly adapters?: readonly MirroredAdapter[];
  /** By name. */
  readonly nodeGroups: readonly NodeGroup[];
  readonly reported: readonly Reported[];
  /** Node groups that any pool runs on. */
  readonly sharedNodes: readonly SharedNodes[];
  /** In order of creation. */
  readonly pools: readonly RenderedPool[];
  /** In order of creation. @default - none */
  readonly zones?: readonly RenderedZone[];
  /** What the cluster is extended with. @default - nobody knows */
  readonly operators?: readonly Operator[];
  /** Number of Terraform resources; 0 where the environment has no stack. */
  readonly terraformResources: number;
}

/** An environment and the time that it took. */
export interface SynthesisedEnvironment {
  readonly environment: RenderedEnvironment;
  /** Wall-clock time of its synthesis, seconds; shown, never written. */
  readonly seconds: number;
}

/** How a contract names an object: `kind/namespace/name`, or `kind/name` where it has no namespace. */
export function identityOf(object: KubernetesObject): string {
  const { name, namespace } = object.metadata;
  return [object.kind, ...(namespace === undefined ? [] : [namespace]), name].join('/');
}

/** What a binding reports, under the path of its construct. */
export function reportOf(path: string, binding: Binding): Reported {
  return { path, fulfilments: binding.fulfilments, findings: binding.findings };
}
