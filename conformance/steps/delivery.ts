import type { Baseline } from '../baselines/baseline';
import { argoBuild } from '../delivery/argo-build';
import { fluxBuild } from '../delivery/flux-build';
import { kubectlApply, type KubectlApplied } from '../delivery/kubectl-apply';
import { kustomizeBuild } from '../delivery/kustomize-build';
import { ControlPlane } from '../kubernetes/control-plane';
import { preparedData } from '../kubernetes/definitions';
import { installRestrictedV2 } from '../kubernetes/openshift/restricted-v2';
import { subjectOf } from '../kubernetes/server-side-apply';
import { seconds, sinceStart } from '../run/clock';
import { groupsOf, type EmittedEnvironment } from '../run/emitted';
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
      await kustomizeBuild(context, environment),
      await argoBuild(context, environment),
      await fluxBuild(context, environment),
      ...await this.kubectl(context, environment, data),
    ])));
    return results.flat();
  }

  /** `kubectl apply -k` to an empty cluster, and again. */
  private async kubectl(context: Context, environment: EmittedEnvironment, data: string): Promise<readonly CheckResult[]> {
    const began = sinceStart();
    const begin = { data, groups: groupsOf(environment.objects) };
    const plane = await ControlPlane.start(context, { name: `deliver-${environment.name}`, version: KUBERNETES.newest, begin });
    try {
      const approximations = await installRestrictedV2(plane.operator, environment);
      const first = await kubectlApply(context, plane, environment);
      const again = await kubectlApply(context, plane, environment);
      const { failures, exceptions } = this.notices.judge(first.complaints);
      const row = { environment: environment.name, passed: first.contents.size };
      return [
        { ...row, check: 'kubectl apply -k', failures, exceptions: [...approximations, ...exceptions], seconds: seconds(began) },
        { ...row, check: 'kubectl apply -k again, nothing changes', failures: changes(environment, first, again), seconds: 0 },
      ];
    } finally {
      await plane.stop();
    }
  }
}

/** Objects that are not as the first time; what kubectl calls `configured` may have stayed the same. */
function changes({ objects }: EmittedEnvironment, first: KubectlApplied, again: KubectlApplied): readonly Failure[] {
  const subjects = objects.map(subjectOf).filter((subject) => first.contents.has(subject));
  return subjects.filter((subject) => first.contents.get(subject) !== again.contents.get(subject))
    .map((subject) => ({ subject, message: 'is changed by applying the same folder again' }));
}
