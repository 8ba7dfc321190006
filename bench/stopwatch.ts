/** Processor and wall-clock time of a piece of work, milliseconds. */
export interface Elapsed {
  /** User and system time of all threads of the process. */
  readonly cpu: number;
  readonly wall: number;
}

/** What a run spent on each of its parts. */
export type Laps = Readonly<Record<string, Elapsed>>;

/** Adds up the time of named parts of a run. */
export class Stopwatch {
  private readonly spent = new Map<string, Elapsed>();

  /** Runs a piece of work and counts its time to a part. */
  public time<T>(part: string, work: () => T): T {
    const cpu = process.cpuUsage();
    const start = process.hrtime.bigint();
    const result = work();
    const wall = Number(process.hrtime.bigint() - start) / 1e6;
    const { user, system } = process.cpuUsage(cpu);
    const before = this.spent.get(part) ?? { cpu: 0, wall: 0 };
    this.spent.set(part, { cpu: before.cpu + (user + system) / 1e3, wall: before.wall + wall });
    return result;
  }

  /** Counts the time of every call of a method, or of a function that a module exports, to a part. */
  public timeCalls<K extends string>(part: string, owner: { [name in K]: (...args: never[]) => unknown }, name: K): void {
    const original = owner[name];
    const watch = this;
    owner[name] = function (this: unknown, ...args: never[]): unknown {
      return watch.time(part, () => original.apply(this, args));
    };
  }

  public get laps(): Laps {
    return Object.fromEntries(this.spent);
  }
}
