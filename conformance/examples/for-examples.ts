import type { ExamplePrograms } from './example-programs';
import type { CheckResult, Context, Step } from '../run/step';

/** Does for every file of `examples/` what a step does for the environments that were written. */
export class ForExamples implements Step {
  public readonly name: string;
  public readonly suite: Step['suite'];

  public constructor(private readonly step: Step, private readonly programs: ExamplePrograms) {
    this.name = `examples: ${step.name}`;
    this.suite = step.suite;
  }

  public async run(context: Context): Promise<readonly CheckResult[]> {
    // they are not environments of the program that was written
    if (context.options.env !== undefined) {
      return [];
    }
    const programs = await this.programs.all(context);
    const environments = programs.flatMap((program) => program.environments);
    const results = await this.step.run({ ...context, environments });
    return results.filter(({ environment }) => environment !== '-');
  }
}
