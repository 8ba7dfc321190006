/** Memory outside of the GPU that cached keys and values are kept in. @see https://docs.vllm.ai/en/latest/features/kv_offloading_usage/ */
export interface KvOffloadRequest {
  /** Main memory of a pod, GiB. */
  readonly cpuGib: number;
  /** Disk behind it. @default - none */
  readonly fileSystem?: { readonly gib: number };
}

/** An adapter that is served beside the model. @see https://docs.vllm.ai/en/latest/features/lora/ */
export interface AdapterRequest {
  /** Name that clients ask for. */
  readonly name: string;
  /** Where its files lie in the zone's store of models, relative to its root. */
  readonly path: string;
  readonly rank: number;
}

/** Adapters of a pool, and the room that engines keep for them. */
export interface LoraRequest {
  /** Adapters that one step may use. */
  readonly maxLoras: number;
  readonly maxLoraRank: number;
  /** Read at synthesis, when every adapter was added. */
  readonly adapters: () => readonly AdapterRequest[];
}
