import { requireForm } from '../errors/requirements';
import { ValidationError } from '../errors/validation-error';

/** Oldest Kubernetes minor that what is written is given to: that of the oldest OpenShift in the catalog. */
export const OLDEST_KUBERNETES = '1.32';

/** Refuses what is no Kubernetes minor, and one that nothing is tried on. */
export function requireKubernetesMinor(prop: string, value: unknown): void {
  requireForm(prop, value, /^1\.[1-9]\d$/, "a Kubernetes minor, such as '1.34'");
  if (Number((value as string).slice(2)) < Number(OLDEST_KUBERNETES.slice(2))) {
    const rule = `must be ${OLDEST_KUBERNETES} or newer, the oldest that what is written is tried on`;
    throw new ValidationError({ code: 'KubernetesTooOld', prop, value, rule, remedy: 'upgrade the cluster' });
  }
}
