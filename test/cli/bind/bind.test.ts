import * as fs from 'fs';
import * as path from 'path';
import * as fc from 'fast-check';
import { parse } from 'yaml';
import { synthesised, withConfigMap } from './synthesised';
import { bind } from '../../../src/cli/bind/bind';
import { filesBelow, inFolder, write } from '../../emit/folder';
import { aConfigMap, aHandoff, aManifest, anEnvironment } from '../../emit/rendered';

const CHAT = 'environments/frankfurt/20-workloads/chat.yaml';

function outputsOf(values: Record<string, unknown>, environment = 'frankfurt') {
  return { [environment]: { Handoff: values } };
}

/** The data of the config map `zone/chat` once it is bound. */
function boundData(data: Parameters<typeof aConfigMap>[1], handoff: Parameters<typeof withConfigMap>[1], values: Record<string, unknown>): unknown {
  let bound: unknown;
  inFolder((folder) => {
    const places = synthesised(folder, [withConfigMap(data, handoff)], outputsOf(values));
    bind(places);
    bound = (parse(fs.readFileSync(path.join(places.to, CHAT), 'utf8')) as { data: unknown }).data;
  });
  return bound;
}

/** The lines of the error that binding ends in; nothing may be written then. */
function refusal(environments: Parameters<typeof synthesised>[1], outputs: unknown, change?: (from: string) => void): readonly string[] {
  let lines: readonly string[] = ['bound'];
  inFolder((folder) => {
    const places = synthesised(folder, environments, outputs);
    change?.(places.from);
    try {
      bind(places);
    } catch (error) {
      lines = (error as Error).message.split('\n').map((line) => line.replaceAll(`${folder}/`, ''));
      expect(fs.existsSync(places.to)).toBe(false);
    }
  });
  return lines;
}

describe('a placeholder', () => {
  test.each([
    ['a string', 'string', '${A}', 'fs-123', 'fs-123'],
    ['a string that looks like a number', 'string', '${A}', '0123', '0123'],
    ['a number', 'number', '${A}', 443, 443],
    ['a list', 'list', '${A}', ['a', 'b'], ['a', 'b']],
    ['a map', 'map', '${A}', { a: 'b' }, { a: 'b' }],
    ['anything', 'any', '${A}', [{ a: true }], [{ a: true }]],
    ['a string inside a text', 'string', 'nfs://${A}:/data', 'fs-123', 'nfs://fs-123:/data'],
    ['a number inside a text', 'number', ':${A}', 443, ':443'],
    ['a string that occurs twice', 'string', '${A}/${A}', 'x', 'x/x'],
    ['a string beside a literal of the same form', 'string', '${HOME}/${A}', 'x', '${HOME}/x'],
    ['a string that looks like its own placeholder', 'string', '${A}', '${A}', '${A}'],
    ['a string that is special to text replacement', 'string', 'a ${A}', '$& $1 $$', 'a $& $1 $$'],
  ] as const)('for %s is filled with the value of its type', (_, type, field, value, filled) => {
    expect(boundData({ key: field }, [aHandoff('A', 'key', { type })], { A: value })).toEqual({ key: filled });
  });

  test('is filled beside another in one field, and neither value is taken for a placeholder again', () => {
    const handoff = [aHandoff('A', 'key'), aHandoff('B', 'key')];

    expect(boundData({ key: '${A}-${B}' }, handoff, { A: '${B}', B: '${A}' })).toEqual({ key: '${B}-${A}' });
  });

  test('is filled in a field whose name needs escapes', () => {
    expect(boundData({ 'a/b~c': '${A}' }, [aHandoff('A', 'a~1b~0c')], { A: 'x' })).toEqual({ 'a/b~c': 'x' });
  });

  test('leaves valid manifests behind, whatever the value holds', () => {
    const value = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('a\nb', 'a: b', '"', "'", '${B}', '#', '---\n', 'yes', '', '\u2028'));
    fc.assert(fc.property(value, (text) => {
      const handoff = [aHandoff('A', 'whole'), aHandoff('PART', 'part')];
      expect(boundData({ whole: '${A}', part: '<${PART}>' }, handoff, { A: text, PART: text })).toEqual({ whole: text, part: `<${text}>` });
    }), { numRuns: 60 });
  });
});

