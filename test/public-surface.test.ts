import * as path from 'path';
import { publicSurface } from './support/public-surface';

const SURFACE = publicSurface(path.join(__dirname, '..', 'src', 'index.ts'), { strict: true });
const { exported, members, unreachable } = SURFACE;

describe('what a user sees in an editor', () => {
  test('is read at all', () => {
    expect([...exported.keys()]).toEqual(expect.arrayContaining(['InferencePool', 'Model', 'Target']));
    expect(members.map(({ name }) => name)).toEqual(expect.arrayContaining(['InferencePoolProps.model', 'Model.LLAMA_3_3_70B_INSTRUCT', 'Target.onPrem']));
  });

  test('says of every export what it is', () => {
    expect([...exported].filter(([, text]) => text === '').map(([name]) => name)).toEqual([]);
  });

  test('says of every member what it is', () => {
    expect(members.filter(({ text }) => text === '').map(({ name }) => name)).toEqual([]);
  });

  test('says of all that may be left out what then is', () => {
    expect(members.filter(({ optional, defaultText }) => optional && (defaultText ?? '') === '').map(({ name }) => name)).toEqual([]);
  });

  test('says no default that tells nothing', () => {
    expect(members.filter(({ defaultText }) => /^(undefined|the default)?$/.test(defaultText ?? '-')).map(({ name }) => name)).toEqual([]);
  });

  test('has a name for every type that it uses', () => {
    expect(unreachable).toEqual([]);
  });
});
