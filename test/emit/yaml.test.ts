import * as fc from 'fast-check';
import { parse, parseAllDocuments } from 'yaml';
import { aConfigMap } from './rendered';
import type { HandoffType } from '../../src/core/rendered';
import { manifestYaml, yamlOf } from '../../src/emit/yaml';

/** Strings that look like something else, or that a line-oriented format may lose. */
const AWKWARD = [
  '', ' ', 'a ', ' a', 'a: b', 'a #b', '#a', '- a', '? a', '{a}', '[a]', '*a', '&a', '!a', '%a', '@a', '`a', '|', '>', "'", '"', '---', '...', '--- a',
  'a\nb', 'a\n', '\na', '\n', 'a\n\n', '  a\nb', 'a  \nb', '\ta\nb', 'a\r\nb', 'a\rb', '---\na', '...\na', 'a\n#b', '# a\nb', ':', 'a:', 'a:\nb', '${A}', '${HOME}',
  'a\u2028b', '\u2028', 'a\u2029', 'a\u0085b', '\ufeffa', 'a\u007fb', 'a\u0000b', 'a\u001bb', 'a\nb\u2028c', '\u00a0', 'é', '漢字', '🚀', '__proto__', '\\', '\\u2028',
];

/** Strings that a YAML 1.1 parser, or Go's, takes for another type when they are bare. */
const MISREAD = [
  'y', 'Y', 'yes', 'Yes', 'n', 'NO', 'no', 'on', 'On', 'off', 'OFF', 'true', 'True', 'FALSE', 'null', 'Null', 'NULL', '~', '=', '<<',
  '0', '-1', '+1', '007', '0o7', '-0o7', '0O17', '0o7_1', '0x1F', '0X1f', '0b11', '1_000', '1e3', '1E+3', '1.', '.5', '-.5', '1.5e-3', '.inf', '-.Inf', '.NaN', '.nan',
  '1:20', '190:20:30', '1:20.5', '2024-01-01', '2024-1-1', '2024-01-01T00:00:00Z', '2024-01-01 00:00:00', '1.29', '1.29.0', '123,456', '12e03', '0.0', '.', '._', '-.', 'e0', '.e1', '-._E+7',
];

const joined = fc.array(fc.constantFrom(...AWKWARD, ...MISREAD)).map((parts) => parts.join(''));
const numeric = fc.string({ unit: fc.constantFrom(...'017.:-+_eExoObBnN~=<T '), maxLength: 6 });
const text = fc.oneof(fc.string({ unit: 'binary' }), fc.string(), fc.constantFrom(...AWKWARD, ...MISREAD), joined, numeric);
const { json } = fc.letrec<{ json: unknown }>((tie) => ({
  json: fc.oneof({ maxDepth: 4 },
    text, fc.integer(), fc.maxSafeInteger(), fc.double({ noNaN: true, noDefaultInfinity: true }), fc.boolean(), fc.constant(null),
    fc.array(tie('json'), { maxLength: 4 }), fc.dictionary(text, tie('json'), { maxKeys: 4 })),
}));
// what JSON holds has plain prototypes, as parsers return it
const jsonObject = fc.dictionary(text, json).map((value) => JSON.parse(JSON.stringify(value)) as unknown);

