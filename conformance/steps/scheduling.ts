import type { Baseline } from '../baselines/baseline';
import { preparedData } from '../kubernetes/definitions';
import { installRestrictedV2 } from '../kubernetes/openshift/restricted-v2';
import { ResourcePaths } from '../kubernetes/resource-paths';
import { applyInOrder } from '../kubernetes/server-side-apply';
import { seconds, sinceStart } from '../run/clock';
import { groupsOf, type EmittedEnvironment } from '../run/emitted';
import type { CheckResult, Context, Exception, Failure, Step } from '../run/step';
import { withOneNodeFewer } from '../scheduling/capacity';
import { rightlyWaiting, unexplained } from '../scheduling/contention';
import { declaredNodes, foreignNodes, misreported } from '../scheduling/declared-nodes';
import { scaleAll } from '../scheduling/keda';
import type { NodeGroup } from '../scheduling/node-group';
import { misplaced } from '../scheduling/placement';
import { isDone, podName, waitingFor, type Pod } from '../scheduling/pods';
import { danglingReferences } from '../scheduling/references';
import { unmatchedSelectors } from '../scheduling/selectors';
import { SimulatedCluster } from '../scheduling/simulated-cluster';
import { groupsMadeFor, StandInControllers } from '../scheduling/stand-ins/stand-in-controllers';
import { workloads } from '../scheduling/workloads';
import { KUBERNETES } from '../tools/go-tools';

/** Lets a real scheduler and real controllers run what was written, on nodes of the shape that the program declares. */
export class Scheduling implements Step {
  public readonly name = 'scheduling';
  public readonly suite = 'kubernetes';

  /** `references`: what is pointed at and comes from elsewhere. */
  public constructor(private readonly references: Baseline) {}

  public async run(context: Context): Promise<readonly CheckResult[]> {
    const { data } = await context.lanes.run(() => preparedData(context, KUBERNETES.newest));
    const results = await Promise.all(context.environments.map((environment) => context.lanes.run(() => this.schedule(context, environment, data))));
    return results.flat();
  }

  private async schedule(context: Context, environment: EmittedEnvironment, data: string): Promise<readonly CheckResult[]> {
    const groups = declaredNodes(environment);
    const made = groupsMadeFor(environment.objects.map(({ object }) => object));
    const begin = { data, groups: new Set([...groupsOf(environment.objects), ...made]) };
    const cluster = await SimulatedCluster.start(context, environment, begin, [...groups, ...foreignNodes(groups)]);
    try {
      return await new Trial(cluster, environment, groups, this.references).run();
    } finally {
      await leave(context, environment, cluster);
    }
  }
}

/** Ends a cluster, or says how to look at it. */
async function leave({ options, progress }: Context, { name }: EmittedEnvironment, { plane }: SimulatedCluster): Promise<void> {
  if (!options.keep) {
    await plane.stop();
    return;
  }
  progress.say(`keeps the cluster of ${name}: kubectl --kubeconfig ${plane.kubeconfig('operator')} get pods -A`);
}

interface Readiness {
  readonly pods: readonly Pod[];
  readonly result: CheckResult;
}

/** One environment on its cluster. */
class Trial {
  private readonly began = sinceStart();

  public constructor(
    private readonly cluster: SimulatedCluster,
    private readonly environment: EmittedEnvironment,
    private readonly groups: readonly NodeGroup[],
    private readonly references: Baseline,
  ) {}

  public async run(): Promise<readonly CheckResult[]> {
    const { operator, delivery } = this.cluster.plane;
    const approximations = await installRestrictedV2(operator, this.environment);
    const { rejections } = await applyInOrder(delivery, this.environment.objects);
    const standIns = new StandInControllers(operator, await ResourcePaths.of(operator), this.environment.objects.map(({ object }) => object));
    const ready = await this.readiness(standIns, rejections, 'fewest');
    const joints = await this.joints(ready.pods);
    const full = await this.readiness(standIns, [], 'most');
    const placed = this.result('pods are on nodes of their own zone and group', full.pods.length, await misplaced(operator, full.pods));
    const fewer = await this.oneNodeFewer(standIns);
    const exceptions = [...approximations, ...this.cluster.assumptions, ...this.shapes(), ...standIns.exceptions];
    return [
      { ...ready.result, exceptions, seconds: seconds(this.began) },
      { ...full.result, check: 'the most replicas fit too' },
      placed, ...joints, ...fewer,
      this.result('the report states the nodes that Terraform makes', this.environment.nodeGroups.length, misreported(this.environment)),
    ];
  }

  private async readiness(standIns: StandInControllers, rejections: readonly Failure[], replicas: 'fewest' | 'most'): Promise<Readiness> {
    const { operator } = this.cluster.plane;
    await standIns.round();
    await scaleAll(operator, this.environment.objects, replicas);
    const nothingWaits = async () => standIns.failures.length === 0 && (await workloads(operator)).waiting.length === 0;
    const { pods, settled } = await this.cluster.pods.atRest(() => standIns.round(), nothingWaits);
    const { ready, waiting } = await workloads(operator);
    const outranked = rightlyWaiting(this.groups, pods);
    const stuck = pods.filter((pod) => !isDone(pod) && !outranked.includes(pod)).map((pod) => ({ subject: podName(pod), message: waitingFor(pod) }));
    const restless = settled ? [] : [{ subject: this.environment.name, message: 'the pods did not come to rest in 90 s' }];
    const failures = [...rejections, ...standIns.failures, ...unexplained(waiting, outranked), ...stuck, ...restless];
    return { pods, result: this.result('everything becomes ready', ready.length + pods.length - stuck.length, failures) };
  }

  private async joints(pods: readonly Pod[]): Promise<readonly CheckResult[]> {
    const { operator } = this.cluster.plane;
    const { objects } = this.environment;
    const selectors = await unmatchedSelectors(operator, objects, pods);
    const { failures, exceptions } = this.references.judge(await danglingReferences(operator, await ResourcePaths.of(operator), objects));
    return [
      this.result('selectors select pods', objects.length - selectors.length, selectors),
      { ...this.result('references meet objects', objects.length - failures.length, failures), exceptions },
    ];
  }

  private async oneNodeFewer(standIns: StandInControllers): Promise<readonly CheckResult[]> {
    const gpuGroups = this.groups.filter(({ gpus = 0 }) => gpus > 0);
    if (gpuGroups.length === 0) {
      return [];
    }
    const { counted, failures } = await withOneNodeFewer(this.cluster, gpuGroups, () => standIns.restoringRound());
    return [this.result('a GPU node fewer leaves as many waiting as predicted', counted, failures)];
  }

  private shapes(): readonly Exception[] {
    const assumed = this.groups.filter(({ source }) => source.includes('assumed'));
    return assumed.map(({ name, source }) => ({ kind: 'assumption', subject: `nodes '${name}' of ${this.environment.name}`, reason: source }));
  }

  private result(check: string, passed: number, failures: readonly Failure[]): CheckResult {
    return { environment: this.environment.name, check, passed, failures, seconds: 0 };
  }
}
