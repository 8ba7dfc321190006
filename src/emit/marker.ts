import * as fs from 'fs';
import * as path from 'path';
import { codeOf } from './disk';

/** File that tells a directory of ours from any other; without it, a directory is never replaced. */
export const MARKER_FILE = '.aiplane';

/** What the marker file holds; any version of it says that the directory is ours. */
export const MARKER_TEXT = 'format: 1\n';

/** A directory that another run is removing can look foreign, but not this often in a row. */
const LOOKS = 5;

/** Whether a directory is ours to replace: a marker file shows that we wrote it, or it is empty. */
export function isOurs(directory: string): boolean {
  return Array.from({ length: LOOKS }).some(() => looksOurs(directory));
}

function looksOurs(directory: string): boolean {
  try {
    const entries = fs.readdirSync(directory, { withFileTypes: true });
    const isMarked = entries.some((entry) => entry.name === MARKER_FILE && entry.isFile());
    return entries.length === 0 || (isMarked && /^format: [1-9][0-9]*\s*$/.test(fs.readFileSync(path.join(directory, MARKER_FILE), 'utf8')));
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') {
      throw error;
    }
    // moved away by another run that replaces it
    return true;
  }
}