describe('YAML of a value', () => {
  test.each(['1.1', '1.2'] as const)('is read back unchanged by a YAML %s parser, whatever the value', (version) => {
    fc.assert(fc.property(jsonObject, (value) => {
      expect(parse(yamlOf(value), { version })).toEqual(value);
    }), { numRuns: 500 });
  });

  test.each(MISREAD)('has quotes around the string %j', (misread) => {
    expect(yamlOf({ key: misread })).toBe(`key: "${misread}"\n`);
  });

  test.each(['500m', '8Gi', 'registry.example/vllm:v0.11.0', '10.0.0.0/16', 'http://a.b:80/c?d=e#f', '--port=8000', 'chat', '$(POD_NAME)', 'yesterday'])('has no quotes around the string %j', (plain) => {
    expect(yamlOf({ key: plain })).toBe(`key: ${plain}\n`);
  });

  test('has quotes around a key that would be misread', () => {
    expect(yamlOf({ 'on': 1, '8080': 2, '<<': 3 })).toBe('"8080": 2\n"<<": 3\n"on": 1\n');
  });

  test('is sorted by key at every depth, except that an object begins with what it is', () => {
    const value = { spec: { b: 1, a: [{ d: 1, c: 2 }] }, data: {}, metadata: { namespace: 'zone', name: 'm' }, kind: 'Thing', apiVersion: 'v1' };

    expect(yamlOf(value)).toBe('apiVersion: v1\nkind: Thing\nmetadata:\n  name: m\n  namespace: zone\ndata: {}\nspec:\n  a:\n    - c: 2\n      d: 1\n  b: 1\n');
  });

  test('keeps long lines whole and the lines of a script apart', () => {
    const line = 'word '.repeat(60).trim();

    expect(yamlOf({ line, script: `set -e\necho ${line}\n` })).toBe(`line: ${line}\nscript: |\n  set -e\n  echo ${line}\n`);
  });

  test('repeats a value that occurs twice, without anchors', () => {
    const labels = { app: 'chat' };

    expect(yamlOf({ a: labels, b: labels })).toBe('a:\n  app: chat\nb:\n  app: chat\n');
  });

  test('leaves out what is undefined and has no negative zero', () => {
    expect(yamlOf({ a: undefined, b: -0 })).toBe('b: 0\n');
  });

  test('escapes the characters that YAML 1.1 takes for line breaks', () => {
    expect(yamlOf({ key: 'a\u2028b\u0085c\u2029' })).toBe('key: "a\\u2028b\\u0085c\\u2029"\n');
  });
});

describe('YAML of objects', () => {
  const none = () => new Map<string, HandoffType>();

  test('has one document for each, what others need first, then by kind, namespace and name', () => {
    const objects = ['Deployment/b', 'Service/z', 'Deployment/a', 'Zebra/a', 'ValidatingWebhookConfiguration/a', 'Namespace/zone', 'Service/a'].map((id) => {
      const [kind, name] = id.split('/') as [string, string];
      return { apiVersion: 'v1', kind, metadata: { name } };
    });

    const read = parseAllDocuments(manifestYaml(objects, none)).map((document) => document.toJS() as { kind: string; metadata: { name: string } });

    expect(read.map(({ kind, metadata }) => `${kind}/${metadata.name}`)).toEqual([
      'Namespace/zone', 'Service/a', 'Service/z', 'Deployment/a', 'Deployment/b', 'Zebra/a', 'ValidatingWebhookConfiguration/a',
    ]);
  });

  test('is the same in whatever order the objects come', () => {
    const objects = ['a', 'b', 'c'].map((name) => aConfigMap(name));

    expect(manifestYaml([...objects].reverse(), none)).toBe(manifestYaml(objects, none));
  });

  test.each<[HandoffType, string, string]>([
    ['string', '${ZONE_ID}', '"${ZONE_ID}"'],
    ['string', 'a-${ZONE_ID}-b', '"a-${ZONE_ID}-b"'],
    ['number', '${ZONE_ID}', '${ZONE_ID}'],
    ['list', '${ZONE_ID}', '${ZONE_ID}'],
    ['map', '${ZONE_ID}', '${ZONE_ID}'],
    ['any', '${ZONE_ID}', '${ZONE_ID}'],
    ['number', ':${ZONE_ID}', '":${ZONE_ID}"'],
  ])('writes a placeholder for a %s in the field %j as %s', (type, field, written) => {
    const object = aConfigMap('chat', { 'a/b': field });

    expect(manifestYaml([object], () => new Map([['/data/a~1b', type]]))).toContain(`\n  a/b: ${written}\n`);
  });

  test('leaves a literal that looks like a placeholder in plain style', () => {
    expect(manifestYaml([aConfigMap('chat', { home: '${HOME}' })], none)).toContain('\n  home: ${HOME}\n');
  });
});
