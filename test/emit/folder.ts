import * as fs from 'fs';
import { tmpdir } from 'os';
import * as path from 'path';

/** A folder that exists for one test. */
export function inFolder(test: (folder: string) => void): void {
  const folder = fs.mkdtempSync(path.join(tmpdir(), 'emit-'));
  try {
    test(folder);
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

/** Text of every file below a folder, by path; a link counts as text that says where it leads. */
export function filesBelow(folder: string, below = ''): Record<string, string> {
  const entries = fs.readdirSync(path.join(folder, below), { withFileTypes: true });
  return Object.assign({}, ...entries.map((entry) => {
    const file = path.join(below, entry.name);
    const whole = path.join(folder, file);
    return entry.isDirectory() ? filesBelow(folder, file) : { [file]: entry.isSymbolicLink() ? `link to ${fs.readlinkSync(whole)}` : fs.readFileSync(whole, 'utf8') };
  })) as Record<string, string>;
}

/** Writes files below a folder. */
export function write(folder: string, files: Record<string, string>): void {
  for (const [file, text] of Object.entries(files)) {
    fs.mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    fs.writeFileSync(path.join(folder, file), text);
  }
}
