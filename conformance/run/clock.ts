/** A moment, in milliseconds since some other. */
export function sinceStart(): number {
  return performance.now();
}

/** Seconds since a moment, to a tenth. */
export function seconds(began: number): number {
  return Math.round((performance.now() - began) / 100) / 10;
}
