import { isDeepStrictEqual } from 'node:util';
import { parseAllDocuments } from 'yaml';
import { subjectOf } from '../kubernetes/server-side-apply';
import { seconds, sinceStart } from '../run/clock';
import { nameOf, type EmittedEnvironment, type EmittedObject, type KubernetesObject } from '../run/emitted';
import type { CheckResult, Context, Failure } from '../run/step';

/** `kustomize build` of the folder: the same objects, in whichever order it puts them. */
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
  const written = new Set(objects.map(({ object }) => keyOf(object)));
  const strays = found.filter((object) => !written.has(keyOf(object)));
  return [
    ...objects.flatMap((emitted) => difference(emitted, found)),
    ...strays.map((object) => ({ subject: nameOf(object), message: 'is in no file' })),
  ];
}

function difference(emitted: EmittedObject, found: readonly KubernetesObject[]): readonly Failure[] {
  const same = found.filter((object) => keyOf(object) === keyOf(emitted.object));
  if (same.length === 1 && isDeepStrictEqual(same[0], emitted.object)) {
    return [];
  }
  return [{ subject: subjectOf(emitted), message: same.length === 1 ? 'comes out changed' : `comes out ${same.length} times` }];
}

/** Kinds of one name in two API groups are two objects. */
function keyOf(object: KubernetesObject): string {
  return `${object.apiVersion} ${nameOf(object)}`;
}
