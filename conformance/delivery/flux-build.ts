import { differences } from './kustomize-build';
import { seconds, sinceStart } from '../run/clock';
import type { EmittedEnvironment, EmittedObject, KubernetesObject } from '../run/emitted';
import { exampleValue } from '../run/example-values';
import type { CheckResult, Context } from '../run/step';

type Variables = Readonly<Record<string, string>>;

/** Flux's own build of the folder, with a value for each name of the hand-off: every placeholder is filled, and nothing else is touched. */
export async function fluxBuild({ tools, processes }: Context, environment: EmittedEnvironment): Promise<CheckResult> {
  const began = sinceStart();
  const { name, written: { folder, objects } } = environment;
  const variables = exampleValues(environment);
  const { path } = await tools.go('flux-build');
  const { code, stdout, stderr } = await processes.run(path, [folder, JSON.stringify(variables)]);
  const expected = objects.map((emitted) => bound(emitted, variables));
  const failures = code === 0 ? differences(expected, stdout) : [{ subject: 'flux-build', message: stderr.trim() }];
  return { environment: name, check: 'Flux builds and substitutes', passed: objects.length - failures.length, failures, seconds: seconds(began) };
}

/** A value for each placeholder; numbers for those that are numbers. */
function exampleValues({ handoff }: EmittedEnvironment): Variables {
  return Object.fromEntries(handoff.values.map(({ placeholder, type }) => [placeholder, String(exampleValue(placeholder, type))]));
}

/** The object that substitution must give. */
export function bound({ file, object }: EmittedObject, variables: Variables): EmittedObject {
  return { file, object: filled(object, variables) as KubernetesObject };
}

function filled(value: unknown, variables: Variables): unknown {
  if (typeof value === 'string') {
    return filledText(value, variables);
  }
  if (Array.isArray(value)) {
    return value.map((item) => filled(item, variables));
  }
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, filled(item, variables)]));
  }
  return value;
}

/** Text with its placeholders filled; one that is nothing else becomes a number where YAML reads its value as one. */
function filledText(text: string, variables: Variables): string | number {
  const whole = /^\$\{(\w+)\}$/.exec(text)?.[1];
  const value = whole === undefined ? undefined : variables[whole];
  if (value !== undefined) {
    return /^\d+$/.test(value) ? Number(value) : value;
  }
  return text.replaceAll(/\$\$\{|\$\{(\w+)\}/g, (found, name: string | undefined) => (name === undefined ? '${' : variables[name] ?? found));
}
