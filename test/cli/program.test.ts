import { execFileSync } from 'child_process';
import * as path from 'path';
import { synthesised, withConfigMap } from './bind/synthesised';
import { version } from '../../package.json';
import { run } from '../../src/cli/program';
import { inFolder } from '../emit/folder';
import { aHandoff } from '../emit/rendered';

/** Runs the command line and keeps what it says. */
function ran(...args: string[]) {
  const said = { code: 0, out: '', err: '' };
  said.code = run(args, { out: (text) => { said.out += text; }, err: (text) => { said.err += text; } });
  return said;
}

describe('the command line', () => {
  test('says its version', () => {
    expect(ran('--version')).toEqual({ code: 0, out: `${version}\n`, err: '' });
  });

  test.each([
    ['bind --help', ['bind', '--help'], 'cdktf deploy frankfurt --outputs-file outputs.json\n  aiplane bind --outputs outputs.json --env frankfurt\n  kubectl apply -k aiplane.bound/environments/frankfurt\n'],
    ['--help', ['--help'], 'bind [options]'],
  ])('explains itself: %s', (_, args, text) => {
    const { code, out, err } = ran(...args);

    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toContain(text);
  });

  test.each([
    ['a command that does not exist', ['bnd'], "error: unknown command 'bnd'\n(Did you mean bind?)\n(--help says more)\n"],
    ['an option that does not exist', ['bind', '--outputs', 'a', '--form', 'b'], "error: unknown option '--form'\n(Did you mean --from?)\n(--help says more)\n"],
    ['an option that is missing', ['bind'], "error: required option '-o, --outputs <file>' not specified\n(--help says more)\n"],
    ['an argument too many', ['bind', '--outputs', 'a', 'frankfurt'], "error: too many arguments for 'bind'. Expected 0 arguments but got 1.\n(--help says more)\n"],
  ])('ends with code 2 for %s', (_, args, err) => {
    expect(ran(...args)).toEqual({ code: 2, out: '', err });
  });

  test('binds environments and says what comes next', () => inFolder((folder) => {
    const environments = [withConfigMap({ key: '${A}' }, [aHandoff('A', 'key')]), withConfigMap({}, [], { name: 'bern' })];
    const { from, to, outputs } = synthesised(folder, environments, { frankfurt: { Handoff: { A: 'x' } } });

    expect(ran('bind', '--outputs', outputs, '--from', from, '--to', to, '--env', 'frankfurt', 'bern')).toEqual({
      code: 0,
      out: `bern: 0 values filled in\nfrankfurt: 1 value filled in\n\nnext:\n  kubectl apply -k ${to}/environments/bern\n  kubectl apply -k ${to}/environments/frankfurt\n`,
      err: '',
    });
  }));

  test.each([
    ['one problem of the arguments', {}, ['--env', 'bern'], "aiplane: '--env' (bern) is no environment of 'FROM'; use one of: frankfurt\n"],
    ['problems of environments', { frankfurt: { Handoff: { A: 1 } } }, [],
      "aiplane: 1 problem, nothing was written\n  [frankfurt] 'frankfurt/Handoff/A' (a number) must be a string; correct the value that the program hands over, then deploy again\n"],
  ])('ends with code 1 for %s', (_, given, args, err) => inFolder((folder) => {
    const { from, to, outputs } = synthesised(folder, [withConfigMap({ key: '${A}' }, [aHandoff('A', 'key')])], given);

    const said = ran('bind', '--outputs', outputs, '--from', from, '--to', to, ...args);

    expect({ ...said, err: said.err.replace(from, 'FROM') }).toEqual({ code: 1, out: '', err });
  }));

  test('starts as a program of its own', () => {
    const out = execFileSync(process.execPath, ['--import', 'tsx', path.join(__dirname, '../../src/cli/main.ts'), '--version'], { encoding: 'utf8' });

    expect(out).toBe(`${version}\n`);
  }, 20_000);
});
