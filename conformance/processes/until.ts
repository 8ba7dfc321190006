import { setTimeout as sleep } from 'node:timers/promises';

/** How long to wait for something, and how often to look. */
export interface Patience {
  readonly milliseconds: number;
  /** @default 100 */
  readonly every?: number;
}

/** Looks until there is something to see; undefined when there was nothing in time. */
export async function until<T>(look: () => Promise<T | undefined>, { milliseconds, every = 100 }: Patience): Promise<T | undefined> {
  const end = Date.now() + milliseconds;
  for (;;) {
    const seen = await look();
    if (seen !== undefined || Date.now() > end) {
      return seen;
    }
    await sleep(every);
  }
}
