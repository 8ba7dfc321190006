import { createHash } from 'crypto';
import type { Construct } from 'constructs';
import { Deployment } from './api/apps';
import { ConfigMap, Service, ServiceAccount } from './api/core';
import type { Container, PodTemplate } from './api/pod';
import { Role, RoleBinding } from './api/rbac';
import type { Conventions } from './conventions';
import { CONFIG_FILE, endpointPickerConfig } from './endpoint-picker-config';
import { gracePeriodSeconds } from './engine-lifecycle';
import { targetPortsOf } from './engine-ports';
import { selectorLabels, workloadLabels } from './labels';
import { allow, namespaceOf, podsHere, podsOf, tcp, to } from './network-policies';
import { Image } from '../../catalog/images';
import { mirrored } from '../../target/images';
import type { InferenceRequest } from '../../target/inference-request';
import type { Peer } from '../../target/placement';
import { zoneAffinity } from '../../target/zone-affinity';
import { INFERENCE_POOL_GROUP } from '../crds/inference';
import { PodMonitor } from '../crds/monitoring';

/** Port that proxies ask the picker on. */
export const PICKER_PORT = 9002;

const HEALTH_PORT = 9003;
/** Port that the picker's metrics are read from. */
export const PICKER_METRICS_PORT = 9090;
const CONFIG_MOUNT = '/config';

/** Name of the picker and of all its objects. */
export function pickerName(need: InferenceRequest): string {
  return `${need.name}-epp`;
}

/** The endpoint picker of a pool: chooses the replica for each request that a proxy asks it about. */
export function endpointPicker(scope: Construct, need: InferenceRequest): Deployment {
  const metadata = pickerMeta(need);
  const config = endpointPickerConfig();
  new ConfigMap(scope, 'PickerConfig', { metadata, data: { [CONFIG_FILE]: config } });
  pickerAccess(scope, need);
  new Service(scope, 'PickerService', {
    metadata,
    spec: {
      type: 'ClusterIP',
      selector: selectorLabels(need.name, 'endpoint-picker'),
      ports: [
        { name: 'grpc-ext-proc', port: PICKER_PORT, targetPort: PICKER_PORT, protocol: 'TCP', appProtocol: 'kubernetes.io/h2c' },
        { name: 'http-metrics', port: PICKER_METRICS_PORT, targetPort: PICKER_METRICS_PORT, protocol: 'TCP' },
      ],
    },
  });
  return new Deployment(scope, 'Picker', {
    metadata,
    // One at a time: two would each know half of what the replicas have cached.
    spec: { replicas: 1, strategy: { type: 'Recreate' }, selector: { matchLabels: selectorLabels(need.name, 'endpoint-picker') }, template: pickerPod(need, config) },
  });
}

/** Who may ask the picker, and whom it asks in turn. */
export function pickerTraffic(scope: Construct, need: InferenceRequest, conventions: Conventions, proxy: Peer): void {
  allow(scope, 'PickerTraffic', {
    name: pickerName(need), namespace: need.namespace, podLabels: selectorLabels(need.name, 'endpoint-picker'),
    ingress: [
      { from: [podsOf(proxy)], ports: tcp(PICKER_PORT) },
      { from: [namespaceOf(conventions.monitoringNamespace)], ports: tcp(PICKER_METRICS_PORT) },
    ],
    egress: [to(need.cluster.apiServer), { to: [podsHere(selectorLabels(need.name, 'engine'))], ports: tcp(...targetPortsOf(need).map(({ number }) => number)) }],
  });
}

/** Scrapes the picker. */
export function pickerMetrics(scope: Construct, need: InferenceRequest, conventions: Conventions): void {
  const { labels, ...metadata } = pickerMeta(need);
  new PodMonitor(scope, 'PickerMetrics', {
    metadata: { ...metadata, labels: { ...labels, ...conventions.podMonitorLabels } },
    spec: {
      selector: { matchLabels: selectorLabels(need.name, 'endpoint-picker') },
      podMetricsEndpoints: [{ port: 'metrics', path: '/metrics', interval: '15s' }],
    },
  });
}

