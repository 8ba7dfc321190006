import { Image } from '../../catalog/images';
import type { InferenceRequest } from '../../target/inference-request';

/** Image of the engine's container, upstream: of vLLM in the version that was asked for, or of an engine of the user's own. */
export function engineImage({ engine }: Pick<InferenceRequest, 'engine'>): string {
  return engine?.kind === 'vllm' || engine?.kind === 'custom' ? engine.image ?? Image.VLLM.reference : Image.VLLM.reference;
}
