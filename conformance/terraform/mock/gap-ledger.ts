import type { Exception, Failure } from '../../run/step';

/** A line of exceptions.json. */
export interface ListedGap {
  /** Operation of the API, or `object.field`. */
  readonly gap: string;
  readonly reason: string;
}

/** Which gaps of the mock a run met. The list may only shrink: a line that is no longer needed is a failure. */
export class GapLedger {
  private readonly met = new Map<string, boolean>();

  public constructor(private readonly listed: readonly ListedGap[]) {}

  /** Whether the gap is on the list, and so may be filled. */
  public allows(gap: string): boolean {
    return this.listed.some((line) => line.gap === gap);
  }

  /** A gap was met; `known` where the mock could answer by itself. */
  public meet(gap: string, known: boolean): void {
    this.met.set(gap, known || this.met.get(gap) === true);
  }

  /** The gaps that were filled. */
  public exceptions(): readonly Exception[] {
    return this.listed.filter(({ gap }) => this.met.get(gap) === false).map(({ gap, reason }) => ({ kind: 'mock-gap', subject: gap, reason }));
  }

  /** Lines that a whole run did not need. */
  public failures(): readonly Failure[] {
    return this.listed.flatMap(({ gap }) => {
      const known = this.met.get(gap);
      if (known === undefined) {
        return [{ subject: gap, message: 'no resource needs it; remove its line from exceptions.json and its code' }];
      }
      return known ? [{ subject: gap, message: 'the mock answers it by itself; remove its line from exceptions.json and its code' }] : [];
    });
  }
}
