import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { edited, LAST_EDIT, PROGRAM_EDITS } from '../../../conformance/terraform/program-edits';

const EXAMPLES = join(__dirname, '../../../examples');

describe('changes that a user makes to the example', () => {
  test.each([...PROGRAM_EDITS, LAST_EDIT].map((edit) => [edit.name, edit] as const))('%s fits the example as it is', (_, { edits }) => {
    for (const file of new Set(edits.map((edit) => edit.file))) {
      const text = readFileSync(join(EXAMPLES, file), 'utf8');
      expect(edited(file, text, edits)).not.toBe(text);
    }
  });

  test('replace only text of their own file', () => {
    expect(edited('a.ts', 'one', [{ file: 'b.ts', from: 'one', to: 'two' }])).toBe('one');
  });

  test.each([['two', 0], ['one one', 2]])("are refused where the text is there other than once ('%s')", (text, times) => {
    expect(() => edited('a.ts', text, [{ file: 'a.ts', from: 'one', to: 'two' }]))
      .toThrow(`examples/a.ts has 'one' ${times} times, not once; adapt the edit`);
  });

  test('write what is given, whatever it looks like to a regular expression', () => {
    expect(edited('a.ts', 'one', [{ file: 'a.ts', from: 'one', to: '$& $1' }])).toBe('$& $1');
  });
});
