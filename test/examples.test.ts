import * as fs from 'fs';
import * as path from 'path';
import { expectGoldenTree } from './support/golden';
import { aFolder } from './support/platforms';
import { assistantPlatform } from '../examples/assistant/platform';
import { Platform, PlatformProps } from '../src';

const EXAMPLES = path.join(__dirname, '..', 'examples');

const single = fs.readdirSync(EXAMPLES).filter((file) => file.endsWith('.ts')).map((file) => file.slice(0, -3));

function writtenBy(program: (props: PlatformProps) => Platform): string {
  const folder = aFolder();
  program({ outdir: path.join(folder, 'aiplane.out'), cdktfOutdir: path.join(folder, 'cdktf.out') }).synth();
  return folder;
}

test.each(single)('the example %s writes what it wrote when it was reviewed', (name) => {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const { example } = require(path.join(EXAMPLES, name)) as { readonly example: (props: PlatformProps) => Platform };
  expectGoldenTree(writtenBy(example), name);
});

test('the assistant writes what it wrote when it was reviewed', () => {
  expectGoldenTree(writtenBy(assistantPlatform), 'assistant');
});
