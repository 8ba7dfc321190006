import { isDeepStrictEqual } from 'node:util';
import { parseAllDocuments } from 'yaml';
import { subjectOf } from '../kubernetes/server-side-apply';
import { seconds, sinceStart } from '../run/clock';
import { nameOf, type EmittedEnvironment, type EmittedObject, type KubernetesObject } from '../run/emitted';
import type { CheckResult, Context, Failure } from '../run/step';

/** `kustomize build` of the folder: the same objects, in the same order. */
export async function kustomizeBuild({ tools, processes }: Context, { name, folder, objects }: EmittedEnvironment): Promise<CheckResult> {
  const began = sinceStart();
  const { path } = await tools.go('kustomize');
  const { code, stdout, stderr } = await processes.run(path, ['build', folder]);
  const failures = code === 0 ? differences(objects, stdout) : [{ subject: 'kustomization.yaml', message: stderr.trim() }];
  return { environment: name, check: 'kustomize build', passed: objects.length - failures.length, failures, seconds: seconds(began) };
}

/** How rendered objects differ from the written ones. */
export function differences(objects: readonly EmittedObject[], rendered: string): readonly Failure[] {
  const found = parseAllDocuments(rendered).map((document) => document.toJS() as KubernetesObject);
  const strays = found.slice(objects.length).map((object) => ({ subject: nameOf(object), message: 'is in no file' }));
  return [...objects.flatMap((emitted, index) => difference(emitted, found[index])), ...strays];
}

function difference(emitted: EmittedObject, found: KubernetesObject | undefined): readonly Failure[] {
  if (isDeepStrictEqual(found, emitted.object)) {
    return [];
  }
  const message = found === undefined ? 'is lost' : `comes out as another object or in another place: ${nameOf(found)}`;
  return [{ subject: subjectOf(emitted), message }];
}
