import { Acceptance } from './acceptance';
import { BadPrograms } from './bad-programs';
import { Checkers } from './checkers';
import { Delivery } from './delivery';
import { Monitoring } from './monitoring';
import { OwnPolicies } from './own-policies';
import { Scheduling } from './scheduling';
import { Upgrade } from './upgrade';
import { Baseline } from '../baselines/baseline';
import { ExamplePrograms } from '../examples/example-programs';
import { ForExamples } from '../examples/for-examples';
import { PlantedDefects } from '../planted/planted-defects';
import type { Step } from '../run/step';
import { terraformSteps } from '../terraform/steps';
import { TerraformFinder } from '../terraform/terraform-program';
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
  const references = Baseline.read('references', 'accepted-finding');
  const upgrades = Baseline.read('upgrades', 'accepted-finding');
  const delivery = Baseline.read('delivery', 'accepted-warning');
  const checkers = { kubeScore: Baseline.read('kube-score', 'accepted-finding'), checkov: Baseline.read('checkov', 'accepted-finding') };
  const examples = new ExamplePrograms();
  const finder = new TerraformFinder();
  return {
    steps: [
      new Acceptance(KUBERNETES.newest, warnings),
      new Acceptance(KUBERNETES.oldest, warnings),
      new Upgrade(upgrades),
      new OwnPolicies(),
      new Delivery(delivery),
      new Scheduling(references),
      new ForExamples(new Acceptance(KUBERNETES.newest, warnings), examples),
      new ForExamples(new OwnPolicies(), examples),
      new ForExamples(new Scheduling(references), examples),
      ...terraformSteps(new Acceptance(KUBERNETES.newest, warnings), examples, finder),
      new Checkers(checkers),
      new Monitoring(),
      new BadPrograms(),
      new PlantedDefects(finder),
    ],
    baselines: [warnings, references, delivery, ...Object.values(checkers)],
  };
}
