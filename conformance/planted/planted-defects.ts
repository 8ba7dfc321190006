import { acceptancePlants } from './acceptance-plants';
import { IMMUTABLE, plantedCases, POLICY_PLANTS, SCHEDULING_PLANTS } from './cluster-plants';
import { planted, verdicts, type Plant } from './plant';
import { refusedPrograms } from './refused-programs';
import { terraformPlants } from './terraform-plants';
import { Baseline } from '../baselines/baseline';
import { seconds, sinceStart } from '../run/clock';
import type { EmittedEnvironment } from '../run/emitted';
import type { CheckResult, Context, Step } from '../run/step';
import { Acceptance } from '../steps/acceptance';
import { OwnPolicies } from '../steps/own-policies';
import { Scheduling } from '../steps/scheduling';
import { Upgrade } from '../steps/upgrade';
import type { TerraformFinder } from '../terraform/terraform-program';
import { KUBERNETES } from '../tools/go-tools';

/** Puts one defect of each kind into what was written, and looks whether the step that is there for it names it. */
export class PlantedDefects implements Step {
  public readonly name = 'planted defects';
  public readonly suite = 'checks';

  public constructor(private readonly finder: TerraformFinder) {}

  public async run(context: Context): Promise<readonly CheckResult[]> {
    // the defects are about the steps, not about the environments that were asked for
    if (context.options.env !== undefined) {
      return [];
    }
    const environment = context.environments.find(({ terraform, handoff }) => terraform !== undefined && handoff.values.length > 0);
    if (environment === undefined) {
      throw new Error('no environment has cloud resources and a hand-off to plant defects in');
    }
    const none = new Baseline('planted defects', [], 'accepted-finding');
    const upgraded = { ...context, options: { ...context.options, previous: context.options.output } };
    const results = await Promise.all([
      tried(new Acceptance(KUBERNETES.newest, none), acceptancePlants(environment), environment, context),
      tried(new Upgrade(none), [IMMUTABLE], environment, upgraded),
      tried(new OwnPolicies(plantedCases), POLICY_PLANTS, environment, context),
      tried(new Scheduling(none), SCHEDULING_PLANTS, environment, context),
      context.lanes.run(() => terraformPlants(context, this.finder, environment)),
      context.lanes.run(() => Promise.resolve(refusedPrograms(context))),
    ]);
    return results.flat();
  }
}

async function tried(step: Step, plants: readonly Plant[], environment: EmittedEnvironment, context: Context): Promise<readonly CheckResult[]> {
  const began = sinceStart();
  const results = await step.run({ ...context, environments: [planted(environment, plants)] });
  return verdicts(plants, step.name, results, seconds(began));
}
