import { join } from 'node:path';
import type { ControlPlane } from '../kubernetes/control-plane';
import { pathOf, ResourcePaths } from '../kubernetes/resource-paths';
import { contentOf, subjectOf, type StoredObject } from '../kubernetes/server-side-apply';
import type { EmittedEnvironment } from '../run/emitted';
import type { Context, Failure } from '../run/step';

/** What one `kubectl apply -k` left. */
export interface KubectlApplied {
  /** Every line of complaint. */
  readonly complaints: readonly Failure[];
  /** Content of each object of the environment that is there now, by subject. */
  readonly contents: ReadonlyMap<string, string>;
}

/** Delivers the folder of an environment as people do. */
export async function kubectlApply(context: Context, plane: ControlPlane, environment: EmittedEnvironment): Promise<KubectlApplied> {
  const { path } = await context.tools.go('kubectl');
  const { code, stderr } = await context.processes.run(path, [
    'apply', '-k', environment.folder, '--kubeconfig', plane.kubeconfig('delivery'),
    // in a home of its own: what is discovered here would be taken for that of a later cluster on the same port
    '--cache-dir', join(plane.folder, 'kubectl'),
  ]);
  const lines = stderr.split('\n').filter((line) => line.trim() !== '');
  const silent = code !== 0 && lines.length === 0 ? [`kubectl ended with ${code}`] : [];
  const complaints = [...lines, ...silent].map((line) => ({ subject: 'kubectl', message: withoutStamp(line) }));
  return { complaints, contents: await contentsOf(plane, environment) };
}

/** A log line of kubectl without the moment and the process: `I1123 21:38:09.767986   17846 log.go:244] …`. */
export function withoutStamp(line: string): string {
  return line.replace(/^[IWE]\d{4} [^\]]*\] /, '');
}

async function contentsOf({ operator }: ControlPlane, { objects }: EmittedEnvironment): Promise<ReadonlyMap<string, string>> {
  const paths = await ResourcePaths.of(operator);
  const contents = new Map<string, string>();
  for (const emitted of objects) {
    const path = paths.tryFind(emitted.object.apiVersion, emitted.object.kind);
    const stored = path === undefined ? undefined : await operator.tryGet<StoredObject>(pathOf(path, emitted.object));
    if (stored !== undefined) {
      contents.set(subjectOf(emitted), contentOf(stored));
    }
  }
  return contents;
}
