import type { Operator } from './operator';

const READ_ON = { asOf: '2026-11-23' };

/** What upstream Kubernetes, EKS and k3s are extended with. */
export const UPSTREAM_OPERATORS = {
  /** The kinds of Gateway API; a gateway's implementation is another operator. */
  GATEWAY_API: {
    title: 'Gateway API', groups: { 'gateway.networking.k8s.io': ['v1', 'v1beta1'] }, from: '`standard-install.yaml` of kubernetes-sigs/gateway-api', version: 'v1.6.1',
    source: 'https://github.com/kubernetes-sigs/gateway-api/releases/tag/v1.6.1', ...READ_ON,
  },
  /** InferencePool, which gateways of our choice serve in this version alone. @see https://github.com/opendatahub-io/kserve/pull/1090 */
  INFERENCE_EXTENSION: {
    title: 'Inference extension', groups: { 'inference.networking.k8s.io': ['v1'] }, from: '`v1-manifests.yaml` of kubernetes-sigs/gateway-api-inference-extension', version: 'v1.6.0',
    source: 'https://github.com/kubernetes-sigs/gateway-api-inference-extension/releases/tag/v1.6.0', ...READ_ON,
  },
  /** Objectives and rewrites that the endpoint picker reads. */
  LLM_D_ROUTER: {
    title: 'llm-d router', groups: { 'llm-d.ai': ['v1alpha2'] }, from: '`config/crd` of llm-d/llm-d-router', version: 'v0.10.0', settings: 'for objectives and rewrites; the definitions alone',
    source: 'https://github.com/llm-d/llm-d-router/tree/v0.10.0/config/crd/bases', ...READ_ON,
  },
  /** The mesh that is also a gateway. */
  ISTIO: {
    title: 'Istio', groups: { 'networking.istio.io': [], 'security.istio.io': [], 'telemetry.istio.io': [], 'extensions.istio.io': [] },
    from: 'charts `base` and `istiod`', version: '1.30.3', settings: '`pilot.env.ENABLE_GATEWAY_API_INFERENCE_EXTENSION=true`; in `istio-system`',
    source: 'https://github.com/istio/istio/tree/master/manifests/charts/base/files', ...READ_ON,
  },
  /** Certificates. */
  CERT_MANAGER: {
    title: 'cert-manager', groups: { 'cert-manager.io': ['v1'], 'acme.cert-manager.io': ['v1'] }, from: 'chart `oci://quay.io/jetstack/charts/cert-manager`', version: 'v1.21.1',
    settings: '`crds.enabled=true`', source: 'https://cert-manager.io/docs/installation/helm/', ...READ_ON,
  },
  /** Metrics, and alerts on them. */
  PROMETHEUS: {
    title: 'Prometheus operator', groups: { 'monitoring.coreos.com': [] }, from: 'chart `oci://ghcr.io/prometheus-community/charts/kube-prometheus-stack`', version: '88.5.3',
    settings: '`prometheus.prometheusSpec.podMonitorSelectorNilUsesHelmValues=false`, or set `podMonitorLabels` on the target; in `monitoring`',
    source: 'https://github.com/prometheus-community/helm-charts/tree/main/charts/kube-prometheus-stack', ...READ_ON,
  },
  /** Dashboards as objects. */
  GRAFANA: {
    title: 'Grafana operator', groups: { 'grafana.integreatly.org': ['v1beta1'] }, from: 'chart `oci://ghcr.io/grafana/helm-charts/grafana-operator`', version: '5.21.4', settings: 'for dashboards; a `Grafana` that selects them',
    source: 'https://grafana.github.io/grafana-operator/docs/installation/helm/', ...READ_ON,
  },
  /** Scaling by metrics. */
  KEDA: {
    title: 'KEDA', groups: { 'keda.sh': ['v1alpha1'], 'eventing.keda.sh': ['v1alpha1'] }, from: 'chart `keda` of kedacore.github.io/charts', version: '2.20.2',
    settings: 'its operator must reach Prometheus', source: 'https://keda.sh/docs/2.20/deploy/', ...READ_ON,
  },
  /** Scaling by what variants of a pool cost. */
  VARIANT_AUTOSCALER: {
    title: 'Workload Variant Autoscaler', groups: { 'llmd.ai': ['v1alpha1'] }, from: 'chart `workload-variant-autoscaler` of llm-d/llm-d-workload-variant-autoscaler', version: 'v0.9.0',
    settings: 'for pools that scale by variants; Prometheus over HTTPS', source: 'https://github.com/llm-d/llm-d-workload-variant-autoscaler', ...READ_ON,
  },
  /** Replicas of several pods. */
  LEADER_WORKER_SET: {
    title: 'LeaderWorkerSet', groups: { 'leaderworkerset.x-k8s.io': ['v1'], 'disaggregatedset.x-k8s.io': ['v1'] }, from: 'chart `oci://registry.k8s.io/lws/charts/lws`', version: '0.10.0',
    settings: 'for replicas of several pods; `enableDisaggregatedSet=true` for two roles of them', source: 'https://lws.sigs.k8s.io/docs/installation/', ...READ_ON,
  },
  /** NVIDIA's own engines. */
  NIM: {
    title: 'NVIDIA NIM Operator', groups: { 'apps.nvidia.com': ['v1alpha1'] }, from: 'chart `k8s-nim-operator` of helm.ngc.nvidia.com/nvidia', version: 'v3.1.2', settings: 'for pools that NIM serves',
    source: 'https://docs.nvidia.com/nim-operator/latest/install.html', ...READ_ON,
  },
  /** Virtual machines. */
  KUBEVIRT: {
    title: 'KubeVirt',
    groups: {
      'kubevirt.io': [], 'backup.kubevirt.io': [], 'clone.kubevirt.io': [], 'export.kubevirt.io': [], 'instancetype.kubevirt.io': [], 'migrations.kubevirt.io': [],
      'pool.kubevirt.io': [], 'snapshot.kubevirt.io': [],
    },
    from: '`kubevirt-operator.yaml` and `kubevirt-cr.yaml` of kubevirt/kubevirt', version: 'v1.9.0',
    source: 'https://kubevirt.io/user-guide/cluster_admin/installation/', ...READ_ON,
  },
  /** Disks of virtual machines. */
  CDI: {
    title: 'Containerized Data Importer', groups: { 'cdi.kubevirt.io': [], 'forklift.cdi.kubevirt.io': [] },
    from: '`cdi-operator.yaml` and `cdi-cr.yaml` of kubevirt/containerized-data-importer', version: 'v1.66.0',
    source: 'https://github.com/kubevirt/containerized-data-importer/releases/tag/v1.66.0', ...READ_ON,
  },
  /** Driver, container toolkit and device plugin of GPUs. */
  GPU_OPERATOR: {
    title: 'NVIDIA GPU Operator', groups: { 'nvidia.com': ['v1', 'v1alpha1'], 'nfd.k8s-sigs.io': ['v1alpha1'] }, from: 'chart `gpu-operator` of helm.ngc.nvidia.com/nvidia', version: 'v26.7.0',
    settings: 'device plugin mode (`ClusterPolicy`)', source: 'https://github.com/NVIDIA/gpu-operator/tree/v26.7.0/deployments/gpu-operator/crds', ...READ_ON,
  },
  /** What k3s has of its own: charts that it installs. */
  K3S: {
    title: 'k3s', groups: { 'helm.cattle.io': ['v1'], 'k3s.cattle.io': ['v1'] }, from: 'the cluster itself', version: '',
    source: 'https://docs.k3s.io/add-ons/helm', ...READ_ON,
  },
} as const satisfies Record<string, Omit<Operator, 'name'>>;
