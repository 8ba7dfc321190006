import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { KubernetesObject } from '../run/emitted';

/** An object that a policy must refuse, and words of its refusal. */
export interface RefusedCase {
  readonly object: KubernetesObject;
  readonly message: string;
}

/** What one policy must do. */
export interface PolicyCases {
  readonly refused: readonly RefusedCase[];
  readonly accepted: readonly { readonly object: KubernetesObject }[];
}

/** The objects that a policy is tried with; undefined where nobody wrote any. */
export function policyCases(policy: string): PolicyCases | undefined {
  const file = join(__dirname, `${policy}.yaml`);
  if (!existsSync(file)) {
    return undefined;
  }
  const { refused, accepted } = parse(readFileSync(file, 'utf8')) as Partial<PolicyCases>;
  return refused === undefined || refused.length === 0 || accepted === undefined || accepted.length === 0 ? undefined : { refused, accepted };
}
