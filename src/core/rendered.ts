import type { Operator } from '../catalog/operators';
import type { Binding, Fulfilment, Finding } from '../target/binding';
import type { InferenceRequest, RoleName } from '../target/inference-request';
import type { NodeGroup } from '../target/nodes';

/** A JSON value. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** A Kubernetes object, resolved: the very value that is written. */
export interface KubernetesObject {
  /** Group and version, such as `apps/v1`. */
  readonly apiVersion: string;
  /** Kind, such as `Deployment`. */
  readonly kind: string;
  /** Name, namespace where the kind has one, labels and annotations. */
  readonly metadata: { readonly name: string; readonly namespace?: string; readonly [key: string]: Json | undefined };
  readonly [key: string]: Json | undefined | KubernetesObject['metadata'];
}

/** When an object is applied; also the name of the folder it is written to. Earlier phases must be ready before later ones. */
export type Phase = '00-operators' | '10-platform' | '20-workloads';

/** A Kubernetes object and the construct it comes from. */
export interface RenderedObject {
  /** Path of the `ApiObject`. */
  readonly path: string;
  /** The value that is written. */
  readonly object: KubernetesObject;
}

/** The objects of one construct: one YAML file. */
export interface RenderedManifest {
  /** Path of the chart. */
  readonly path: string;
  /** Name of the file without its ending, kebab case, unique in the environment. */
  readonly file: string;
  /** When it is applied. */
  readonly phase: Phase;
  /** In the order in which they were created. */
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
  /** Type that the value must have. */
  readonly type: HandoffType;
  /** The fields that wait for it. */
  readonly consumers: readonly HandoffConsumer[];
}

/** An image that must be copied to the environment's registry. */
export interface MirroredImage {
  /** Reference that it is copied from. */
  readonly upstream: string;
  /** Reference that pods pull it by. */
  readonly mirror: string;
}

/** A model that must be copied to a zone's store. */
export interface MirroredModel {
  /** `owner/name` on the model hub. */
  readonly repository: string;
  /** Commit or branch of the repository. */
  readonly revision: string;
  /** Bucket URI, or `pvc://namespace/claim/path`. */
  readonly destination: string;
  /** Size of its weights, GiB. */
  readonly weightsGib: number;
}

/** Nodes and the pools that share them. */
export interface SharedNodes {
  /** Path of the node group. */
  readonly path: string;
  /** Name of the GPU model. */
  readonly accelerator: string;
  /** GPUs that there are at most. */
  readonly gpus: number;
  /** In order of priority: where there is too little for all, the last ones make room. */
  readonly pools: readonly SharingPool[];
}

/** A pool that shares nodes. */
export interface SharingPool {
  /** Path of the pool. */
  readonly path: string;
  /** Higher ones keep their GPUs longer; 0 where the pool says nothing. */
  readonly priority: number;
  /** GPUs that it always uses. */
  readonly minGpus: number;
  /** Most GPUs that it may ask for. */
  readonly maxGpus: number;
}

/** A pool, and what its distribution was asked for: the very figures that its memory was judged by. */
export interface RenderedPool {
  /** Path of the pool; its objects are below. */
  readonly path: string;
  /** What the distribution was asked for. */
  readonly request: InferenceRequest;
  /** One for each role of the request, in its order. */
  readonly verdicts: readonly RoleVerdict[];
}

/** The verdict on the replicas of one role; memory is GiB on the fullest GPU, estimated. */
export interface RoleVerdict {
  /** The role that it is about. */
  readonly role: RoleName;
  /** Such as `TP 2` or `TP 8 × PP 2`. */
  readonly layout: string;
  /** Why it is spread so. */
  readonly reason: string;
  /** As `Sizing.verdict`. */
  readonly verdict: 'fits' | 'unlikely' | 'impossible';
  /** What fails, or would fail first. */
  readonly limit: string;
  /** Name of the GPU model. */
  readonly accelerator: string;
  /** GPUs of one replica, over all its pods. */
  readonly gpusPerReplica: number;
  /** Tokens that the cache of one replica holds, as the engine prints them. */
  readonly kvCacheTokens: number;
  /** Requests of full length that a replica holds at once. */
  readonly maxConcurrency: number;
  /** What the engine may use. */
  readonly usableGib: number;
  /** What the weights take. */
  readonly weightsGib: number;
  /** What activations, runtime and graphs take. */
  readonly overheadGib: number;
  /** What is left for the cache. */
  readonly cacheGib: number;
  /** Part by which the cache may be smaller than estimated. */
  readonly errorBound: number;
}

/** A zone, and what its objects are bound to beside their nodes. */
export interface RenderedZone {
  /** Path of the zone. */
  readonly path: string;
  /** Namespace of the zone. */
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
  /** Commit or branch of the repository. @default - whoever made it puts it there */
  readonly revision?: string;
  /** Bucket URI, or `pvc://namespace/claim/path`. */
  readonly destination: string;
}

/** A fulfilment or finding and the construct it is about. */
export interface Reported {
  /** Path of the construct. */
  readonly path: string;
  /** How its needs were met. */
  readonly fulfilments: readonly Fulfilment[];
  /** Advice about it. */
  readonly findings: readonly Finding[];
}

/** One environment, resolved and valid: all that is written about it. */
export interface RenderedEnvironment {
  /** Id of the environment, and the name of its folder. */
  readonly name: string;
  /** Path of the environment's construct. */
  readonly path: string;
  /** Name of the target, such as `aws`. */
  readonly target: string;
  /** Name of the infrastructure, such as `aws`. */
  readonly infrastructure: string;
  /** Name of the distribution, such as `eks`. */
  readonly distribution: string;
  /** Its YAML files, in the order in which they are applied. */
  readonly manifests: readonly RenderedManifest[];
  /** Values of Terraform that its manifests wait for. */
  readonly handoff: readonly HandoffEntry[];
  /** Images to copy before its pods can start. */
  readonly images: readonly MirroredImage[];
  /** Models to copy before its pools can start, by destination. */
  readonly models: readonly MirroredModel[];
  /** Adapters to copy before its pools can start. @default - none */
  readonly adapters?: readonly MirroredAdapter[];
  /** By name. */
  readonly nodeGroups: readonly NodeGroup[];
  /** What its parts reported, and advice on the whole. */
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
  /** What was written about it. */
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
