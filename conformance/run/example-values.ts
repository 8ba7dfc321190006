import { mkdtempSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { emittedObjects, type EmittedEnvironment } from './emitted';
import type { Context } from './step';
import { bindInto } from '../terraform/hand-off';

/**
 * Environments in the form that reaches a cluster: where manifests wait for values, they are filled by the user's command, with a value
 * of the right type for each name. The values follow from the names, so that two outputs are filled alike.
 */
export async function delivered(
  environments: readonly EmittedEnvironment[], output: string, name: string, context: Pick<Context, 'processes' | 'workspace'>,
): Promise<readonly EmittedEnvironment[]> {
  const waiting = environments.filter(({ handoff }) => handoff.values.length > 0);
  if (waiting.length === 0) {
    return environments;
  }
  const folder = mkdtempSync(join(context.workspace, `${name}-`));
  const outputs = join(folder, 'outputs.json');
  const to = join(folder, 'bound');
  writeFileSync(outputs, JSON.stringify(exampleOutputs(waiting)));
  await bindInto({ outputs, from: output, to, environments: waiting.map((environment) => environment.name) }, context);
  return environments.map((environment) => (waiting.includes(environment) ? inFolder(environment, join(to, 'environments', environment.name)) : environment));
}

/** An environment as another folder has it. */
export function inFolder(environment: EmittedEnvironment, folder: string): EmittedEnvironment {
  return { ...environment, folder, objects: emittedObjects(folder) };
}

/** What Terraform would report. */
function exampleOutputs(environments: readonly EmittedEnvironment[]): object {
  const outputs: Fields = {};
  for (const { placeholder, output, type } of environments.flatMap(({ handoff }) => handoff.values)) {
    put(outputs, output, exampleValue(placeholder, type));
  }
  return outputs;
}

/** A value for a name of the hand-off. */
export function exampleValue(placeholder: string, type: string): unknown {
  const text = `value-of-${placeholder.toLowerCase().replaceAll('_', '-')}`;
  switch (type) {
    case 'number': return 8080;
    case 'list': return [text];
    case 'map': return { key: text };
    default: return text;
  }
}

interface Fields {
  [key: string]: unknown;
}

function put(fields: Fields, [first = '', ...others]: readonly string[], value: unknown): void {
  if (others.length === 0) {
    fields[first] = value;
    return;
  }
  const inner = (fields[first] ?? {}) as Fields;
  fields[first] = inner;
  put(inner, others, value);
}