describe('a bound environment', () => {
  const handoff = [aHandoff('A', 'key')];

  test('differs from the synthesised one in the filled fields and in the contract, which is fulfilled', () => inFolder((folder) => {
    const manifests = [aManifest('chat', [aConfigMap('chat', { key: '${A}', home: '${HOME}' })]), aManifest('other', [aConfigMap('other', { text: '${B}' })])];
    const places = synthesised(folder, [anEnvironment({ manifests, handoff })], outputsOf({ A: 'x' }));

    const bound = bind(places);

    const before = filesBelow(places.from);
    delete before['reports/report.json'];
    expect(filesBelow(places.to)).toEqual({
      ...before,
      [CHAT]: before[CHAT]!.replace('"${A}"', 'x'),
      'environments/frankfurt/handoff.json': '{\n  "version": 1,\n  "environment": "frankfurt",\n  "values": []\n}\n',
    });
    expect(bound).toEqual([{ name: 'frankfurt', values: 1, directory: path.join(places.to, 'environments/frankfurt') }]);
  }));

  test('is bound again without a change', () => inFolder((folder) => {
    const places = synthesised(folder, [withConfigMap({ key: '${A}' }, handoff)], outputsOf({ A: '${A}' }));
    bind(places);

    bind({ ...places, from: places.to, to: path.join(folder, 'again') });

    expect(filesBelow(path.join(folder, 'again'))).toEqual(filesBelow(places.to));
  }));

  test('replaces the environments that were bound before, of which only the chosen ones are left', () => inFolder((folder) => {
    const environments = [withConfigMap({ key: '${A}' }, handoff), withConfigMap({}, [], { name: 'bern' })];
    const places = synthesised(folder, environments, outputsOf({ A: 'x' }));
    bind(places);
    expect(fs.readdirSync(path.join(places.to, 'environments'))).toEqual(['bern', 'frankfurt']);

    bind({ ...places, environments: ['frankfurt'] });

    expect(fs.readdirSync(path.join(places.to, 'environments'))).toEqual(['frankfurt']);
  }));

  test('needs no outputs where it has no placeholders, and ignores outputs of the user', () => inFolder((folder) => {
    const places = synthesised(folder, [withConfigMap({})], { frankfurt: { Vpc: { id: 'vpc-1' } }, other: { x: 1 } });

    expect(bind(places)).toMatchObject([{ name: 'frankfurt', values: 0 }]);
  }));

  test('is read as the last good output where a killed run had moved it away', () => inFolder((folder) => {
    const places = synthesised(folder, [withConfigMap({ key: '${A}' }, handoff)], outputsOf({ A: 'x' }));
    fs.renameSync(places.from, path.join(folder, '.aiplane.out.old-elsewhere-1-0123456789ab'));

    expect(bind(places)).toMatchObject([{ name: 'frankfurt', values: 1 }]);
  }));
});

