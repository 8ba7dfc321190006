/** A program that can be run. */
export interface Tool {
  readonly name: string;
  readonly version: string;
  readonly path: string;
  /** Where it was found, such as `PATH` or `cache`. */
  readonly source: 'KUBEBUILDER_ASSETS' | 'PATH' | 'cache' | 'built';
}

/** Thrown where a program cannot be had; says what would supply it. */
export class MissingTool extends Error {
  public constructor(public readonly tool: string, public readonly remedy: string) {
    super(`'${tool}' cannot be had; ${remedy}`);
    this.name = 'MissingTool';
  }
}
