import { availableParallelism } from 'node:os';

/** Places to work at the same time; who comes first is served first. */
export class Lanes {
  private free: number;
  private readonly waiting: (() => void)[] = [];

  public constructor(count = Math.max(2, Math.min(8, availableParallelism()))) {
    this.free = count;
  }

  /** Does a task as soon as there is a place. */
  public async run<T>(task: () => Promise<T>): Promise<T> {
    await this.enter();
    try {
      return await task();
    } finally {
      this.leave();
    }
  }

  private enter(): Promise<void> {
    if (this.free > 0) {
      this.free -= 1;
      return Promise.resolve();
    }
    return new Promise((resolve) => this.waiting.push(resolve));
  }

  private leave(): void {
    const next = this.waiting.shift();
    next === undefined ? this.free += 1 : next();
  }
}
