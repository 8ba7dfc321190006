import { join } from 'node:path';
import type { BadProgram } from './bad-program';
import { Platform, SynthesisError, ValidationError } from 'aiplane';

/** What was thrown, in the words of a table. */
export type Refusal = Pick<BadProgram, 'code' | 'message'>;

/** A program that writes into a folder. */
export function platformIn(folder: string): Platform {
  return new Platform({ outdir: join(folder, 'aiplane.out'), cdktfOutdir: join(folder, 'cdktf.out') });
}

/** Runs a program in a folder and returns what it was told; undefined where it was let through. */
export function refusalOf(program: Pick<BadProgram, 'build'>, folder: string): Refusal | undefined {
  try {
    const platform = platformIn(folder);
    program.build(platform);
    platform.synth();
    return undefined;
  } catch (error) {
    return { code: codeOf(error), message: (error as Error).message.replaceAll(folder, '<folder>') };
  }
}

/** The code of one error, or the one that all collected problems have. */
function codeOf(error: unknown): string | undefined {
  if (error instanceof SynthesisError) {
    const codes = new Set(error.problems.map(({ code }) => code));
    return codes.size === 1 ? [...codes][0] : undefined;
  }
  return error instanceof ValidationError ? error.code : undefined;
}
