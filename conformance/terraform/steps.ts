import { bindingStep } from './binding-step';
import { BoundAcceptance } from './bound-acceptance';
import { BoundOutput } from './bound-output';
import { ExamplesStep } from './examples-step';
import type { TerraformFinder } from './terraform-program';
import { TerraformStep } from './terraform-step';
import type { ExamplePrograms } from '../examples/example-programs';
import type { Step } from '../run/step';

/** The Terraform part of a run; `acceptance` judges the manifests that it binds. */
export function terraformSteps(acceptance: Step, programs: ExamplePrograms, finder: TerraformFinder): readonly Step[] {
  const bound = new BoundOutput();
  return [new TerraformStep(finder, bound), new ExamplesStep(finder, programs), bindingStep, new BoundAcceptance(acceptance, bound)];
}
