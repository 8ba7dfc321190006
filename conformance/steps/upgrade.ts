import type { Baseline } from '../baselines/baseline';
import { ControlPlane } from '../kubernetes/control-plane';
import { preparedData } from '../kubernetes/definitions';
import { applyInOrder } from '../kubernetes/server-side-apply';
import { seconds, sinceStart } from '../run/clock';
import { emittedEnvironments, groupsOf, type EmittedEnvironment, type EmittedObject } from '../run/emitted';
import { delivered } from '../run/example-values';
import type { CheckResult, Context, Step } from '../run/step';
import { KUBERNETES } from '../tools/go-tools';

/** Applies what an earlier commit wrote, then what this one wrote: no object may hit a field that cannot change. */
export class Upgrade implements Step {
  public readonly name = 'upgrade';
  public readonly suite = 'kubernetes';

  /** `stated`: changes that synthesis itself says must be made by hand. */
  public constructor(private readonly stated: Baseline) {}

  public async run(context: Context): Promise<readonly CheckResult[]> {
    const { previous } = context.options;
    if (previous === undefined) {
      const skipped = "what an earlier commit wrote was not given: '--previous <folder>'";
      return [{ environment: '-', check: 'upgrades from an earlier commit', passed: 0, failures: [], seconds: 0, skipped }];
    }
    const before = await earlier(previous, context);
    const { data } = await context.lanes.run(() => preparedData(context, KUBERNETES.newest));
    const results = context.environments.map(async (environment) => {
      const objects = before.find(({ name }) => name === environment.name)?.objects;
      return objects === undefined ? [] : [await context.lanes.run(() => this.upgrade(context, environment, objects, data))];
    });
    return (await Promise.all(results)).flat();
  }

  private async upgrade(context: Context, environment: EmittedEnvironment, before: readonly EmittedObject[], data: string): Promise<CheckResult> {
    const began = sinceStart();
    const groups = groupsOf([...before, ...environment.objects]);
    const plane = await ControlPlane.start(context, { name: `upgrade-${environment.name}`, version: KUBERNETES.newest, begin: { data, groups } });
    try {
      // what the earlier commit wrote badly is not this one's fault
      const { stored } = await applyInOrder(plane.delivery, before);
      const { rejections } = await applyInOrder(plane.delivery, environment.objects);
      const { failures, exceptions } = this.stated.judge(rejections);
      const passed = environment.objects.length - failures.length;
      return { environment: environment.name, check: `upgrades from ${stored.size} objects`, passed, failures, exceptions, seconds: seconds(began) };
    } finally {
      await plane.stop();
    }
  }
}

/** What the earlier commit wrote, filled with the same values. */
async function earlier(previous: string, context: Context): Promise<readonly EmittedEnvironment[]> {
  return delivered(emittedEnvironments(previous, context.options.terraform), previous, 'previous', context);
}
