import type { BoundOutput } from './bound-output';
import { HAND_OFF } from './terraform-step';
import { inFolder } from '../run/example-values';
import type { CheckResult, Context, Step } from '../run/step';

/** Gives what `aiplane bind` wrote to the same judge as what was emitted. */
export class BoundAcceptance implements Step {
  public readonly suite = 'terraform';
  /** Begins as the step does that it waits for: they are chosen together. */
  public readonly name = `${HAND_OFF}: acceptance of what was bound`;

  public constructor(private readonly acceptance: Step, private readonly bound: BoundOutput) {}

  public async run(context: Context): Promise<readonly CheckResult[]> {
    const bound = await this.bound.complete;
    const environments = context.environments.flatMap((environment) => {
      const folder = bound.find((one) => one.environment === environment.name)?.folder;
      return folder === undefined ? [] : [inFolder(environment, folder)];
    });
    const results = await this.acceptance.run({ ...context, environments });
    return results.map((result) => ({ ...result, check: `bound: ${result.check}` }));
  }
}
