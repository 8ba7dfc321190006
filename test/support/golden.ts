import * as fs from 'fs';
import * as path from 'path';
import { filesBelow } from './platforms';

const GOLDEN = path.join(__dirname, '..', 'golden');

/**
 * Compares every file below a folder with the committed tree of a name. With `UPDATE_GOLDEN=1` the tree is written
 * anew instead: review the difference before it is committed.
 */
export function expectGoldenTree(folder: string, name: string): void {
  const golden = path.join(GOLDEN, name);
  const actual = filesBelow(folder);
  if (process.env.UPDATE_GOLDEN !== undefined) {
    fs.rmSync(golden, { recursive: true, force: true });
    Object.entries(actual).forEach(([file, text]) => write(path.join(golden, file), text));
  }
  const expected = filesBelow(golden);
  expect(Object.keys(actual)).toEqual(Object.keys(expected));
  Object.keys(expected).forEach((file) => expect(`${file}\n${actual[file]}`).toBe(`${file}\n${expected[file]}`));
}

function write(file: string, text: string): void {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, text);
}
