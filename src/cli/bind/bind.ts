import * as path from 'path';
import { BindError, BindProblem } from './bind-error';
import { Filling } from './fill';
import { JsonObject, readOutputs, resolve } from './outputs';
import { contractIn, CONTRACT_FILE, readEnvironments, SynthesisedEnvironment } from './synthesised';
import { Contract } from '../../emit/contract';
import { replaceDirectory } from '../../emit/directory';
import type { FileMap } from '../../emit/files';
import { jsonText } from '../../emit/json';
import { ValidationError } from '../../errors/validation-error';

/** What to bind, from where to where. */
export interface BindOptions {
  /** File that `cdktf deploy --outputs-file` wrote. */
  readonly outputs: string;
  /** Names of environments. @default - every environment */
  readonly environments?: readonly string[];
  /** Directory that the program was synthesised to. */
  readonly from: string;
  /** Directory that is replaced by the bound environments, and only by them. */
  readonly to: string;
}

/** An environment that was bound. */
export interface BoundEnvironment {
  readonly name: string;
  /** Its directory: `kubectl apply -k` takes it. */
  readonly directory: string;
  /** Number of values that were filled in. */
  readonly values: number;
}

/**
 * Copies environments with the values that Terraform reports in the place of their placeholders.
 *
 * An environment without placeholders is copied as it is, so that binding again changes nothing. Throws a `BindError`
 * with every problem of every environment, and then writes nothing.
 */
export function bind(options: BindOptions): readonly BoundEnvironment[] {
  requireApart(options);
  const outputs = readOutputs(options.outputs);
  const environments = readEnvironments(options.from, options.environments ?? []);
  const results = environments.map((environment) => boundOrRefused(environment, outputs, options.outputs));
  const problems = results.flatMap(({ errors }, index): BindProblem[] => errors.map((error) => ({ environment: environments[index]!.name, error })));
  if (problems.length > 0) {
    throw new BindError(problems);
  }
  const files = results.flatMap((result, index) => [...result.files].map(([file, text]): [string, string] => [`environments/${environments[index]!.name}/${file}`, text]));
  replaceDirectory('--to', options.to, new Map(files));
  return results.map(({ values }, index) => ({ name: environments[index]!.name, values, directory: path.join(options.to, 'environments', environments[index]!.name) }));
}

interface Result {
  readonly files: FileMap;
  readonly values: number;
  readonly errors: readonly ValidationError[];
}

function boundOrRefused(environment: SynthesisedEnvironment, outputs: JsonObject, file: string): Result {
  try {
    return boundTo(contractIn(environment), environment, outputs, file);
  } catch (error) {
    if (error instanceof ValidationError) {
      return { files: new Map(), values: 0, errors: [error] };
    }
    throw error;
  }
}

function boundTo(contract: Contract, { name, files }: SynthesisedEnvironment, outputs: JsonObject, file: string): Result {
  const { values, errors } = resolve(contract, outputs, file);
  const filling = new Filling(contract, values);
  const filled = filling.fill(new Map([...files].filter(([path_]) => path_ !== CONTRACT_FILE)));
  const fulfilled = jsonText({ version: contract.version, environment: name, values: [] });
  return { files: new Map([...filled, [CONTRACT_FILE, fulfilled]]), values: values.size, errors: [...errors, ...filling.errors] };
}

/** One directory inside the other would be read while it is replaced, or lost. */
function requireApart({ from, to }: BindOptions): void {
  const steps = [path.relative(from, to), path.relative(to, from)].map((relative) => relative.split(path.sep)[0]);
  if (!steps.every((first) => first === '..')) {
    throw new ValidationError({ code: 'DirectoriesOverlap', prop: '--to', value: to, rule: `must lie apart from '${from}'`, remedy: 'choose another directory, such as aiplane.bound' });
  }
}
