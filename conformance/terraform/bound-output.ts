/** An environment whose manifests have been filled with values. */
export interface BoundEnvironment {
  readonly environment: string;
  /** Folder with its kustomization.yaml. */
  readonly folder: string;
}

/** What the hand-off leaves for a step that runs at the same time and waits for it. */
export class BoundOutput {
  /** Every environment that was bound, once no more can follow. */
  public readonly complete: Promise<readonly BoundEnvironment[]>;
  private readonly bound: BoundEnvironment[] = [];
  private announce?: () => void;

  public constructor() {
    this.complete = new Promise((resolve) => {
      this.announce = () => resolve(this.bound);
    });
  }

  public add(environment: BoundEnvironment): void {
    this.bound.push(environment);
  }

  /** Says that no more follow. */
  public end(): void {
    this.announce?.();
  }
}
