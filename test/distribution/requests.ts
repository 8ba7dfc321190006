import { Accelerator } from '../../src/catalog/accelerators';
import { Jurisdiction } from '../../src/catalog/jurisdictions';
import { Model } from '../../src/catalog/models';
import type { InferenceGatewayBinding } from '../../src/target/gateway-request';
import { rolesOf, type EngineRole, type InferenceRequest, type Parallelism, type RoleRequest, type ServingParameters } from '../../src/target/inference-request';
import { GPU_TAINT, NODE_GROUP_LABEL } from '../../src/target/labels';
import type * as request from '../../src/target/requests';
import type { RoutingRequest } from '../../src/target/routing-request';
import type { ObjectModelStore, VolumeModelStore, ZoneStorage } from '../../src/target/storage';

/** A cluster without a way out, whose images come from its own registry. */
export function aCluster(facts: Partial<request.ClusterFacts> = {}): request.ClusterFacts {
  return {
    kubernetesVersion: '1.34',
    internetEgress: false,
    registry: { mirror: 'registry.bank.example/mirror' },
    apiServer: { cidr: '10.0.0.0/20', ports: [443], reason: 'the API server' },
    ...facts,
  };
}

/** A bucket that pods read with their own identity. */
export function aBucket(facts: Partial<ObjectModelStore> = {}): ObjectModelStore {
  const egress = [{ cidr: '10.1.0.0/16', ports: [443], reason: 'the bucket' }];
  return { kind: 'object-store', uri: 's3://bank-models', region: 'eu-central-1', egress, ...facts };
}

/** A volume that several nodes can read. */
export function aVolume(facts: Partial<VolumeModelStore> = {}): VolumeModelStore {
  return { kind: 'volume', claimName: 'models', storageClassName: 'cephfs', accessMode: 'ReadWriteMany', sizeGib: 300, ...facts };
}

export function aStorage(facts: Partial<ZoneStorage> = {}): ZoneStorage {
  return { className: 'ceph-rbd', accessMode: 'ReadWriteMany', ...facts };
}

export function aZone(facts: Partial<request.ZoneRequest> = {}): request.ZoneRequest {
  return {
    name: 'zone', namespace: 'zone', cluster: aCluster(), jurisdiction: Jurisdiction.EUROPEAN_UNION, storage: aStorage(), modelStore: aBucket(),
    gpuQuota: () => 24, virtualMachines: () => false, inferencePools: () => true, ...facts,
  };
}

/** A group of GPU nodes that come with their driver. */
export function aNodeGroup(facts: Partial<request.GpuSoftwareRequest> = {}): request.GpuSoftwareRequest {
  return { name: 'gpus', namespace: 'zone', cluster: aCluster(), accelerator: Accelerator.H100_80GB, placement: onGpus, driverPreinstalled: true, ...facts };
}

export function aGateway(facts: Partial<request.InferenceGatewayRequest> = {}): request.InferenceGatewayRequest {
  return { name: 'inference', namespace: 'zone', cluster: aCluster(), modelStore: aBucket(), ...facts };
}

/** A pool of two replicas with four GPUs each, behind the zone's entrance. */
export function aPool(facts: PoolFacts = {}): InferenceRequest {
  const {
    role, roleName, serving, parallelism, podsPerReplica, gpusPerPod, accelerator, placement, minReplicas, maxReplicas, scaling, tensorParallelSize,
    surgeReplicas, kvTokensPerGib, ...pool
  } = facts;
  const own = {
    role, roleName, serving, parallelism, podsPerReplica, gpusPerPod, accelerator, placement, minReplicas, maxReplicas, surgeReplicas, scaling,
    kvTokensPerGib,
  };
  const given = Object.fromEntries(Object.entries(own).filter(([, value]) => value !== undefined)) as Partial<EngineRole>;
  return {
    name: 'chat', namespace: 'zone', cluster: aCluster(), model: Model.LLAMA_3_3_70B_INSTRUCT, modelStore: aBucket(),
    serviceAccountName: 'chat', gateway: anEntrance, drainSeconds: 300, roles: [anEngineRole(tensorParallelSize, { roleName: facts.name ?? 'chat', ...given })], ...pool,
  };
}

/** What a pool of one role may be given, beside how many GPUs share its layers. */
export type PoolFacts = Partial<InferenceRequest & EngineRole> & { readonly tensorParallelSize?: number };

/** A picker that holds requests back. */
export const holdingRequests: RoutingRequest = {
  prefixCache: { kind: 'approximate', hashSeed: '42' },
  shares: () => [],
  requestSeconds: 3600,
  flowControl: {
    bands: [], otherBands: { maxRequests: 1000, maxBytes: 2 ** 28 }, maxBytes: 2 ** 30, defaultRequestTtlSeconds: 3600,
    saturation: { by: 'utilization', queueDepth: 5, kvCacheUtilization: 0.8, headroom: 0.2 },
  },
};

/** That pool's one role, with what the pool says. */
export function aRole(facts: PoolFacts = {}): RoleRequest {
  return rolesOf(aPool(facts))[0]!;
}

/** Replicas that prefill and decode, each in one pod. */
export function anEngineRole(tensorParallelSize = 4, facts: Partial<EngineRole> = {}): EngineRole {
  return {
    role: 'prefill-decode', roleName: 'chat', serving: aServing(), parallelism: aParallelism({ tensorParallelSize }), podsPerReplica: 1,
    gpusPerPod: tensorParallelSize,
    accelerator: Accelerator.H100_80GB, placement: onGpus, minReplicas: 2, maxReplicas: 6, ...facts,
  };
}

export function aParallelism(facts: Partial<Parallelism> = {}): Parallelism {
  return {
    tensorParallelSize: 1, pipelineParallelSize: 1, dataParallelSize: 1, dataParallelSizeLocal: 1, decodeContextParallelSize: 1,
    enableExpertParallel: false, ...facts,
  };
}

export function aServing(facts: Partial<ServingParameters> = {}): ServingParameters {
  return {
    maxModelLen: 32768, maxNumBatchedTokens: 8192, maxNumSeqs: 256, gpuMemoryUtilization: 0.9, kvCacheDtype: 'auto', ...facts,
  };
}

/** A machine whose disk is filled from an image in the registry. */
export function aMachine(facts: Partial<request.VirtualMachineRequest> = {}): request.VirtualMachineRequest {
  return {
    name: 'ledger', namespace: 'zone', cluster: aCluster(), image: { kind: 'registry', reference: 'registry.bank.example/ledger:rhel7' },
    cpus: 4, memoryGib: 16, diskGib: 200, ports: [8443], storage: aStorage(), placement: { nodeSelector: { 'kubevirt.io/schedulable': 'true' }, tolerations: [] }, ...facts,
  };
}

export const onGpus = {
  nodeSelector: { [NODE_GROUP_LABEL]: 'zone-gpus' },
  tolerations: [{ key: GPU_TAINT.key, operator: 'Equal', value: GPU_TAINT.value, effect: GPU_TAINT.effect }],
} as const;

const proxy = { namespace: 'zone', podLabels: { 'gateway.networking.k8s.io/gateway-name': 'inference' } };

export const anEntrance: Required<InferenceGatewayBinding> = {
  parent: { name: 'inference', namespace: 'zone', sectionName: 'https' },
  proxy,
  endpoint: { ...proxy, port: 443, url: 'https://inference-istio.zone.svc.cluster.local' },
};
