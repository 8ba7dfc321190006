import { availableParallelism } from 'node:os';

/** Places to work at the same time; who comes first is served first, but for links of a chain. */
export class Lanes {
  private free: number;
  private readonly links: (() => void)[] = [];
  private readonly others: (() => void)[] = [];

  /** One more than there are cores, unless told otherwise: a third of the work is to wait, for pods to rest and for policies to be in force. */
  public constructor(count = Math.max(2, Math.min(8, availableParallelism())) + 1) {
    this.free = count;
  }

  /** Does a task as soon as there is a place. */
  public run<T>(task: () => Promise<T>): Promise<T> {
    return this.runFrom(this.others, task);
  }

  /** Does a task that others of a long chain wait for: it goes before those that nothing waits for, else the chain ends long after them. */
  public runLink<T>(task: () => Promise<T>): Promise<T> {
    return this.runFrom(this.links, task);
  }

  private async runFrom<T>(queue: (() => void)[], task: () => Promise<T>): Promise<T> {
    await this.enter(queue);
    try {
      return await task();
    } finally {
      this.leave();
    }
  }

  private enter(queue: (() => void)[]): Promise<void> {
    if (this.free > 0) {
      this.free -= 1;
      return Promise.resolve();
    }
    return new Promise((resolve) => queue.push(resolve));
  }

  private leave(): void {
    const next = this.links.shift() ?? this.others.shift();
    next === undefined ? this.free += 1 : next();
  }
}
