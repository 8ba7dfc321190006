import type { PodSpec } from './api/pod';
import type { NodePlacement } from '../../target/placement';

/** The fields of a pod that bring it to its nodes. */
export function placed({ nodeSelector, tolerations }: NodePlacement): Pick<PodSpec, 'nodeSelector' | 'tolerations'> {
  return { nodeSelector, ...(tolerations.length > 0 && { tolerations }) };
}
