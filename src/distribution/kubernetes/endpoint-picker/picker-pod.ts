import { createHash } from 'crypto';
import { PICKER_HEALTH_PORT, PICKER_METRICS_PORT, PICKER_PORT, pickerName, pickersOf } from './picker-name';
import { predictorContainers, predictorEnvironment, predictorVolumes } from './predicted-latency';
import { Image } from '../../../catalog/images';
import { mirrored } from '../../../target/images';
import type { InferenceRequest } from '../../../target/inference-request';
import { zoneAffinity } from '../../../target/zone-affinity';
import { GIB } from '../../../units/gib';
import { INFERENCE_POOL_GROUP } from '../../crds/inference';
import type { Container, PodTemplate } from '../api/pod';
import type { Conventions } from '../conventions';
import { gracePeriodSeconds } from '../engine/engine-lifecycle';
import { workloadLabels } from '../labels';

const CONFIG_MOUNT = '/config';
/** Key of the ConfigMap that holds the configuration. */
export const CONFIG_FILE = 'endpoint-picker.yaml';

/** Memory of a picker that holds no waiting requests, GiB: what it asks for, and its limit. */
const MEMORY_GIB = { request: 2, limit: 4 };

/** User of the picker's image. */
const PICKER_USER = 65532;

/** Bytes of the requests that wait at their most. */
export function queuedBytes({ routing }: InferenceRequest): number {
  return routing?.flowControl?.maxBytes ?? 0;
}

/** What waits is held in memory, on top of what choosing takes. */
export function memoryGib(need: InferenceRequest): typeof MEMORY_GIB {
  const queued = Math.ceil(queuedBytes(need) / GIB);
  return { request: MEMORY_GIB.request + queued, limit: MEMORY_GIB.limit + queued };
}

/** Pod of a picker; `config` is its configuration, a change of which makes new pods. */
export function pickerPod(need: InferenceRequest, config: string, conventions: Conventions): PodTemplate {
  const checksum = createHash('sha256').update(config).digest('hex');
  const predicts = need.routing?.predictedLatency === true;
  return {
    metadata: { labels: workloadLabels(need.name, 'endpoint-picker'), annotations: { 'checksum/config': checksum } },
    spec: {
      serviceAccountName: pickerName(need),
      automountServiceAccountToken: true,
      enableServiceLinks: false,
      // A stream lives as long as its request, so the picker stays as long as any replica may.
      terminationGracePeriodSeconds: gracePeriodSeconds(need),
      affinity: zoneAffinity(need.namespace),
      securityContext: { runAsNonRoot: true, ...(predicts && { runAsUser: PICKER_USER, fsGroup: PICKER_USER }), seccompProfile: { type: 'RuntimeDefault' } },
      containers: [pickerContainer(need, conventions), ...(predicts ? predictorContainers(need) : [])],
      volumes: [{ name: 'config', configMap: { name: pickerName(need) } }, ...(predicts ? predictorVolumes() : [])],
    },
  };
}

function pickerContainer(need: InferenceRequest, conventions: Conventions): Container {
  const memory = memoryGib(need);
  return {
    name: 'epp',
    image: mirrored(need.cluster.registry, need.routing?.pickerImage ?? Image.ENDPOINT_PICKER.reference),
    args: pickerArguments(need, conventions),
    env: [
      { name: 'NAMESPACE', valueFrom: { fieldRef: { fieldPath: 'metadata.namespace' } } },
      { name: 'POD_NAME', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } },
      ...(need.routing?.predictedLatency === true ? predictorEnvironment() : []),
    ],
    ports: [
      { name: 'grpc', containerPort: PICKER_PORT, protocol: 'TCP' },
      { name: 'grpc-health', containerPort: PICKER_HEALTH_PORT, protocol: 'TCP' },
      { name: 'metrics', containerPort: PICKER_METRICS_PORT, protocol: 'TCP' },
    ],
    resources: { requests: { cpu: '1', memory: `${memory.request}Gi` }, limits: { memory: `${memory.limit}Gi` } },
    ...pickerProbes(need),
    securityContext: { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: ['ALL'] } },
    volumeMounts: [{ name: 'config', mountPath: CONFIG_MOUNT, readOnly: true }],
  };
}

/** A picker that stands by is alive and not ready. */
function pickerProbes(need: InferenceRequest): Pick<Container, 'startupProbe' | 'livenessProbe' | 'readinessProbe'> {
  const [live, ready] = pickersOf(need) > 1 ? ['liveness', 'readiness'] : ['inference-extension', 'inference-extension'];
  const health = (service: string) => ({ grpc: { port: PICKER_HEALTH_PORT, service } });
  return {
    startupProbe: { ...health(live), periodSeconds: 2, failureThreshold: 30 },
    livenessProbe: { ...health(live), periodSeconds: 10, failureThreshold: 3 },
    readinessProbe: { ...health(ready), periodSeconds: 2, failureThreshold: 3 },
  };
}

function pickerArguments(need: InferenceRequest, { gateway }: Conventions): readonly string[] {
  return [
    `--pool-name=${need.name}`,
    `--pool-namespace=${need.namespace}`,
    `--pool-group=${INFERENCE_POOL_GROUP}`,
    `--config-file=${CONFIG_MOUNT}/${CONFIG_FILE}`,
    `--grpc-port=${PICKER_PORT}`,
    `--grpc-health-port=${PICKER_HEALTH_PORT}`,
    `--metrics-port=${PICKER_METRICS_PORT}`,
    ...(pickersOf(need) > 1 ? ['--ha-enable-leader-election'] : []),
    ...(gateway.pickerTls === 'none' ? ['--secure-serving=false'] : []),
    // Asking the API server who scrapes needs rights on the whole cluster; a network policy admits the monitoring namespace alone.
    '--metrics-endpoint-auth=false',
    '--tracing=false',
    `--drain-timeout=${need.drainSeconds}s`,
    '--zap-encoder=json',
  ];
}
