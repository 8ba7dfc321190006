import { Lazy } from 'cdk8s';
import type { Container, PodSpec, PodTemplate, Resources, Volume, VolumeMount } from './api/pod';
import { gpuRuntime, type Conventions } from './conventions';
import { addedGib, additionsOf } from './engine-additions';
import { engineEnvironment, ENGINE_PORT, HOME } from './engine-arguments';
import { gracePeriodSeconds, PRE_STOP_SECONDS } from './engine-lifecycle';
import { engineProgram } from './engine-program';
import { roleLabels, roleSelector } from './labels';
import { placed } from './placed';
import { weightsMounts, weightsVolumes } from './weights';
import { MEMORY_GIB_A_GPU } from '../../target/engine-share';
import type { RoleRequest } from '../../target/inference-request';

/** Share of a node that one GPU brings along, after what the node keeps for itself: fits 4 vCPU and 16 GiB, the smallest that are sold with a GPU. */
const CPUS_A_GPU = 2;
/** Memory that the processes of one replica share, a GPU. */
export const SHARED_MEMORY_GIB_A_GPU = 4;

/** The pod that serves a model. */
export function enginePod(need: RoleRequest, conventions: Conventions): PodTemplate {
  return { metadata: { labels: roleLabels(need) }, spec: readLate(need, () => engineSpec(need, conventions)) };
}

/** The container of that pod. */
export function engineContainer(need: RoleRequest): Container {
  return {
    ...engineProgram(need),
    env: engineEnvironment(need),
    ports: [{ name: 'http', containerPort: ENGINE_PORT, protocol: 'TCP' }],
    resources: engineResources(need),
    lifecycle: { preStop: { sleep: { seconds: PRE_STOP_SECONDS } } },
    securityContext: { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: ['ALL'] } },
    volumeMounts: engineMounts(need),
  };
}

/** What a replica asks of its node. No limit on memory: the node is the pool's own, and the page cache of loading is charged to the pod. */
export function engineResources(need: RoleRequest): Resources {
  const gpus = need.gpusPerPod;
  const devices = { [need.accelerator.resourceName]: String(gpus) };
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
    { name: 'shared-memory', mountPath: '/dev/shm' },
    { name: 'home', mountPath: HOME },
    { name: 'tmp', mountPath: '/tmp' },
  ];
  return [...scratch, ...weightsMounts(need), ...additionsOf(need).flatMap(({ mounts = [] }) => mounts)];
}

/** Adapters are added when the pool is made already: what depends on them is read last. */
function readLate(need: RoleRequest, spec: () => PodSpec): PodSpec {
  return need.lora === undefined ? spec() : Lazy.any({ produce: spec }) as PodSpec;
}

function engineSpec(need: RoleRequest, conventions: Conventions): PodSpec {
  const initContainers = additionsOf(need).flatMap((addition) => addition.initContainers ?? []);
  return {
    serviceAccountName: need.serviceAccountName,
    automountServiceAccountToken: false,
    // A Service named `vllm` would set VLLM_PORT, which the engine takes for its own.
    enableServiceLinks: false,
    terminationGracePeriodSeconds: gracePeriodSeconds(need),
    securityContext: { runAsNonRoot: true, ...conventions.engineIdentity, seccompProfile: { type: 'RuntimeDefault' } },
    ...gpuRuntime(conventions),
    ...placed(need.placement),
    ...spread(need),
    ...(initContainers.length > 0 && { initContainers }),
    containers: [engineContainer(need)],
    volumes: engineVolumes(need),
  };
}

/** Replicas prefer different zones and nodes; a pool of one has nothing to spread. */
function spread(need: RoleRequest): Pick<PodSpec, 'topologySpreadConstraints'> {
  const labelSelector = { matchLabels: roleSelector(need) };
  const over = (topologyKey: string) => ({ maxSkew: 1, topologyKey, whenUnsatisfiable: 'ScheduleAnyway' as const, labelSelector });
  return need.maxReplicas > 1 ? { topologySpreadConstraints: [over('topology.kubernetes.io/zone'), over('kubernetes.io/hostname')] } : {};
}
