import type { EnvVar } from '../api/pod';

/** Variables with values that are known. */
export function variables(values: Readonly<Record<string, string>>): readonly EnvVar[] {
  return Object.entries(values).map(([name, value]) => ({ name, value }));
}
