import type { AttentionGroup } from '../catalog/models/attention';
import type { Model } from '../catalog/models/model';

/** Memory outside of the GPU that cached keys and values are kept in. @see https://docs.vllm.ai/en/latest/features/kv_offloading_usage/ */
export interface KvOffloadRequest {
  /** Main memory of a pod, GiB. */
  readonly cpuGib: number;
  /** Volume behind it. @default - none */
  readonly fileSystem?: KvFileSystemRequest;
}

/** A volume that keys and values are kept on which main memory has no room for. */
export interface KvFileSystemRequest {
  /** Capacity of the volume, GiB. */
  readonly gib: number;
  /** Whether all pods of the pool share one volume; it must be of a class that several nodes can hold. @default false, each pod has its own */
  readonly shared?: boolean;
  /** StorageClass of the volume. @default - the cluster's own default */
  readonly storageClassName?: string;
}

/** An adapter that is served beside the model. @see https://docs.vllm.ai/en/latest/features/lora/ */
export interface AdapterRequest {
  /** Name that clients ask for. */
  readonly name: string;
  /** Where its files lie in the zone's store of models, relative to its root. */
  readonly path: string;
  /** Its rank, `r` of its `adapter_config.json`. */
  readonly rank: number;
}

/** Adapters of a pool, and the room that engines keep for them. */
export interface LoraRequest {
  /** Adapters that one step may use. */
  readonly maxLoras: number;
  /** Largest rank of an adapter. */
  readonly maxLoraRank: number;
  /** Adapters that main memory keeps beside those of the step. @default - all that were added */
  readonly maxCpuLoras?: number;
  /** Largest files of one adapter, GiB: room on the disk of a pod that must fetch them. @default 4 */
  readonly adapterGib?: number;
  /** Folder of the store whose adapters are loaded when a client names one. @default - only those that were added are served */
  readonly dynamicPath?: string;
  /** Read at synthesis, when every adapter was added. */
  readonly adapters: () => readonly AdapterRequest[];
}

/** Adapters that a memory estimate counts with. */
export interface LoraSlots {
  /** Adapters that one step may use. */
  readonly maxLoras: number;
  /** Largest rank of an adapter. */
  readonly maxLoraRank: number;
}

/** How tokens are guessed before the model confirms them, and the memory of that. @see https://docs.vllm.ai/en/latest/features/spec_decode/ */
export interface DraftRequest {
  /** By the prompt, by a smaller model, or by heads that were trained for the model. */
  readonly method: 'ngram' | 'draft_model' | 'eagle3';
  /** Tokens that are guessed at once. */
  readonly numSpeculativeTokens: number;
  /** The model that guesses. @default - none: the prompt is looked through */
  readonly model?: Model;
  /** Layers that it adds to the cache. */
  readonly attention: readonly AttentionGroup[];
  /** Weights that it does not share with the model, GiB. */
  readonly weightsGib: number;
}

/** Options of the engine that a memory estimate depends on, beside lengths and numbers of requests. */
export interface EngineOptions {
  /** Room for adapters. @default - no adapters */
  readonly lora?: LoraSlots;
  /** What guesses tokens. @default - nothing is guessed */
  readonly draft?: DraftRequest;
  /** Whether images are refused, and their encoder gets no memory. @default false */
  readonly languageModelOnly?: boolean;
  /** Whether the engine runs without CUDA graphs. @default false */
  readonly enforceEager?: boolean;
  /** Whether the beginnings of prompts are kept. @default true */
  readonly enablePrefixCaching?: boolean;
}

/** How a pool's weights come to its nodes, once and not once a replica. */
export type ModelCacheRequest =
  /** A volume beside the engine, which a Job fills from the zone's bucket. */
  | VolumeCacheRequest
  /** An OCI image with the model's files, which each node pulls once. */
  | ImageCacheRequest
  /** Disks of the nodes, which a controller of the cluster fills. */
  | { readonly kind: 'node'; readonly nodeGroup: string };

/** A volume that is filled once. */
export interface VolumeCacheRequest {
  readonly kind: 'volume';
  /** Capacity of the volume, GiB. */
  readonly sizeGib: number;
  /** StorageClass of the volume. */
  readonly storageClassName: string;
  /** Whether pods of two nodes can read it at once. */
  readonly accessMode: 'ReadWriteOnce' | 'ReadWriteMany';
  /** Most nodes whose pods read it. */
  readonly nodes: number;
}

/** An image whose files are a model. */
export interface ImageCacheRequest {
  readonly kind: 'image';
  /** Upstream reference. */
  readonly reference: string;
  /** Folder of the model's files in the image. */
  readonly path: string;
}

/** vLLM, which is what serves where nothing else is asked for. */
export interface VllmEngineRequest {
  readonly kind: 'vllm';
  /** Image of vLLM. @default - the catalog's */
  readonly image?: string;
  /** Minor version of vLLM 0.x. @default - the catalog's */
  readonly minor?: number;
  /** Arguments that no property stands for. */
  readonly extraArgs: readonly string[];
}

/** A NIM, which NVIDIA's operator runs. @see https://docs.nvidia.com/nim-operator/latest/ */
export interface NimEngineRequest {
  readonly kind: 'nim';
  /** Image of the NIM, with its tag. */
  readonly image: string;
  /** Profile of the model: its format and how it is spread. @default - the one that the image chooses for the GPUs */
  readonly profile?: string;
  /** Secret that opens where the model's files are: with `NGC_API_KEY`, or with the keys of the zone's bucket. */
  readonly authSecret: string;
  /** Secret of the registry. @default - the nodes' own leave */
  readonly pullSecret?: string;
}

/** A serving runtime of KServe. @see https://kserve.github.io/website/docs/model-serving/predictive-inference/frameworks/overview */
export interface KserveEngineRequest {
  readonly kind: 'kserve';
  /** ServingRuntime of the zone's namespace, or ClusterServingRuntime. */
  readonly runtime: string;
  /** Format that the runtime says it takes. */
  readonly modelFormat: string;
  /** Port that its container answers on. */
  readonly port: number;
}

/** What an engine of the user's own is told. */
export interface ServedModel {
  /** Name that clients ask for. */
  readonly name: string;
  /** The model's files: a path, or an `s3://` address. */
  readonly location: string;
  /** Port to answer on. */
  readonly port: number;
  /** GPUs that its container has. */
  readonly gpus: number;
  /** Longest request with its answer, tokens. */
  readonly maxModelLen: number;
}

/** An engine of the user's own that answers the OpenAI API. */
export interface CustomEngineRequest {
  readonly kind: 'custom';
  /** Image of the engine. */
  readonly image: string;
  /** Command of the container. @default - the image's own */
  readonly command?: readonly string[];
  /** Arguments of the container, by what it is told. */
  readonly args: (model: ServedModel) => readonly string[];
  /** Path that answers with success once the model is served. */
  readonly healthPath: string;
}

/** What serves a model. */
export type EngineRequest = VllmEngineRequest | NimEngineRequest | KserveEngineRequest | CustomEngineRequest;
