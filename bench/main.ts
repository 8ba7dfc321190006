import * as assert from 'assert';
import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { run } from './child';
import { compile, Compiled, ROOT } from './compile';
import { Counts, Output } from './output';
import type { Measured } from './programs/run';
import { SITES } from './sites';
import type { Elapsed } from './stopwatch';
import { markdownTable, Row } from './table';

const SIZES = [5, 50, 500];
const PARTS = ['construct', 'terraform', 'yaml'] as const;
const DATA = path.join(ROOT, 'bench', 'baseline');

/** One fleet, synthesised by both programs one after the other, so that both meet the same machine. */
interface Pair {
  readonly aiplane: Measured;
  readonly plain: Measured;
}

/** Runs of each measurement; the largest fleet runs least often. */
function runsOf(size: number): number {
  return size >= 500 ? 3 : 7;
}

function main(args: readonly string[]): void {
  const compiled = compile();
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'aiplane-bench-'));
  try {
    if (args.includes('--capture')) {
      run(inFresh(folder, 'capture'), compiled.program('capture'), String(SITES.length), path.join(folder, 'capture'), DATA);
      return;
    }
    process.stdout.write(`${describeMachine()}\n\n${processTable(compiled, folder)}\n\n${fleetTable(compiled, folder)}\n`);
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

function describeMachine(): string {
  return `Node ${process.versions.node}, ${os.cpus().length} cores; median of the runs; ratios compare runs that followed one another`;
}

/** Whole processes, from cold. */
function processTable(compiled: Compiled, folder: string): string {
  const example = path.join(ROOT, 'examples', 'assistant', 'main.ts');
  const tsx = [require.resolve('tsx/cli'), '--tsconfig', path.join(ROOT, 'tsconfig.dev.json')];
  const processes: readonly (readonly [string, readonly string[]])[] = [
    ['node, importing nothing', ['-e', '']],
    ['importing cdktf and cdk8s', ['-e', `require(${JSON.stringify(require.resolve('cdktf'))}); require(${JSON.stringify(require.resolve('cdk8s'))})`]],
    ['importing aiplane', ['-e', `require(${JSON.stringify(compiled.library)})`]],
    ['the example, compiled', [compiled.program('example')]],
    ['the example, as npm start runs it', [...tsx, example]],
  ];
  return markdownTable(['process', 'runs', 'CPU s', 'wall s'], processes.map(([name, args]) => {
    progress(name);
    const elapsed = Array.from({ length: 7 }, () => run(inFresh(folder, 'example'), ...args).elapsed);
    return [name, elapsed.length, seconds(median(elapsed.map(({ cpu }) => cpu))), seconds(median(elapsed.map(({ wall }) => wall)))];
  }));
}

/** Construction and both formats, side by side with the plain program. */
function fleetTable(compiled: Compiled, folder: string): string {
  const head = ['environments', 'resources', 'objects', 'part', 'runs', 'aiplane', 'plain', 'ratio', 'per environment'];
  return markdownTable(head, SIZES.flatMap((size) => {
    progress(`${size} environments`);
    const [first, ...others] = Array.from({ length: runsOf(size) }, (_, round) => {
      const pair = { aiplane: measure(compiled, folder, 'aiplane', size), plain: measure(compiled, folder, 'plain', size) };
      return { pair, counts: round === 0 ? assertSame(folder, size) : undefined };
    });
    return rowsOf(size, first!.counts!, [first!, ...others].map(({ pair }) => pair));
  }));
}

function rowsOf(size: number, counts: Counts, pairs: readonly Pair[]): readonly Row[] {
  const row = (part: string, ofRun: (measured: Measured) => number, format: (value: number) => string, each: string): Row => [
    size, counts.resources, counts.objects, part, pairs.length,
    format(median(pairs.map(({ aiplane }) => ofRun(aiplane)))),
    format(median(pairs.map(({ plain }) => ofRun(plain)))),
    median(pairs.map(({ aiplane, plain }) => ofRun(aiplane) / ofRun(plain))).toFixed(2),
    each,
  ];
  const timeRow = (part: string, time: (measured: Measured) => Elapsed) => {
    const cpu = (measured: Measured) => time(measured).cpu;
    return row(part, cpu, (milliseconds) => `${seconds(milliseconds)} s`, `${(median(pairs.map(({ aiplane }) => cpu(aiplane))) / size).toFixed(1)} ms`);
  };
  return [
    ...PARTS.map((part) => timeRow(part, (measured) => measured[part])),
    timeRow('all three', totalOf),
    row('peak memory', ({ peakMemory }) => peakMemory, (mebibytes) => `${mebibytes.toFixed(0)} MiB`, ''),
  ];
}

function measure(compiled: Compiled, folder: string, program: 'aiplane' | 'plain', size: number): Measured {
  const { output } = run(inFresh(folder, program), compiled.program(program), String(size), path.join(folder, program), DATA);
  return JSON.parse(output.split('\n')[0]!) as Measured;
}

/** The comparison is worth nothing unless both wrote the same; attributes are compared where that does not take long. */
function assertSame(folder: string, size: number): Counts {
  const [aiplane, plain] = [new Output(path.join(folder, 'aiplane')), new Output(path.join(folder, 'plain'))];
  const hint = "the library's output has changed since the plain program was written; run 'npm run bench -- --capture' and commit bench/baseline";
  assert.deepStrictEqual(plain.counts(), aiplane.counts(), hint);
  if (size === SITES.length && !aiplane.isSame(plain)) {
    throw new Error(hint);
  }
  return aiplane.counts();
}

/** To a person who waits; the tables alone go to standard output. */
function progress(step: string): void {
  process.stderr.write(`measuring ${step} …\n`);
}

function inFresh(folder: string, name: string): string {
  const fresh = path.join(folder, name);
  fs.rmSync(fresh, { recursive: true, force: true });
  fs.mkdirSync(fresh);
  return fresh;
}

function totalOf(measured: Measured): Elapsed {
  const sum = (ofPart: (elapsed: Elapsed) => number) => PARTS.reduce((total, part) => total + ofPart(measured[part]), 0);
  return { cpu: sum(({ cpu }) => cpu), wall: sum(({ wall }) => wall) };
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return (sorted[Math.floor((sorted.length - 1) / 2)]! + sorted[Math.ceil((sorted.length - 1) / 2)]!) / 2;
}

function seconds(milliseconds: number): string {
  return (milliseconds / 1000).toFixed(2);
}

main(process.argv.slice(2));
