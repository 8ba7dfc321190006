import type { Container, PodSpec, PodTemplate, Resources, Volume, VolumeMount } from './api/pod';
import { gpuRuntime, type Conventions } from './conventions';
import { engineArguments, engineEnvironment, ENGINE_PORT, HOME, MODELS_MOUNT } from './engine-arguments';
import { engineProbes, gracePeriodSeconds, PRE_STOP_SECONDS } from './engine-lifecycle';
import { roleLabels, roleSelector } from './labels';
import { placed } from './placed';
import { Image } from '../../catalog/images';
import { mirrored } from '../../target/images';
import type { RoleRequest } from '../../target/inference-request';

/** Share of a node that one GPU brings along, after what the node keeps for itself: fits 4 vCPU and 16 GiB, the smallest that are sold with a GPU. */
const CPUS_A_GPU = 2;
const MEMORY_GIB_A_GPU = 10;
/** Memory that the processes of one replica share, a GPU. */
export const SHARED_MEMORY_GIB_A_GPU = 4;

/** The pod that serves a model. */
export function enginePod(need: RoleRequest, conventions: Conventions): PodTemplate {
  return { metadata: { labels: roleLabels(need) }, spec: engineSpec(need, conventions) };
}

/** The container of that pod. */
export function engineContainer(need: RoleRequest): Container {
  return {
    name: 'vllm',
    image: mirrored(need.cluster.registry, Image.VLLM.reference),
    command: ['vllm', 'serve'],
    args: engineArguments(need),
    env: engineEnvironment(need),
    ports: [{ name: 'http', containerPort: ENGINE_PORT, protocol: 'TCP' }],
    resources: engineResources(need),
    ...engineProbes(need),
    lifecycle: { preStop: { sleep: { seconds: PRE_STOP_SECONDS } } },
    securityContext: { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: ['ALL'] } },
    volumeMounts: engineMounts(need),
  };
}

/** What a replica asks of its node. No limit on memory: the node is the pool's own, and the page cache of loading is charged to the pod. */
export function engineResources(need: RoleRequest): Resources {
  const gpus = need.gpusPerPod;
  const devices = { [need.accelerator.resourceName]: String(gpus) };
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

function engineSpec(need: RoleRequest, conventions: Conventions): PodSpec {
  return {
    serviceAccountName: need.serviceAccountName,
    automountServiceAccountToken: false,
    // A Service named `vllm` would set VLLM_PORT, which the engine takes for its own.
    enableServiceLinks: false,
    terminationGracePeriodSeconds: gracePeriodSeconds(need),
    ...ranked(need),
    securityContext: { runAsNonRoot: true, ...conventions.engineIdentity, seccompProfile: { type: 'RuntimeDefault' } },
    ...gpuRuntime(conventions),
    ...placed(need.placement),
    ...spread(need),
    containers: [engineContainer(need)],
    volumes: engineVolumes(need),
  };
}

/** The class of its pool's priority. */
export function ranked({ objective }: Pick<RoleRequest, 'objective'>): Pick<PodSpec, 'priorityClassName'> {
  return objective?.priorityClassName === undefined ? {} : { priorityClassName: objective.priorityClassName };
}

/** Replicas prefer different zones and nodes; a pool of one has nothing to spread. */
function spread(need: RoleRequest): Pick<PodSpec, 'topologySpreadConstraints'> {
  const labelSelector = { matchLabels: roleSelector(need) };
  const over = (topologyKey: string) => ({ maxSkew: 1, topologyKey, whenUnsatisfiable: 'ScheduleAnyway' as const, labelSelector });
  return need.maxReplicas > 1 ? { topologySpreadConstraints: [over('topology.kubernetes.io/zone'), over('kubernetes.io/hostname')] } : {};
}
