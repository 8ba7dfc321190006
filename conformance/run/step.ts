import type { EmittedEnvironment } from './emitted';
import type { Options, Suite } from './options';
import type { PreparedClusters } from '../kubernetes/prepared-clusters';
import type { Lanes } from '../processes/lanes';
import type { Processes } from '../processes/processes';
import type { Progress } from '../report/progress';
import type { Toolbox } from '../tools/toolbox';

/** Something that a real program refused, or that should not be as it is. */
export interface Failure {
  /** What it is about, such as `Deployment/zone/chat (20-workloads/zone-chat.yaml)`. */
  readonly subject: string;
  readonly message: string;
}

/** Something let pass, and why: a warning on the reviewed list, an accepted finding, a stand-in for a controller. */
export interface Exception {
  readonly kind: 'accepted-warning' | 'accepted-finding' | 'stand-in' | 'approximation' | 'assumption' | 'mock-gap';
  readonly subject: string;
  readonly reason: string;
}

/** What one check found in one environment. */
export interface CheckResult {
  /** Name of the environment; `-` where the check is about none in particular. */
  readonly environment: string;
  readonly check: string;
  /** How many things were looked at and found right. */
  readonly passed: number;
  readonly failures: readonly Failure[];
  /** @default - none */
  readonly exceptions?: readonly Exception[];
  readonly seconds: number;
  /** Why nothing was looked at: a program is missing with `--allow-missing`, or nothing was given to look at. @default - it was looked at */
  readonly skipped?: string;
}

/** What a step works with. */
export interface Context {
  readonly options: Options;
  readonly environments: readonly EmittedEnvironment[];
  readonly tools: Toolbox;
  readonly processes: Processes;
  /** A folder of this run, gone after it. */
  readonly workspace: string;
  readonly progress: Progress;
  /** What control planes begin with. */
  readonly clusters: PreparedClusters;
  /** Where work that takes a core waits for its turn: the steps run at the same time. */
  readonly lanes: Lanes;
}

/** A part of the run: gives files to real programs and says what they said. */
export interface Step {
  readonly name: string;
  readonly suite: Suite;
  run(context: Context): Promise<readonly CheckResult[]>;
}