describe('binding is refused, and writes nothing', () => {
  const contract = [aHandoff('A', 'key')];
  const REDO = 'synthesise the program again, and change the program rather than its output';
  const SENSITIVE = 'deploy again, and where the output is sensitive add --outputs-file-include-sensitive-outputs or hand no sensitive value to manifests';

  test('with all problems of all environments at once', () => {
    const environments = [withConfigMap({ key: '${A}' }, contract), withConfigMap({ key: '${B}' }, [aHandoff('B', 'key', { output: ['bern', 'Handoff', 'B'] })], { name: 'bern' })];

    expect(refusal(environments, { bern: { Handoff: { B: 7, C: 1 } }, frankfurt: { Handoff: {} } })).toEqual([
      '3 problems, nothing was written',
      "  [bern] 'bern/Handoff/B' (a number) must be a string; correct the value that the program hands over, then deploy again",
      "  [bern] 'bern/Handoff/C' (outputs.json) is a value that no placeholder names; synthesise and deploy the same version of the program",
      `  [frankfurt] 'frankfurt/Handoff/A' (undefined) is not in 'outputs.json', and manifests wait for it; ${SENSITIVE}`,
    ]);
  });

  test('when an environment with placeholders has no outputs', () => {
    expect(refusal([withConfigMap({ key: '${A}' }, contract)], { bern: {} })).toEqual([
      '1 problem, nothing was written',
      "  [frankfurt] '--outputs' (outputs.json) has no values of 'frankfurt'; write them with: cdktf deploy frankfurt --outputs-file outputs.json; or choose other environments with --env",
    ]);
  });

  test.each([
    ['string', 7, 'a number', 'a string'],
    ['string', null, 'null', 'a string'],
    ['number', '443', 'a string', 'a number'],
    ['list', { 0: 'a' }, 'a map', 'a list'],
    ['map', ['a'], 'a list', 'a map'],
    ['map', true, 'a boolean', 'a map'],
    ['any', null, 'null', 'a value'],
  ] as const)('when a %s is expected and the output is %j', (type, value, given, expected) => {
    expect(refusal([withConfigMap({ key: '${A}' }, [aHandoff('A', 'key', { type })])], outputsOf({ A: value }))).toEqual([
      '1 problem, nothing was written',
      `  [frankfurt] 'frankfurt/Handoff/A' (${given}) must be ${expected}; correct the value that the program hands over, then deploy again`,
    ]);
  });

  test.each([
    ['is no longer in the field', '${A}', 'literal', ["waits for 'A' in the field '/data/key' of 'ConfigMap/zone/chat', says handoff.json, but does not"]],
    ['has moved to another field', 'key: "${A}"', 'moved: "${A}"', [
      "holds 'A' in the field '/data/moved' of 'ConfigMap/zone/chat', which handoff.json does not name",
      "waits for 'A' in the field '/data/key' of 'ConfigMap/zone/chat', says handoff.json, but does not",
    ]],
    ['is in another object', 'name: chat', 'name: other', [
      "holds 'A' in the field '/data/key' of 'ConfigMap/zone/other', which handoff.json does not name",
      "waits for 'A' in the field '/data/key' of 'ConfigMap/zone/chat', says handoff.json, but does not",
    ]],
    ['is in no Kubernetes object', 'kind: ConfigMap\n', '', [
      'holds a placeholder and is no stream of Kubernetes objects',
      "waits for 'A' in the field '/data/key' of 'ConfigMap/zone/chat', says handoff.json, but does not",
    ]],
    ['is in text that is no YAML', 'data:', 'data: [', [
      'holds a placeholder and is no stream of Kubernetes objects',
      "waits for 'A' in the field '/data/key' of 'ConfigMap/zone/chat', says handoff.json, but does not",
    ]],
  ])('when a placeholder of the contract %s', (_, search, replacement, rules) => {
    const edit = (from: string) => write(from, { [CHAT]: fs.readFileSync(path.join(from, CHAT), 'utf8').replace(search, () => replacement) });

    expect(refusal([withConfigMap({ key: '${A}' }, contract)], outputsOf({ A: 'x' }), edit).slice(1)).toEqual(
      rules.map((rule) => `  [frankfurt] 'file' (20-workloads/chat.yaml) ${rule}; ${REDO}`),
    );
  });

  test('when a list would be part of a text', () => {
    expect(refusal([withConfigMap({ key: 'in ${A}' }, [aHandoff('A', 'key', { type: 'list' })])], outputsOf({ A: ['x'] }))[1]).toBe(
      `  [frankfurt] 'file' (20-workloads/chat.yaml) has 'A', which is a list or a map, inside the text of the field '/data/key'; ${REDO}`,
    );
  });

  test.each([
    ['no JSON', '{'],
    ['a list', '[]'],
    ['of another version', '{"version":2,"environment":"frankfurt","values":[]}'],
    ['of another environment', '{"version":1,"environment":"bern","values":[]}'],
    ['with a type that does not exist', '{"version":1,"environment":"frankfurt","values":[{"placeholder":"A","type":"bool","output":["a"],"consumers":[]}]}'],
    ['with a consumer without a field', '{"version":1,"environment":"frankfurt","values":[{"placeholder":"A","type":"map","output":["a"],"consumers":[{"file":"a","object":"b"}]}]}'],
  ])('when the contract is %s', (_, text) => {
    expect(refusal([withConfigMap({})], {}, (from) => write(from, { 'environments/frankfurt/handoff.json': text }))[1]).toBe(
      "  [frankfurt] 'file' (handoff.json) is no contract of 'frankfurt' in version 1; synthesise the program again with this version of the library",
    );
  });

  test.each([
    ['the outputs are no JSON', '{', undefined, "'--outputs' (outputs.json) is not JSON; write it with: cdktf deploy <environment> --outputs-file outputs.json"],
    ['the outputs are a list', [], undefined, "'--outputs' (outputs.json) holds no JSON object; write it with: cdktf deploy <environment> --outputs-file outputs.json"],
    ['nothing was synthesised', {}, (from: string) => fs.rmSync(from, { recursive: true }),
      "'--from' (aiplane.out) holds no environments; synthesise the program first, or name the directory that it wrote"],
    ['a file is a link', {}, (from: string) => fs.symlinkSync('/etc/passwd', path.join(from, 'environments/frankfurt/passwd')),
      "'file' (passwd) is a link or no file, and is not followed; synthesise the program again"],
  ])('when %s', (_, outputs, change, message) => {
    expect(refusal([withConfigMap({})], outputs, change)).toEqual([message]);
  });

  test('when the file of outputs does not exist', () => inFolder((folder) => {
    const places = { ...synthesised(folder, [], {}), outputs: 'nowhere.json' };

    expect(() => bind(places)).toThrow(new Error("'--outputs' (nowhere.json) cannot be read (ENOENT); write it with: cdktf deploy <environment> --outputs-file nowhere.json"));
  }));

  test('when an environment does not exist, with the name that was meant', () => inFolder((folder) => {
    const places = synthesised(folder, [withConfigMap({}), withConfigMap({}, [], { name: 'bern' })], {});
    const message = `'--env' (frankfrut) is no environment of '${places.from}'; did you mean 'frankfurt'? use one of: bern, frankfurt`;

    expect(() => bind({ ...places, environments: ['frankfrut'] })).toThrow(new Error(message));
  }));

  test.each(['aiplane.out', 'aiplane.out/bound', '.'])('when it would write %j, where it reads', (to) => {
    const places = { outputs: 'outputs.json', from: 'aiplane.out', to };

    expect(() => bind(places)).toThrow(new Error(`'--to' (${to}) must lie apart from 'aiplane.out'; choose another directory, such as aiplane.bound`));
  });

  test('when the directory to write is not ours', () => inFolder((folder) => {
    const places = synthesised(folder, [withConfigMap({})], {});
    write(places.to, { 'thesis.tex': 'mine' });

    expect(() => bind(places)).toThrow(`'--to' (${places.to}) holds files that are not ours`);
    expect(filesBelow(places.to)).toEqual({ 'thesis.tex': 'mine' });
  }));
});
