import { Image } from './images';
import type { Sourced } from './sourced';

/** The oldest vLLM whose command line has what our pods say: `--shutdown-timeout` came last. */
export const OLDEST_VLLM: Sourced & { readonly minor: number } = { minor: 18, source: 'https://github.com/vllm-project/vllm/pull/34730', asOf: '2026-11-28' };

/** Minor version of vLLM 0.x that an image is of, by its tag; undefined where that does not say it. */
export function vllmMinorOf(image: string): number | undefined {
  const minor = /:v?0\.(\d+)(?:\.|-|$)/.exec(image)?.[1];
  return minor === undefined ? undefined : Number(minor);
}

/** Minor version of the vLLM that the library runs where nobody names another. */
export function ownVllmMinor(): number {
  return vllmMinorOf(Image.VLLM.reference)!;
}
