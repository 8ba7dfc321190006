import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { Command, Option } from 'commander';

/** The parts that a run can be limited to. */
export type Suite = 'kubernetes' | 'terraform' | 'checks';

/** What the caller asked for. */
export interface Options {
  /** @default - all */
  readonly only?: Suite;
  /** Words that the names of the steps to run begin with. @default - all */
  readonly step?: readonly string[];
  /** Names of environments. @default - all that were written */
  readonly env?: readonly string[];
  /** Leave the simulated clusters running until Ctrl-C. */
  readonly keep: boolean;
  /** Pass over what a missing program would check. */
  readonly allowMissing: boolean;
  /** Folder of CustomResourceDefinitions. */
  readonly crds: string;
  /** Folder that `environments/`, `reports/` were written to. */
  readonly output: string;
  /** Folder that `stacks/` were written to. */
  readonly terraform: string;
  /** The same as `output`, of an earlier commit. @default - no upgrade is tried */
  readonly previous?: string;
  readonly report: string;
  readonly cache: string;
}

const PROJECT = resolve(__dirname, '..', '..');

/** Reads the command line. */
export function optionsOf(argv: readonly string[]): Options {
  const command = new Command('conformance')
    .description('judge the written output by the real programs')
    .addOption(new Option('--only <suite>', 'run one part').choices(['kubernetes', 'terraform', 'checks']))
    .option('--step <name...>', 'run the steps whose name begins so')
    .option('--env <name...>', 'run for these environments')
    .option('--keep', 'leave the simulated clusters running for a look, until Ctrl-C', false)
    .option('--allow-missing', 'pass over checks whose program cannot be had (for laptops, not for CI)', false)
    .option('--crds <folder>', 'custom resource definitions', process.env.AIPLANE_CRDS ?? join(PROJECT, '..', 'shared', 'crds'))
    .option('--output <folder>', 'what the program wrote', join(PROJECT, 'aiplane.out'))
    .option('--terraform <folder>', 'what cdktf wrote', join(PROJECT, 'cdktf.out'))
    .option('--previous <folder>', 'what the program wrote at the previous commit: applied first, then upgraded')
    .option('--report <file>', 'where the report goes', join(PROJECT, 'conformance', 'report.json'))
    .option('--cache <folder>', 'where built programs are kept', defaultCache());
  return command.parse(argv, { from: 'user' }).opts<Options>();
}

function defaultCache(): string {
  const { AIPLANE_CONFORMANCE_CACHE, XDG_CACHE_HOME } = process.env;
  return AIPLANE_CONFORMANCE_CACHE ?? join(XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'aiplane-conformance');
}
