import type { Endpoint, Peer } from './placement';

/** An entrance: what a route is attached to and what clients call. */
export interface InferenceGatewayBinding {
  /** Gateway that routes are attached to. @default - clients call the pool's own Service */
  readonly parent?: { readonly name: string; readonly namespace: string; readonly sectionName?: string };
  /** Where clients call it. @default - clients call the pool's own Service */
  readonly endpoint?: Endpoint;
  /** Pods that carry requests from clients to the engine. @default - there are none between */
  readonly proxy?: Peer;
}
