import type { Construct } from 'constructs';
import { pickerAccess } from './access';
import { configFile } from './config';
import { declaredConfig } from './declared-config';
import { kvEventsPorts, requireHeardEngines } from './kv-events';
import { PICKER_METRICS_PORT, PICKER_PORT, pickerName, pickersOf } from './picker-name';
import { CONFIG_FILE, memoryGib, pickerPod, queuedBytes } from './picker-pod';
import { isPrecise } from './prefix-cache';
import { tokenizer, tokenizerUrl } from './tokenizer';
import { rolesOf, type InferenceRequest } from '../../../target/inference-request';
import { WORKLOAD_LABEL } from '../../../target/labels';
import type { Peer } from '../../../target/placement';
import { GIB } from '../../../units/gib';
import { PodMonitor } from '../../crds/monitoring';
import { Deployment } from '../api/apps';
import { ConfigMap, Service } from '../api/core';
import type { Conventions } from '../conventions';
import { targetPortsOf } from '../engine/engine-ports';
import { selectorLabels, workloadLabels } from '../labels';
import { allow, namespaceOf, podsHere, podsOf, tcp, to } from '../network-policies';

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
