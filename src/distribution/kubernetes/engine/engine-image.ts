import { Image } from '../../../catalog/images';
import type { RoleRequest } from '../../../target/inference-request';

/** Image of the engine's container, upstream: the one that was asked for, else vLLM with the libraries of what its pods talk by. */
export function engineImage({ engine, fabric }: Pick<RoleRequest, 'engine' | 'fabric'>): string {
  const own = engine?.kind === 'vllm' || engine?.kind === 'custom' ? engine.image : undefined;
  return own ?? fabric?.engineImage ?? Image.VLLM.reference;
}
