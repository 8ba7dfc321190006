import { join } from 'node:path';
import { nodesOf, type NodeGroup } from './node-group';
import { PodWatch } from './pod-watch';
import { ControlPlane, type Beginning } from '../kubernetes/control-plane';
import { freePort } from '../processes/free-port';
import type { EmittedEnvironment, EmittedObject } from '../run/emitted';
import type { Context, Exception } from '../run/step';
import { KUBERNETES } from '../tools/go-tools';

/** A control plane with a real scheduler and real controllers, whose nodes are simulated. */
export class SimulatedCluster {
  /** Starts it, with nodes of the groups. */
  public static async start(
    context: Context, environment: EmittedEnvironment, begin: Beginning, groups: readonly NodeGroup[],
  ): Promise<SimulatedCluster> {
    const plane = await ControlPlane.start(context, { name: `schedule-${environment.name}`, version: KUBERNETES.newest, begin });
    try {
      for (const node of groups.flatMap((group) => nodesOf(group))) {
        await plane.operator.create('/api/v1/nodes', node);
      }
      await startControllers(context, plane);
      return new SimulatedCluster(plane, await assume(plane, environment));
    } catch (error) {
      await plane.stop();
      throw error;
    }
  }

  public readonly pods: PodWatch;

  /** `assumptions`: what the cluster is assumed to have although nobody writes it. */
  private constructor(public readonly plane: ControlPlane, public readonly assumptions: readonly Exception[]) {
    this.pods = new PodWatch(plane.operator);
  }
}

/** How often a quota is counted anew. What ends just as it is counted stays counted until then, by default for five minutes. */
const QUOTA_PERIOD = '5s';

async function startControllers({ tools }: Context, plane: ControlPlane): Promise<void> {
  const kubeconfig = plane.kubeconfig('operator');
  const [manager, scheduler, kwok] = await Promise.all(['kube-controller-manager', 'kube-scheduler', 'kwok'].map((name) => tools.go(name)));
  plane.run('kube-controller-manager', manager!.path, [
    '--kubeconfig', kubeconfig, '--leader-elect=false', '--secure-port=0', '--profiling=false',
    '--service-account-private-key-file', plane.credentials.privateKey, '--kube-api-qps=500', '--kube-api-burst=1000',
    `--resource-quota-sync-period=${QUOTA_PERIOD}`,
  ]);
  plane.run('kube-scheduler', scheduler!.path, ['--kubeconfig', kubeconfig, '--leader-elect=false', '--secure-port=0', '--profiling=false', '--kube-api-qps=500', '--kube-api-burst=1000']);
  plane.run('kwok', kwok!.path, [
    '--kubeconfig', kubeconfig, '--manage-all-nodes=true', '--config', join(__dirname, 'kwok-stages.yaml'),
    '--server-address', `127.0.0.1:${await freePort()}`, '--node-ip', '127.0.0.1',
  ]);
}

/** Makes the classes that manifests name and a cluster has from elsewhere. */
async function assume(plane: ControlPlane, { objects }: EmittedEnvironment): Promise<readonly Exception[]> {
  const storage = missing(objects, 'StorageClass', 'storageClassName');
  const runtime = missing(objects, 'RuntimeClass', 'runtimeClassName');
  for (const name of storage) {
    await plane.operator.create('/apis/storage.k8s.io/v1/storageclasses', { metadata: { name }, provisioner: 'conformance.example', volumeBindingMode: 'WaitForFirstConsumer' });
  }
  for (const name of runtime) {
    await plane.operator.create('/apis/node.k8s.io/v1/runtimeclasses', { metadata: { name }, handler: name });
  }
  return [
    ...storage.map((name) => assumption(`StorageClass ${name}`, 'the program says that the cluster has it; one is made that binds when a pod comes')),
    ...runtime.map((name) => assumption(`RuntimeClass ${name}`, 'the distribution makes it where it finds the runtime; one of the same name is made')),
  ];
}

function missing(objects: readonly EmittedObject[], kind: string, field: string): readonly string[] {
  const made = new Set(objects.filter(({ object }) => object.kind === kind).map(({ object }) => object.metadata.name));
  const named = new Set(objects.flatMap(({ object }) => valuesOf(object, field)));
  return [...named].filter((name) => !made.has(name)).sort();
}

function valuesOf(value: unknown, field: string): readonly string[] {
  if (typeof value !== 'object' || value === null) {
    return [];
  }
  return Object.entries(value).flatMap(([key, item]) => (key === field && typeof item === 'string' && item !== '' ? [item] : valuesOf(item, field)));
}

function assumption(subject: string, reason: string): Exception {
  return { kind: 'assumption', subject, reason };
}