function pickerMeta(need: InferenceRequest) {
  return { name: pickerName(need), namespace: need.namespace, labels: workloadLabels(need.name, 'endpoint-picker') };
}

/** What the picker watches: the pool, its pods, and priorities and rewrites where their kinds are installed. */
function pickerAccess(scope: Construct, need: InferenceRequest): void {
  const metadata = pickerMeta(need);
  const { name, namespace } = metadata;
  const verbs = ['get', 'list', 'watch'];
  new ServiceAccount(scope, 'PickerServiceAccount', { metadata, automountServiceAccountToken: false });
  new Role(scope, 'PickerRole', {
    metadata,
    rules: [
      { apiGroups: [''], resources: ['pods'], verbs },
      { apiGroups: [INFERENCE_POOL_GROUP], resources: ['inferencepools'], verbs },
      { apiGroups: ['llm-d.ai'], resources: ['inferencemodelrewrites', 'inferenceobjectives'], verbs },
    ],
  });
  new RoleBinding(scope, 'PickerRoleBinding', {
    metadata,
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name },
    subjects: [{ kind: 'ServiceAccount', name, namespace }],
  });
}

function pickerPod(need: InferenceRequest, config: string): PodTemplate {
  const checksum = createHash('sha256').update(config).digest('hex');
  return {
    metadata: { labels: workloadLabels(need.name, 'endpoint-picker'), annotations: { 'checksum/config': checksum } },
    spec: {
      serviceAccountName: pickerName(need),
      automountServiceAccountToken: true,
      enableServiceLinks: false,
      // A stream lives as long as its request, so the picker stays as long as any replica may.
      terminationGracePeriodSeconds: gracePeriodSeconds(need),
      affinity: zoneAffinity(need.namespace),
      securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
      containers: [pickerContainer(need)],
      volumes: [{ name: 'config', configMap: { name: pickerName(need) } }],
    },
  };
}

function pickerContainer(need: InferenceRequest): Container {
  const health = { grpc: { port: HEALTH_PORT, service: 'inference-extension' } };
  return {
    name: 'epp',
    image: mirrored(need.cluster.registry, Image.ENDPOINT_PICKER.reference),
    args: pickerArguments(need),
    env: [
      { name: 'NAMESPACE', valueFrom: { fieldRef: { fieldPath: 'metadata.namespace' } } },
      { name: 'POD_NAME', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } },
    ],
    ports: [
      { name: 'grpc', containerPort: PICKER_PORT, protocol: 'TCP' },
      { name: 'grpc-health', containerPort: HEALTH_PORT, protocol: 'TCP' },
      { name: 'metrics', containerPort: PICKER_METRICS_PORT, protocol: 'TCP' },
    ],
    resources: { requests: { cpu: '1', memory: '2Gi' }, limits: { memory: '4Gi' } },
    startupProbe: { ...health, periodSeconds: 2, failureThreshold: 30 },
    livenessProbe: { ...health, periodSeconds: 10, failureThreshold: 3 },
    readinessProbe: { ...health, periodSeconds: 2, failureThreshold: 3 },
    securityContext: { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: ['ALL'] } },
    volumeMounts: [{ name: 'config', mountPath: CONFIG_MOUNT, readOnly: true }],
  };
}

function pickerArguments(need: InferenceRequest): readonly string[] {
  return [
    `--pool-name=${need.name}`,
    `--pool-namespace=${need.namespace}`,
    `--pool-group=${INFERENCE_POOL_GROUP}`,
    `--config-file=${CONFIG_MOUNT}/${CONFIG_FILE}`,
    `--grpc-port=${PICKER_PORT}`,
    `--grpc-health-port=${HEALTH_PORT}`,
    `--metrics-port=${PICKER_METRICS_PORT}`,
    // Asking the API server who scrapes needs rights on the whole cluster; a network policy admits the monitoring namespace alone.
    '--metrics-endpoint-auth=false',
    '--tracing=false',
    `--drain-timeout=${need.drainSeconds}s`,
    '--zap-encoder=json',
  ];
}
