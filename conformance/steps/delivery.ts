import { isDeepStrictEqual } from 'node:util';
import { parseAllDocuments } from 'yaml';
import type { Baseline } from '../baselines/baseline';
import { ControlPlane } from '../kubernetes/control-plane';
import { preparedData } from '../kubernetes/definitions';
import { installRestrictedV2 } from '../kubernetes/openshift/restricted-v2';
import { subjectOf } from '../kubernetes/server-side-apply';
import { seconds, sinceStart } from '../run/clock';
import { groupsOf, nameOf, type EmittedEnvironment, type KubernetesObject } from '../run/emitted';
import type { CheckResult, Context, Failure, Step } from '../run/step';
import { KUBERNETES } from '../tools/go-tools';

/** Delivers the written folder by the commands that people use, to a real API server. */
export class Delivery implements Step {
  public readonly name = 'delivery';
  public readonly suite = 'kubernetes';

  /** `notices`: what kubectl says that is no complaint. */
  public constructor(private readonly notices: Baseline) {}

  public async run(context: Context): Promise<readonly CheckResult[]> {
    const { data } = await context.lanes.run(() => preparedData(context, KUBERNETES.newest));
    const results = await Promise.all(context.environments.map((environment) => context.lanes.run(async () => [
      await built(context, environment),
      ...await this.applied(context, environment, data),
    ])));
    return results.flat();
  }

  /** `kubectl apply -k` of the folder to an empty cluster, and again. */
  private async applied(context: Context, environment: EmittedEnvironment, data: string): Promise<readonly CheckResult[]> {
    const began = sinceStart();
    const plane = await ControlPlane.start(context, { name: `deliver-${environment.name}`, version: KUBERNETES.newest, begin: { data, groups: groupsOf(environment.objects) } });
    try {
      const exceptions = await installRestrictedV2(plane.operator, environment);
      const first = await kubectlApply(context, plane, environment);
      const { failures, exceptions: notices } = this.notices.judge(first.failures);
      const again = failures.length === 0 ? await kubectlApply(context, plane, environment) : { ...first, failures: [] };
      const changed = again.lines.filter((line) => !line.endsWith(' unchanged')).map((line) => ({ subject: line.split(' ')[0]!, message: `${line.split(' ').pop()} by applying the same folder again` }));
      const row = { environment: environment.name };
      return [
        { ...row, check: 'kubectl apply -k', passed: first.lines.length, failures, exceptions: [...exceptions, ...notices], seconds: seconds(began) },
        ...(failures.length > 0 ? [] : [{ ...row, check: 'kubectl apply -k again', passed: again.lines.length - changed.length, failures: [...this.notices.judge(again.failures).failures, ...changed], seconds: 0 }]),
      ];
    } finally {
      await plane.stop();
    }
  }
}

/** `kustomize build` of the folder: the same objects, in the same order. */
async function built(context: Context, environment: EmittedEnvironment): Promise<CheckResult> {
  const began = sinceStart();
  const { path } = await context.tools.go('kustomize');
  const { code, stdout, stderr } = await context.processes.run(path, ['build', environment.folder]);
  const failures = code === 0 ? differences(environment, stdout) : [{ subject: 'kustomization.yaml', message: stderr.trim() }];
  return { environment: environment.name, check: 'kustomize build', passed: environment.objects.length - failures.length, failures, seconds: seconds(began) };
}

function differences({ objects }: EmittedEnvironment, stdout: string): readonly Failure[] {
  const rendered = parseAllDocuments(stdout).map((document) => document.toJS() as KubernetesObject);
  const lost = objects.flatMap((emitted, index): readonly Failure[] => {
    const other = rendered[index];
    if (other === undefined) {
      return [{ subject: subjectOf(emitted), message: 'is lost' }];
    }
    return isDeepStrictEqual(other, emitted.object) ? [] : [{ subject: subjectOf(emitted), message: `comes out as another object or in another place: ${nameOf(other)}` }];
  });
  return [...lost, ...rendered.slice(objects.length).map((object) => ({ subject: nameOf(object), message: 'is in no file' }))];
}

interface Kubectl {
  /** `deployment.apps/chat created`, one an object. */
  readonly lines: readonly string[];
  readonly failures: readonly Failure[];
}

async function kubectlApply({ tools, processes }: Context, plane: ControlPlane, { folder }: EmittedEnvironment): Promise<Kubectl> {
  const { path } = await tools.go('kubectl');
  // a home of its own: kubectl would keep what it discovered here for clusters that later listen on the same port
  const { code, stdout, stderr } = await processes.run(path, ['apply', '-k', folder, '--kubeconfig', plane.kubeconfig('delivery'), '--cache-dir', `${plane.folder}/kubectl`]);
  const complaints = stderr.trim().split('\n').filter((line) => line !== '');
  // `I1123 21:38:09.767986   17846 log.go:244] ` is of the moment
  const failures = complaints.map((line) => ({ subject: 'kubectl', message: line.replace(/^[IWE]\d{4} [^\]]*\] /, '') }));
  return { lines: stdout.trim().split('\n').filter((line) => line !== ''), failures: code !== 0 && failures.length === 0 ? [{ subject: 'kubectl', message: `ended with ${code}` }] : failures };
}
