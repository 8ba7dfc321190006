import { Acceptance } from './acceptance';
import { Baseline } from '../baselines/baseline';
import type { Step } from '../run/step';
import { KUBERNETES } from '../tools/go-tools';

/** What a run consists of. */
export interface Programme {
  /** In the order of the report. */
  readonly steps: readonly Step[];
  /** Every reviewed list, to find entries that nothing needs. */
  readonly baselines: readonly Baseline[];
}

/** Every step there is. */
export function wholeProgramme(): Programme {
  const warnings = Baseline.read('warnings', 'accepted-warning');
  return {
    steps: [
      new Acceptance(KUBERNETES.newest, warnings),
      new Acceptance(KUBERNETES.oldest, warnings),
    ],
    baselines: [warnings],
  };
}
