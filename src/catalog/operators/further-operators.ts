import type { Operator } from './operator';

const READ_ON = { asOf: '2026-11-23' };

/** What the library asks of no cluster, and programs often write objects for: declare those that a cluster has. */
export const FURTHER_OPERATORS = {
  /** A gateway for models; a target whose gateway class it is has it. */
  AGENTGATEWAY: {
    title: 'agentgateway', groups: { 'agentgateway.dev': ['v1alpha1'] }, from: 'charts of oci://cr.agentgateway.dev', version: '',
    source: 'https://agentgateway.dev/docs/kubernetes/latest/', ...READ_ON,
  },
  /** A gateway with Envoy; a target whose gateway class it is has it. */
  ENVOY_GATEWAY: {
    title: 'Envoy Gateway', groups: { 'gateway.envoyproxy.io': ['v1alpha1'], 'aigateway.envoyproxy.io': [] }, from: 'chart `oci://docker.io/envoyproxy/gateway-helm`', version: 'v1.9.0',
    source: 'https://gateway.envoyproxy.io/docs/install/install-helm/', ...READ_ON,
  },
  /** Queues before nodes. v1beta1 is deprecated. */
  KUEUE: {
    title: 'Kueue', groups: { 'kueue.x-k8s.io': ['v1beta2'] }, from: 'chart `oci://registry.k8s.io/kueue/charts/kueue`', version: '0.19.2',
    source: 'https://kueue.sigs.k8s.io/docs/installation/', ...READ_ON,
  },
  /** NVIDIA's scheduler of groups. */
  KAI: {
    title: 'KAI Scheduler', groups: { 'scheduling.run.ai': [], 'kai.scheduler': [] }, from: 'chart `oci://ghcr.io/nvidia/kai-scheduler/kai-scheduler`', version: '',
    source: 'https://github.com/NVIDIA/KAI-Scheduler', ...READ_ON,
  },
  /** Networks between GPUs. */
  NETWORK_OPERATOR: {
    title: 'NVIDIA Network Operator', groups: { 'mellanox.com': ['v1alpha1'] }, from: 'chart `network-operator` of helm.ngc.nvidia.com/nvidia', version: '26.4.1',
    source: 'https://github.com/Mellanox/network-operator', ...READ_ON,
  },
  /** Models as objects, on clusters that are no OpenShift. */
  KSERVE: {
    title: 'KServe', groups: { 'serving.kserve.io': [] }, from: 'charts `kserve-llmisvc-crd` and `kserve-llmisvc-resources` of oci://ghcr.io/kserve/charts', version: 'v0.20.0',
    source: 'https://kserve.github.io/website/docs/admin-guide/overview', ...READ_ON,
  },
  /** Nodes on demand. */
  KARPENTER: {
    title: 'Karpenter', groups: { 'karpenter.sh': [], 'karpenter.k8s.aws': [], 'autoscaling.x-k8s.io': [] }, from: 'chart `oci://public.ecr.aws/karpenter/karpenter`', version: '1.14.1',
    source: 'https://karpenter.sh/docs/getting-started/', ...READ_ON,
  },
  /** Secrets that lie elsewhere. */
  EXTERNAL_SECRETS: {
    title: 'External Secrets', groups: { 'external-secrets.io': [], 'generators.external-secrets.io': [] }, from: 'chart `external-secrets` of charts.external-secrets.io', version: '2.9.0',
    source: 'https://external-secrets.io/latest/introduction/getting-started/', ...READ_ON,
  },
  /** Policies at admission. */
  KYVERNO: {
    title: 'Kyverno', groups: { 'kyverno.io': [], 'policies.kyverno.io': [] }, from: 'chart `kyverno` of kyverno.github.io/kyverno', version: 'v1.19.0',
    source: 'https://kyverno.io/docs/installation/', ...READ_ON,
  },
  /** PostgreSQL. */
  CLOUDNATIVE_PG: {
    title: 'CloudNativePG', groups: { 'postgresql.cnpg.io': ['v1'], 'barmancloud.cnpg.io': ['v1'] }, from: 'chart `cloudnative-pg` of cloudnative-pg.github.io/charts', version: '1.30.0',
    source: 'https://cloudnative-pg.io/documentation/current/installation_upgrade/', ...READ_ON,
  },
  /** Backups of objects and volumes. */
  VELERO: {
    title: 'Velero', groups: { 'velero.io': [] }, from: 'chart `velero` of vmware-tanzu.github.io/helm-charts', version: '1.18.1',
    source: 'https://velero.io/docs/', ...READ_ON,
  },
  /** Snapshots of volumes. */
  SNAPSHOTS: {
    title: 'CSI snapshotter', groups: { 'snapshot.storage.k8s.io': [], 'groupsnapshot.storage.k8s.io': [] }, from: '`client/config/crd` of kubernetes-csi/external-snapshotter', version: '',
    source: 'https://github.com/kubernetes-csi/external-snapshotter', ...READ_ON,
  },
  /** Clusters that follow a repository, by Argo CD. */
  ARGO_CD: {
    title: 'Argo CD', groups: { 'argoproj.io': [] }, from: 'chart `argo-cd` of argoproj.github.io/argo-helm', version: 'v3.5.1',
    source: 'https://argo-cd.readthedocs.io/en/stable/operator-manual/installation/', ...READ_ON,
  },
  /** Clusters that follow a repository, by Flux. */
  FLUX: {
    title: 'Flux',
    groups: { 'source.toolkit.fluxcd.io': [], 'kustomize.toolkit.fluxcd.io': [], 'helm.toolkit.fluxcd.io': [], 'notification.toolkit.fluxcd.io': [], 'image.toolkit.fluxcd.io': [] },
    from: '`install.yaml` of fluxcd/flux2', version: 'v2.9.4', source: 'https://fluxcd.io/flux/installation/', ...READ_ON,
  },
  /** Network policies beyond those of Kubernetes. */
  CILIUM: {
    title: 'Cilium', groups: { 'cilium.io': [] }, from: 'chart `cilium` of helm.cilium.io', version: '',
    source: 'https://docs.cilium.io/en/stable/installation/', ...READ_ON,
  },
} as const satisfies Record<string, Omit<Operator, 'name'>>;
