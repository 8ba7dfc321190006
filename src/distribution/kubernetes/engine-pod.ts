import type { Container, ContainerPort, PodSpec, PodTemplate, Resources, Volume, VolumeMount } from './api/pod';
import { gpuRuntime, type Conventions } from './conventions';
import { kvEventsContainerPorts } from './endpoint-picker/kv-events';
import { engineArguments, engineEnvironment, HOME, MODELS_MOUNT } from './engine-arguments';
import { engineProbes, gracePeriodSeconds, PRE_STOP_SECONDS } from './engine-lifecycle';
import { meeting, openPorts } from './engine-placement';
import { balancingOf, enginePorts, isProxied, supervisorPort } from './engine-ports';
import { replicaSelector, roleLabels, workerLabels } from './labels';
import { engineCommand, type Part } from './parallelism-arguments';
import { placed } from './placed';
import { routingSidecar, sidecarVolume } from './routing-sidecar';
import { Image } from '../../catalog/images';
import { mirrored } from '../../target/images';
import type { RoleRequest } from '../../target/inference-request';

/** Share of a node that one GPU brings along, after what the node keeps for itself: fits 4 vCPU and 16 GiB, the smallest that are sold with a GPU. */
const CPUS_A_GPU = 2;
const MEMORY_GIB_A_GPU = 10;
/** Memory that the processes of one replica share, a GPU. */
export const SHARED_MEMORY_GIB_A_GPU = 4;

/** The pod that serves a model, or one that serves a part of the layers to it. */
export function enginePod(need: RoleRequest, conventions: Conventions, part: Part = 'whole'): PodTemplate {
  const own = part === 'worker' ? workerLabels(need) : roleLabels(need);
  const labels = need.podsPerReplica > 1 || need.jointRollout ? { ...own, ...replicaSelector(need) } : own;
  return { metadata: { labels }, spec: engineSpec(need, conventions, part) };
}

/** The container of that pod. */
export function engineContainer(need: RoleRequest, part: Part = 'whole'): Container {
  return {
    name: 'vllm',
    image: mirrored(need.cluster.registry, Image.VLLM.reference),
    command: engineCommand(need),
    args: engineArguments(need, part),
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
  return balancingOf(need) === 'picker'
    ? { port: supervisorPort(need), health: '/health', ready: '/readyz' }
    : { port: enginePorts(need)[0]!, health: '/health', ready: '/v1/models' };
}

/** What a replica asks of its node. No limit on memory: the node is the pool's own, and the page cache of loading is charged to the pod. */
export function engineResources(need: RoleRequest): Resources {
  const gpus = need.gpusPerPod;
  const devices = { [need.accelerator.resourceName]: String(gpus), ...(need.fabric && { [need.fabric.resourceName]: String(need.fabric.perPod) }) };
  return { requests: { cpu: String(CPUS_A_GPU * gpus), memory: `${MEMORY_GIB_A_GPU * gpus}Gi`, ...devices }, limits: devices };
}

/** Everything that the engine writes to, and the models where they lie on a volume. */
export function engineVolumes(need: RoleRequest): readonly Volume[] {
  const shared = `${SHARED_MEMORY_GIB_A_GPU * need.gpusPerPod}Gi`;
  const scratch: readonly Volume[] = [
    { name: 'shared-memory', emptyDir: { medium: 'Memory', sizeLimit: shared } },
    { name: 'home', emptyDir: { sizeLimit: '16Gi' } },
    { name: 'tmp', emptyDir: { sizeLimit: '8Gi' } },
  ];
  const { modelStore } = need;
  return modelStore.kind === 'volume'
    ? [...scratch, { name: 'models', persistentVolumeClaim: { claimName: modelStore.claimName, readOnly: true } }]
    : scratch;
}

/** Where the container finds those volumes. */
export function engineMounts(need: RoleRequest): readonly VolumeMount[] {
  const scratch: readonly VolumeMount[] = [
    { name: 'shared-memory', mountPath: '/dev/shm' },
    { name: 'home', mountPath: HOME },
    { name: 'tmp', mountPath: '/tmp' },
  ];
  return need.modelStore.kind === 'volume' ? [...scratch, { name: 'models', mountPath: MODELS_MOUNT, readOnly: true }] : scratch;
}

function engineSpec(need: RoleRequest, conventions: Conventions, part: Part): PodSpec {
  return {
    serviceAccountName: need.serviceAccountName,
    automountServiceAccountToken: false,
    // A Service named `vllm` would set VLLM_PORT, which the engine takes for its own.
    enableServiceLinks: false,
    terminationGracePeriodSeconds: gracePeriodSeconds(need),
    securityContext: { runAsNonRoot: true, ...conventions.engineIdentity, seccompProfile: { type: 'RuntimeDefault' }, ...openPorts(need) },
    ...gpuRuntime(conventions),
    ...placed(need.placement),
    ...meeting(need),
    ...(isProxied(need) && { initContainers: [routingSidecar(need)] }),
    containers: [engineContainer(need, part)],
    volumes: [...engineVolumes(need), ...(isProxied(need) ? [sidecarVolume()] : [])],
  };
}
