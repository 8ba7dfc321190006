import * as fs from 'fs';
import { ValidationError } from '../errors/validation-error';

/** The calls that change a disk; a test passes its own to fail or to die between any two of them. */
export type Disk = Pick<typeof fs, 'copyFileSync' | 'mkdirSync' | 'renameSync' | 'rmSync' | 'writeFileSync'>;

/** The disk itself. */
export const DISK: Disk = {
  copyFileSync: fs.copyFileSync, mkdirSync: fs.mkdirSync, renameSync: fs.renameSync, rmSync: fs.rmSync, writeFileSync: fs.writeFileSync,
};

/** The code of a failed system call, such as `ENOENT`; undefined for any other error. */
export function codeOf(error: unknown): string | undefined {
  const failedCall = typeof error === 'object' && error !== null && 'syscall' in error && 'code' in error;
  return failedCall ? String(error.code) : undefined;
}

/** Runs a change of a directory; a disk that refuses becomes an error that names the directory. */
export function changing<T>(prop: string, directory: string, change: () => T): T {
  try {
    return change();
  } catch (error) {
    const code = codeOf(error);
    if (code === undefined) {
      throw error;
    }
    const remedy = 'make it and the directory that holds it writable, or choose another';
    throw new ValidationError({ code: 'DirectoryNotWritable', prop, value: directory, rule: `cannot be written (${code})`, remedy });
  }
}
