import type { Sourced } from './sourced';

/** How fast weights can be counted on to arrive from one kind of store. */
export interface ReadRate extends Sourced {
  /** Megabytes (10⁶ bytes) a second. */
  readonly megabytesPerSecond: number;
}

/** Rates that a start-up is given time for: what a store gives where nothing was paid for beyond the least, not what it reaches. */
export const ReadRate = {
  /** One connection to a bucket; readers that open more are faster. */
  BUCKET: {
    megabytesPerSecond: 85,
    source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/optimizing-performance-design-patterns.html',
    asOf: '2026-11-28',
  },
  /** A network disk of general purpose at its baseline of 125 MiB/s. */
  VOLUME: {
    megabytesPerSecond: 131,
    source: 'https://docs.aws.amazon.com/ebs/latest/userguide/general-purpose.html',
    asOf: '2026-11-28',
  },
} as const satisfies Record<string, ReadRate>;

/** Seconds for as many GiB at a rate. */
export function secondsToRead(gib: number, rate: ReadRate): number {
  return gib * 2 ** 30 / (rate.megabytesPerSecond * 1e6);
}
