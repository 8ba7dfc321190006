import { createHash } from 'node:crypto';

/** Characters of the digest that a shortened name ends in. */
const DIGEST_LENGTH = 8;

/** A name joined by dashes that fits a limit: a longer one is cut and ends in a digest of the whole, so that two stay two. */
export function resourceName(limit: number, ...parts: readonly string[]): string {
  const name = parts.join('-');
  if (name.length <= limit) {
    return name;
  }
  const digest = createHash('sha256').update(name).digest('hex').slice(0, DIGEST_LENGTH);
  return `${name.slice(0, limit - DIGEST_LENGTH - 1).replace(/-+$/, '')}-${digest}`;
}
