import type { Platform } from 'aiplane';

/** A program with one mistake, and what it is told. */
export interface BadProgram {
  /** The mistake, in words. */
  readonly name: string;
  /** Stable code of the error. @default - the text is another library's, or several codes meet */
  readonly code?: string;
  /** The whole text of what is thrown; the folder that the program writes into reads `<folder>`. */
  readonly message: string;
  /** Writes the program; it is refused here or by the `synth()` that follows. */
  build(platform: Platform): void;
}

/** A value that only a caller without a compiler can pass. */
export function unchecked<T>(value: unknown): T {
  return value as T;
}

/** What a program is told that is refused when all of it is known: every problem, each with its path before it. */
export function collected(...problems: readonly string[]): string {
  const count = problems.length === 1 ? '1 problem' : `${problems.length} problems`;
  return `${count}, nothing was written\n${problems.map((problem) => `  ${problem}`).join('\n')}`;
}
