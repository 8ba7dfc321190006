import { createHash } from 'crypto';
import type { Construct } from 'constructs';
import { Deployment } from '../api/apps';
import { ConfigMap, Service } from '../api/core';
import type { Container, PodTemplate } from '../api/pod';
import type { Conventions } from '../conventions';
import { pickerAccess } from './access';
import { configFile } from './config';
import { declaredConfig } from './declared-config';
import { kvEventsPorts, requireHeardEngines } from './kv-events';
import { predictorContainers, predictorEnvironment, predictorVolumes } from './predicted-latency';
import { isPrecise } from './prefix-cache';
import { tokenizer, tokenizerUrl } from './tokenizer';
import { Image } from '../../../catalog/images';
import { mirrored } from '../../../target/images';
import { rolesOf, type InferenceRequest } from '../../../target/inference-request';
import { WORKLOAD_LABEL } from '../../../target/labels';
import type { Peer } from '../../../target/placement';
import { zoneAffinity } from '../../../target/zone-affinity';
import { INFERENCE_POOL_GROUP } from '../../crds/inference';
import { PodMonitor } from '../../crds/monitoring';
import { gracePeriodSeconds } from '../engine/engine-lifecycle';
import { targetPortsOf } from '../engine/engine-ports';
import { selectorLabels, workloadLabels } from '../labels';
import { allow, namespaceOf, podsHere, podsOf, tcp, to } from '../network-policies';

/** Port that proxies ask the picker on. */
export const PICKER_PORT = 9002;

const HEALTH_PORT = 9003;
/** Port that the picker's metrics are read from. */
export const PICKER_METRICS_PORT = 9090;
const CONFIG_MOUNT = '/config';
const CONFIG_FILE = 'endpoint-picker.yaml';

/** Memory of a picker that holds no waiting requests, GiB: what it asks for, and its limit. */
const MEMORY_GIB = { request: 2, limit: 4 };

const GIB = 1024 ** 3;

/** User of the picker's image. */
const PICKER_USER = 65532;

/** Name of the picker and of all its objects. */
export function pickerName(need: InferenceRequest): string {
  return `${need.name}-epp`;
}

/** The endpoint picker of a pool: chooses the replica for each request that a proxy asks it about. */
export function endpointPicker(scope: Construct, need: InferenceRequest, conventions: Conventions): Deployment {
  const metadata = pickerMeta(need);
  const config = pickerConfig(scope, need, conventions);
  new ConfigMap(scope, 'PickerConfig', { metadata, data: { [CONFIG_FILE]: config } });
  pickerAccess(scope, metadata, pickersOf(need));
  pickerService(scope, need);
  if (isPrecise(need)) {
    tokenizer(scope, need);
  }
  return new Deployment(scope, 'Picker', {
    metadata,
    // One answers at a time: two would each know half of what the replicas have cached.
    spec: {
      replicas: pickersOf(need),
      strategy: { type: 'Recreate' },
      selector: { matchLabels: selectorLabels(need.name, 'endpoint-picker') },
      template: pickerPod(need, config, conventions),
    },
  });
}

/** The picker's configuration, which agrees with the pool. */
function pickerConfig(scope: Construct, need: InferenceRequest, conventions: Conventions): string {
  requireHeardEngines(need, scope);
  const room = { memoryBytes: memoryGib(need).limit * GIB, queuedBytes: queuedBytes(need) };
  return configFile(declaredConfig(scope, need, tokenizerUrl(need, conventions), room));
}

function pickerService(scope: Construct, need: InferenceRequest): void {
  new Service(scope, 'PickerService', {
    metadata: pickerMeta(need),
    spec: {
      type: 'ClusterIP',
      selector: selectorLabels(need.name, 'endpoint-picker'),
      ports: [
        { name: 'grpc-ext-proc', port: PICKER_PORT, targetPort: PICKER_PORT, protocol: 'TCP', appProtocol: 'kubernetes.io/h2c' },
        { name: 'http-metrics', port: PICKER_METRICS_PORT, targetPort: PICKER_METRICS_PORT, protocol: 'TCP' },
      ],
    },
  });
}

function pickersOf({ routing }: InferenceRequest): number {
  return routing?.pickerReplicas ?? 1;
}

/** Bytes of the requests that wait at their most. */
function queuedBytes({ routing }: InferenceRequest): number {
  return routing?.flowControl?.maxBytes ?? 0;
}

/** What waits is held in memory, on top of what choosing takes. */
function memoryGib(need: InferenceRequest): typeof MEMORY_GIB {
  const queued = Math.ceil(queuedBytes(need) / GIB);
  return { request: MEMORY_GIB.request + queued, limit: MEMORY_GIB.limit + queued };
}

/** Who may ask the picker, and whom it asks in turn. */
export function pickerTraffic(scope: Construct, need: InferenceRequest, conventions: Conventions, proxy: Peer): void {
  const events = kvEventsPorts(rolesOf(need)[0]!);
  const arrivals = targetPortsOf(need).map(({ number }) => number);
  allow(scope, 'PickerTraffic', {
    name: pickerName(need), namespace: need.namespace, podLabels: selectorLabels(need.name, 'endpoint-picker'),
    ingress: [
      { from: [podsOf(proxy)], ports: tcp(PICKER_PORT) },
      { from: [namespaceOf(conventions.monitoringNamespace)], ports: tcp(PICKER_METRICS_PORT) },
    ],
    egress: [to(need.cluster.apiServer), { to: [podsHere(selectorLabels(need.name, 'engine'))], ports: tcp(...arrivals, ...events) }],
  });
  if (events.length > 0) {
    allow(scope, 'KvEventsTraffic', {
      name: `${need.name}-kv-events`, namespace: need.namespace, podLabels: selectorLabels(need.name, 'engine'),
      ingress: [{ from: [podsHere(selectorLabels(need.name, 'endpoint-picker'))], ports: tcp(...events) }],
    });
  }
}

/** Scrapes the picker. */
export function pickerMetrics(scope: Construct, need: InferenceRequest, conventions: Conventions): PodMonitor {
  const { labels, ...metadata } = pickerMeta(need);
  return new PodMonitor(scope, 'PickerMetrics', {
    metadata: { ...metadata, labels: { ...labels, ...conventions.podMonitorLabels } },
    spec: {
      selector: { matchLabels: selectorLabels(need.name, 'endpoint-picker') },
      podTargetLabels: [WORKLOAD_LABEL],
      podMetricsEndpoints: [{ port: 'metrics', path: '/metrics', interval: '15s' }],
    },
  });
}

function pickerMeta(need: InferenceRequest) {
  return { name: pickerName(need), namespace: need.namespace, labels: workloadLabels(need.name, 'endpoint-picker') };
}

function pickerPod(need: InferenceRequest, config: string, conventions: Conventions): PodTemplate {
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
      { name: 'grpc-health', containerPort: HEALTH_PORT, protocol: 'TCP' },
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
  const health = (service: string) => ({ grpc: { port: HEALTH_PORT, service } });
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
    `--grpc-health-port=${HEALTH_PORT}`,
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
