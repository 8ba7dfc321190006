import { Lazy } from 'cdk8s';
import type { Container, ContainerPort, PodSpec, PodTemplate, Resources, Volume, VolumeMount } from '../api/pod';
import { gpuRuntime, type Conventions } from '../conventions';
import { addedGib, additionsOf } from './engine-additions';
import { engineEnvironment, HOME } from './engine-arguments';
import { SHARED_MEMORY_PATH } from './engine-command';
import { engineProbes, gracePeriodSeconds, PRE_STOP_SECONDS } from './engine-lifecycle';
import { meeting, openPorts } from './engine-placement';
import { balancingOf, ENGINE_PORT, enginePorts, isProxied, supervisorPort } from './engine-ports';
import { engineProgram } from './engine-program';
import { replicaSelector, roleLabels, workerLabels } from '../labels';
import type { Part } from './parallelism-arguments';
import { placed } from '../placed';
import { routingSidecar, sidecarVolume } from './routing-sidecar';
import { weightsMounts, weightsVolumes } from './weights';
import { MEMORY_GIB_A_GPU } from '../../../target/engine-share';
import type { RoleRequest } from '../../../target/inference-request';
import { kvEventsContainerPorts } from '../endpoint-picker/kv-events';

/** Share of a node that one GPU brings along, after what the node keeps for itself: fits 4 vCPU and 16 GiB, the smallest that are sold with a GPU. */
const CPUS_A_GPU = 2;
/** Memory that the processes of one replica share, a GPU. */
export const SHARED_MEMORY_GIB_A_GPU = 4;

/** The pod that serves a model, or one that serves a part of the layers to it. */
export function enginePod(need: RoleRequest, conventions: Conventions, part: Part = 'whole'): PodTemplate {
  const own = part === 'worker' ? workerLabels(need) : roleLabels(need);
  const labels = need.podsPerReplica > 1 || need.jointRollout ? { ...own, ...replicaSelector(need) } : own;
  return { metadata: { labels }, spec: readLate(need, () => engineSpec(need, conventions, part)) };
}

/** The container of that pod. */
export function engineContainer(need: RoleRequest, part: Part = 'whole'): Container {
  return {
    ...engineProgram(need, part),
    env: engineEnvironment(need),
    ...(part === 'whole' && { ports: containerPorts(need) }),
    resources: engineResources(need),
    ...(part === 'whole' && engineProbes(need, probedAt(need))),
    lifecycle: { preStop: { sleep: { seconds: PRE_STOP_SECONDS } } },
    securityContext: { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: ['ALL'] } },
    volumeMounts: engineMounts(need),
  };
}

/** Ports that requests arrive at, one an engine, and that the picker hears of its cache by. */
function containerPorts(need: RoleRequest): readonly ContainerPort[] {
  const engines = enginePorts(need).map((containerPort, rank) => ({ name: portName(rank), containerPort, protocol: 'TCP' as const }));
  return [...engines, ...kvEventsContainerPorts(need)];
}

/** Name of the port of one engine of a pod. */
export function portName(rank: number): string {
  return rank === 0 ? 'http' : `http-${rank}`;
}

/** Engines with a port each are watched over by one process, which tells of all of them. */
function probedAt(need: RoleRequest) {
  if (need.engine?.kind === 'custom') {
    return { port: ENGINE_PORT, health: need.engine.healthPath, ready: need.engine.healthPath };
  }
  return balancingOf(need) === 'picker'
    ? { port: supervisorPort(need), health: '/health', ready: '/readyz' }
    : { port: enginePorts(need)[0]!, health: '/health', ready: '/v1/models' };
}

/** What a replica asks of its node. No limit on memory: the node is the pool's own, and the page cache of loading is charged to the pod. */
export function engineResources(need: RoleRequest): Resources {
  const gpus = need.gpusPerPod;
  const devices = { [need.accelerator.resourceName]: String(gpus), ...(need.fabric && { [need.fabric.resourceName]: String(need.fabric.perPod) }) };
  return { requests: { cpu: String(CPUS_A_GPU * gpus), memory: `${MEMORY_GIB_A_GPU * gpus + addedGib(need, 'memoryGib')}Gi`, ...devices }, limits: devices };
}

/** Everything that the engine writes to, and the models where they lie on a volume. */
export function engineVolumes(need: RoleRequest): readonly Volume[] {
  const shared = `${SHARED_MEMORY_GIB_A_GPU * need.gpusPerPod + addedGib(need, 'sharedMemoryGib')}Gi`;
  const scratch: readonly Volume[] = [
    { name: 'shared-memory', emptyDir: { medium: 'Memory', sizeLimit: shared } },
    { name: 'home', emptyDir: { sizeLimit: '16Gi' } },
    { name: 'tmp', emptyDir: { sizeLimit: '8Gi' } },
  ];
  return [...scratch, ...weightsVolumes(need), ...additionsOf(need).flatMap(({ volumes = [] }) => volumes)];
}

/** Where the container finds those volumes. */
export function engineMounts(need: RoleRequest): readonly VolumeMount[] {
  const scratch: readonly VolumeMount[] = [
    { name: 'shared-memory', mountPath: SHARED_MEMORY_PATH },
    { name: 'home', mountPath: HOME },
    { name: 'tmp', mountPath: '/tmp' },
  ];
  return [...scratch, ...weightsMounts(need), ...additionsOf(need).flatMap(({ mounts = [] }) => mounts)];
}

/** Adapters are added when the pool is made already: what depends on them is read last. */
function readLate(need: RoleRequest, spec: () => PodSpec): PodSpec {
  return need.lora === undefined ? spec() : Lazy.any({ produce: spec }) as PodSpec;
}

function engineSpec(need: RoleRequest, conventions: Conventions, part: Part): PodSpec {
  const added = additionsOf(need).flatMap((addition) => addition.initContainers ?? []);
  const initContainers = [...added, ...(isProxied(need) ? [routingSidecar(need)] : [])];
  return {
    serviceAccountName: need.serviceAccountName,
    automountServiceAccountToken: false,
    // A Service named `vllm` would set VLLM_PORT, which the engine takes for its own.
    enableServiceLinks: false,
    terminationGracePeriodSeconds: gracePeriodSeconds(need),
    ...ranked(need),
    securityContext: { runAsNonRoot: true, ...conventions.engineIdentity, seccompProfile: { type: 'RuntimeDefault' }, ...openPorts(need) },
    ...gpuRuntime(conventions),
    ...placed(need.placement),
    ...meeting(need),
    ...(initContainers.length > 0 && { initContainers }),
    containers: [engineContainer(need, part)],
    volumes: [...engineVolumes(need), ...(isProxied(need) ? [sidecarVolume()] : [])],
  };
}

/** The class of its pool's priority. */
export function ranked({ objective }: Pick<RoleRequest, 'objective'>): Pick<PodSpec, 'priorityClassName'> {
  return objective?.priorityClassName === undefined ? {} : { priorityClassName: objective.priorityClassName };
}
