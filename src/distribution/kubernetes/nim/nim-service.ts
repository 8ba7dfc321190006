import type { Construct } from 'constructs';
import { imageParts, nimFiles } from './nim-files';
import type { NimEngineRequest } from '../../../target/engine-request';
import { mirrored } from '../../../target/images';
import type { RoleRequest } from '../../../target/inference-request';
import { PodMonitor } from '../../crds/monitoring';
import { NimService, type NimServiceSpec } from '../../crds/nim';
import { gpuRuntime, type Conventions } from '../conventions';
import { startupSeconds } from '../engine/engine-lifecycle';
import { engineResources, SHARED_MEMORY_GIB_A_GPU } from '../engine/engine-pod';
import { ENGINE_PORT } from '../engine/engine-ports';
import { variables } from '../engine/environment';
import { roleLabels, selectorLabels, workloadLabels } from '../labels';
import { placed } from '../placed';

/** Name that the operator gives the port of the API. */
const PORT_NAME = 'api';

const PROBE_SECONDS = 10;

/** The replicas of a NIM: the operator makes their Deployment, Service and identity, all of the pool's name. */
export function nimService(scope: Construct, need: RoleRequest, nim: NimEngineRequest, conventions: Conventions): NimService {
  return new NimService(scope, 'Resource', {
    metadata: { name: need.name, namespace: need.namespace, labels: roleLabels(need) },
    spec: {
      image: image(need, nim),
      replicas: need.minReplicas,
      labels: selectorLabels(need.name, 'engine'),
      env: variables({
        NIM_SERVED_MODEL_NAME: need.model.name,
        NIM_MAX_MODEL_LEN: String(need.serving.maxModelLen),
        ...(nim.profile !== undefined && { NIM_MODEL_PROFILE: nim.profile }),
      }),
      storage: { ...storage(need, nim), sharedMemorySizeLimit: `${SHARED_MEMORY_GIB_A_GPU * need.gpusPerPod}Gi` },
      resources: engineResources(need),
      ...placed(need.placement),
      ...gpuRuntime(conventions),
      expose: { service: { type: 'ClusterIP', port: ENGINE_PORT } },
      startupProbe: startup(need),
    },
  });
}

/** Scrapes a NIM, which has its metrics elsewhere than the engine that it may run. */
export function nimMetrics(scope: Construct, need: RoleRequest, conventions: Conventions): PodMonitor {
  return new PodMonitor(scope, 'Metrics', {
    metadata: { name: need.name, namespace: need.namespace, labels: { ...workloadLabels(need.name, 'engine'), ...conventions.podMonitorLabels } },
    spec: { selector: { matchLabels: selectorLabels(need.name, 'engine') }, podMetricsEndpoints: [{ port: PORT_NAME, path: '/v1/metrics', interval: '15s' }] },
  });
}

function image({ cluster }: RoleRequest, nim: NimEngineRequest): NimServiceSpec['image'] {
  const { repository, tag } = imageParts(mirrored(cluster.registry, nim.image));
  return { repository, tag, pullPolicy: 'IfNotPresent', ...(nim.pullSecret !== undefined && { pullSecrets: [nim.pullSecret] }) };
}

/** The cache of the pool, or the folder of the zone's volume that whoever fills it put the files in. */
function storage(need: RoleRequest, nim: NimEngineRequest): NimServiceSpec['storage'] {
  const files = nimFiles(need, nim);
  return files.kind === 'volume'
    ? { pvc: { name: files.store.claimName, subPath: files.folder }, readOnly: true }
    : { nimCache: { name: need.name, ...(nim.profile !== undefined && { profile: nim.profile }) } };
}

function startup(need: RoleRequest): NimServiceSpec['startupProbe'] {
  const failureThreshold = startupSeconds(need) / PROBE_SECONDS;
  const probe = { httpGet: { path: '/v1/health/ready', port: ENGINE_PORT }, periodSeconds: PROBE_SECONDS, timeoutSeconds: 5, failureThreshold };
  return { enabled: true, probe };
}
