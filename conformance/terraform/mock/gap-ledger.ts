import type { Exception, Failure } from '../../run/step';

/** A line of exceptions.json. */
export interface ListedGap {
  /** Operation of the API, `object.field`, or the command that is refused. */
  readonly gap: string;
  readonly reason: string;
  /** Words of every error, where a whole command is refused. @default - it is a gap of the mock, and filled */
  readonly refusal?: string;
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

  /** The exception that covers every error of a command; undefined where it does not. */
  public refused(command: string, errors: string): Exception | undefined {
    const line = this.listed.find(({ gap, refusal }) => gap === command && refusal !== undefined && errors.split('\n').every((error) => error.includes(refusal)));
    if (line === undefined) {
      return undefined;
    }
    this.meet(command, false);
    return { kind: 'mock-gap', subject: command, reason: line.reason };
  }

  /** The gaps that were met. */
  public exceptions(): readonly Exception[] {
    return this.listed.filter(({ gap }) => this.met.get(gap) === false).map(({ gap, reason }) => ({ kind: 'mock-gap', subject: gap, reason }));
  }

  /** Lines that a whole run did not need. */
  public failures(): readonly Failure[] {
    return this.listed.flatMap(({ gap }) => {
      const known = this.met.get(gap);
      if (known === undefined) {
        return [{ subject: gap, message: 'nothing needs it; remove its line from exceptions.json, and its code' }];
      }
      return known ? [{ subject: gap, message: 'it works without; remove its line from exceptions.json, and its code' }] : [];
    });
  }
}
