import { bindingStep } from './binding-step';
import { BoundAcceptance } from './bound-acceptance';
import { BoundOutput } from './bound-output';
import { examplesStep } from './examples-step';
import { TerraformStep } from './terraform-step';
import type { Step } from '../run/step';

/** The Terraform part of a run; `acceptance` judges the manifests that it binds. */
export function terraformSteps(acceptance: Step): readonly Step[] {
  const bound = new BoundOutput();
  return [new TerraformStep(bound), examplesStep, bindingStep, new BoundAcceptance(acceptance, bound)];
}
