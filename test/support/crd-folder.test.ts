import { parse } from 'yaml';
import { definitionFiles, findDefinition, isAtMost, kindsOf, readDefinition, withoutProse } from './crd-folder';
import { describeWithCrds } from './crd-schemas';
import { SchemaCompiler } from './schema-compiler';
import { partsOf, type StructuralSchema } from './structural-schema';

/** Nine tenths of the text are in a quarter of the definitions, which embed pods; `AIPLANE_SWEEP=all` compiles them too. */
const SWEPT = process.env.AIPLANE_SWEEP === 'all' ? { bytes: Infinity, name: 'all' } : { bytes: 100_000, name: 'those of at most 100 kB' };

describe('the prose of a definition', () => {
  test.each([
    ['on one line', 'a:\n  description: one line\n  type: string\n'],
    ['over several quoted lines', "a:\n  description: 'first\n\n    second: line\n\n    '\n  type: string\n"],
    ['in a block', 'a:\n  description: |-\n    first\n      indented\n\n    last\n  type: string\n'],
    ['at the start of a list item', '- description: |\n    text\n  type: string\n- type: string\n'],
  ])('is emptied when it is %s', (_case, text) => {
    // GIVEN the same text, parsed whole
    const [whole] = [parse(text) as Record<string, { description: string }> | { description: string }[]].map((value) => Object.values(value));

    // WHEN its prose is emptied
    const bare = Object.values(parse(withoutProse(text)) as object);

    // THEN everything else is as it was
    expect(bare).toEqual(whole.map((value) => ('description' in value ? { ...value, description: '' } : value)));
  });

  test('does not include a field that is named description', () => {
    const text = 'properties:\n  description:\n    type: string\n    maxLength: 9\n';

    expect(withoutProse(text)).toBe(text.replace(/\n$/, ''));
  });
});

describeWithCrds('definition folder', () => {
  test('finds a definition by group and kind, not by file name alone', () => {
    expect(findDefinition('gateway.networking.k8s.io', 'HTTPRoute')?.names.plural).toBe('httproutes');
    expect(findDefinition('networking.k8s.io', 'HTTPRoute')).toBeUndefined();
    expect(kindsOf('inference.networking.k8s.io')).toEqual(['InferencePool']);
  });

  test(`holds only schemas that compile, down to the last part: ${SWEPT.name}`, () => {
    // GIVEN every version of the definitions
    const files = definitionFiles().filter((file) => isAtMost(SWEPT.bytes, file));
    const compiler = new SchemaCompiler();
    const seen = new Set<unknown>();
    const compile = (schema: StructuralSchema): void => {
      const validate = compiler.part(schema);
      if (seen.has(validate)) return;
      seen.add(validate);
      partsOf(schema).forEach(compile);
    };

    // WHEN each is compiled
    const broken = files.flatMap((file) => readDefinition(file).versions.flatMap(({ name, schema }) => {
      try {
        compiler.resource(schema.openAPIV3Schema);
        compile(schema.openAPIV3Schema);
        return [];
      } catch (error) {
        return [`${file} ${name}: ${String(error)}`];
      }
    }));

    // THEN none is refused, and there were many
    expect(broken).toEqual([]);
    expect(files.length).toBeGreaterThan(200);
    expect(seen.size).toBeGreaterThan(1000);
  }, 300_000);
});
