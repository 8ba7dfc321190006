import { CommandLine } from '../../src/policy/command-line';

describe('a command line', () => {
  test.each<[string, { readonly command?: readonly string[]; readonly args?: readonly string[] }, string | undefined]>([
    ['behind an equals sign', { args: ['--max-model-len=8192'] }, '8192'],
    ['as the next word', { command: ['vllm', 'serve', 'a'], args: ['--max-model-len', '8192'] }, '8192'],
    ['with underscores', { args: ['--max_model_len=8192'] }, '8192'],
    ['by the beginning of its name', { args: ['--max-model=8192'] }, '8192'],
    ['twice, once by the beginning of its name', { args: ['--max-model-len=1', '--max_model_l', '8192'] }, '8192'],
    ['twice, of which the last counts', { args: ['--max-model-len=1', '--max-model-len=8192'] }, '8192'],
    ['in the script of a shell', { command: ['/bin/bash', '-c'], args: ['exec vllm serve "/models/a b" \\\n  --max-model-len 8192 \\\n  --port=8000'] }, '8192'],
    ['among what a script passes on', { command: ['/bin/sh', '-c', 'exec vllm serve "$@" --data-parallel-start-rank=$((RANK * 4))', 'vllm'], args: ['a', '--max-model-len=8192'] }, '8192'],
    ['in quotes', { command: ['sh', '-ec', "vllm serve a --max-model-len '8192'"] }, '8192'],
    ['with a value that only the start knows', { args: ['--max-model-len=$(LENGTH)'] }, undefined],
    ['nowhere', { args: ['--max-model-length=8192'] }, undefined],
  ])('says a flag %s', (_, container, value) => {
    expect(new CommandLine(container).text('--max-model-len')).toBe(value);
  });

  test('knows the short names of flags, and a flag without a value', () => {
    const line = new CommandLine({ args: ['-tp', '4', '--enable-lora', '--max-loras', '2'] });
    expect(line.count('--tensor-parallel-size', 1)).toBe(4);
    expect([line.has('--enable-lora'), line.written('--enable-lora'), line.count('--max-loras', 1)]).toEqual([true, '', 2]);
  });

  test('takes no whole flag for one that begins with it', () => {
    const line = new CommandLine({ args: ['--data-parallel-size=4', '--pool-name=chat', '--model=/models/a/b', '--config=/etc/vllm.yaml'] });
    expect(['--data-parallel-size-local', '--pool-namespace', '--model-server-port', '--config-text'].map((flag) => line.has(flag))).toEqual([false, false, false, false]);
  });

  test('knows a flag whose value is given field by field', () => {
    expect(new CommandLine({ args: ['--kv-transfer-config.kv_connector=NixlConnector'] }).has('--kv-transfer-config')).toBe(true);
  });

  test('has the words of a script before its arguments', () => {
    const line = new CommandLine({ args: ['--max-model-len=8192'] }, "--max-model-len=1 --dtype 'float32'");
    expect([line.text('--max-model-len'), line.text('--dtype')]).toEqual(['8192', 'float32']);
  });

  test('counts what is not given as it is by default, and what cannot be read as unknown', () => {
    expect(new CommandLine({}).count('--port', 8000)).toBe(8000);
    expect(new CommandLine({ args: ['--port=$(PORT)'] }).count('--port', 8000)).toBeUndefined();
  });
});
