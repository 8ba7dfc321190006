import type { Construct } from 'constructs';
import { Deployment } from './api/apps';
import { ServiceAccount } from './api/core';
import type { StringMap } from './api/metadata';
import type { NetworkPolicyEgressRule, NetworkPolicyPeer } from './api/networking';
import { PodDisruptionBudget } from './api/policy';
import type { Conventions } from './conventions';
import { ENGINE_PORT } from './engine-arguments';
import { startupSeconds } from './engine-lifecycle';
import { enginePod } from './engine-pod';
import { objectLabels, selectorLabels, workloadLabels } from './labels';
import { allow, namespaceOf, tcp, to } from './network-policies';
import type { Finding } from '../../target/binding';
import { WORKLOAD_LABEL } from '../../target/labels';
import type { InferenceRequest } from '../../target/requests';
import { PodMonitor } from '../crds/monitoring';

/** The replicas of a model, with the identity that reads it and what keeps some of them up. */
export function engine(scope: Construct, need: InferenceRequest, conventions: Conventions): Deployment {
  const { name, namespace } = need;
  const selector = { matchLabels: selectorLabels(name, 'engine') };
  engineServiceAccount(scope, need);
  disruptionBudget(scope, need, selector.matchLabels);
  return new Deployment(scope, 'Resource', {
    metadata: { name, namespace, labels: workloadLabels(name, 'engine') },
    spec: {
      ...(need.scaling === undefined && { replicas: need.minReplicas }),
      progressDeadlineSeconds: startupSeconds(need) + 600,
      // There may be no GPU left to start a new replica on before an old one goes.
      strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 0, maxUnavailable: 1 } },
      selector,
      template: enginePod(need, conventions),
    },
  });
}

/** The identity that reads the models. */
export function engineServiceAccount(scope: Construct, { serviceAccountName: name, namespace }: InferenceRequest): void {
  new ServiceAccount(scope, 'ServiceAccount', { metadata: { name, namespace, labels: objectLabels(name) }, automountServiceAccountToken: false });
}

/** Keeps all replicas but one up while nodes are drained; a pool of one has nothing to keep. */
export function disruptionBudget(scope: Construct, { name, namespace, minReplicas }: InferenceRequest, matchLabels: StringMap): void {
  if (minReplicas > 1) {
    new PodDisruptionBudget(scope, 'DisruptionBudget', {
      metadata: { name, namespace, labels: workloadLabels(name, 'engine') },
      spec: { maxUnavailable: 1, selector: { matchLabels }, unhealthyPodEvictionPolicy: 'AlwaysAllow' },
    });
  }
}

/** Who may call the engine, and the way to its models. */
export function engineTraffic(scope: Construct, need: InferenceRequest, conventions: Conventions, callers: readonly NetworkPolicyPeer[]): void {
  const egress = modelEgress(need);
  allow(scope, 'Traffic', {
    name: need.name, namespace: need.namespace, podLabels: selectorLabels(need.name, 'engine'),
    ingress: [{ from: [...callers, namespaceOf(conventions.monitoringNamespace)], ports: tcp(ENGINE_PORT) }],
    ...(egress.length > 0 && { egress }),
  });
}

/** Scrapes the engine; its series carry the workload's label, which scaling asks by. */
export function engineMetrics(scope: Construct, need: InferenceRequest, conventions: Conventions): PodMonitor {
  return new PodMonitor(scope, 'Metrics', {
    metadata: { name: need.name, namespace: need.namespace, labels: { ...workloadLabels(need.name, 'engine'), ...conventions.podMonitorLabels } },
    spec: {
      selector: { matchLabels: selectorLabels(need.name, 'engine') },
      podTargetLabels: [WORKLOAD_LABEL],
      podMetricsEndpoints: [{ port: 'http', path: '/metrics', interval: '15s' }],
    },
  });
}

/** Advice on a store that cannot follow the replicas. */
export function engineFindings(need: InferenceRequest): readonly Finding[] {
  const { modelStore, maxReplicas } = need;
  const tied = modelStore.kind === 'volume' && modelStore.accessMode === 'ReadWriteOnce' && maxReplicas > 1;
  const message = `'maxReplicas' (${maxReplicas}) run on one node only, the one that holds the volume of models; use a storage class with ReadWriteMany`;
  return tied ? [{ code: 'ModelVolumeOnOneNode', severity: 'warning', message }] : [];
}

/** The way to a store outside of the cluster. */
export function modelEgress({ modelStore }: InferenceRequest): readonly NetworkPolicyEgressRule[] {
  return modelStore.kind === 'object-store' ? modelStore.egress.map(to) : [];
}
