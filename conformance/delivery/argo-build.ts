import { differences } from './kustomize-build';
import { seconds, sinceStart } from '../run/clock';
import type { EmittedEnvironment } from '../run/emitted';
import type { CheckResult, Context } from '../run/step';

/** Argo CD's own build of the folder: the same objects. */
export async function argoBuild({ tools, processes }: Context, { name, folder, objects }: EmittedEnvironment): Promise<CheckResult> {
  const began = sinceStart();
  const [argo, kustomize] = await Promise.all([tools.go('argo-build'), tools.go('kustomize')]);
  const { code, stdout, stderr } = await processes.run(argo.path, [folder, kustomize.path]);
  const failures = code === 0 ? differences(objects, stdout) : [{ subject: 'argo-build', message: stderr.trim() }];
  return { environment: name, check: 'Argo CD builds', passed: objects.length - failures.length, failures, seconds: seconds(began) };
}
