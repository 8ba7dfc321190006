import { requireForm } from '../errors/requirements';
import { ValidationError } from '../errors/validation-error';

/** Oldest Kubernetes minor that what is written is given to: that of the oldest OpenShift in the catalog. */
export const OLDEST_KUBERNETES = '1.32';

/** `34` of `1.34`. */
export function kubernetesMinorOf(version: string): number {
  return Number(version.split('.')[1]);
}

/** Refuses what is no Kubernetes minor, and one that nothing is tried on. */
export function requireKubernetesMinor(prop: string, value: unknown): void {
  requireForm(prop, value, /^1\.[1-9]\d$/, "a Kubernetes minor, such as '1.34'");
  if (kubernetesMinorOf(value as string) < kubernetesMinorOf(OLDEST_KUBERNETES)) {
    const rule = `must be ${OLDEST_KUBERNETES} or newer, the oldest that what is written is tried on`;
    throw new ValidationError({ code: 'KubernetesTooOld', prop, value, rule, remedy: 'upgrade the cluster' });
  }
}
