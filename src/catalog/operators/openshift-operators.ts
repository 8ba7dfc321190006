import type { Operator } from './operator';

const READ_ON = { asOf: '2026-11-23' };
/** Packages of Red Hat; those of partners and the community are in repositories of their own. */
const OLM = 'https://docs.redhat.com/en/documentation/red_hat_openshift_ai_self-managed/3.4/html/installing_and_uninstalling_openshift_ai_self-managed/';
const CERTIFIED = 'https://github.com/redhat-openshift-ecosystem/certified-operators';
const COMMUNITY = 'https://github.com/redhat-openshift-ecosystem/community-operators-prod';

/** What OpenShift is extended with; `from` is the package of its operator hub and the channel. */
export const OPENSHIFT_OPERATORS = {
  /** OpenShift itself: its own kinds, the gateway with the InferencePool that it serves, and its monitoring. */
  OPENSHIFT: {
    title: 'OpenShift',
    groups: {
      'apps.openshift.io': [], 'authorization.openshift.io': [], 'build.openshift.io': [], 'config.openshift.io': [], 'console.openshift.io': [], 'image.openshift.io': [],
      'machine.openshift.io': [], 'machineconfiguration.openshift.io': [], 'monitoring.openshift.io': [], 'network.openshift.io': [], 'oauth.openshift.io': [],
      'operator.openshift.io': [], 'project.openshift.io': [], 'quota.openshift.io': [], 'route.openshift.io': [], 'security.openshift.io': [], 'template.openshift.io': [],
      'tuned.openshift.io': [], 'user.openshift.io': [],
      'gateway.networking.k8s.io': ['v1', 'v1beta1'], 'inference.networking.k8s.io': ['v1'], 'networking.istio.io': [], 'security.istio.io': [],
      'monitoring.coreos.com': [], 'operators.coreos.com': [], 'metal3.io': [], 'k8s.cni.cncf.io': ['v1'], 'k8s.ovn.org': [], 'policy.networking.k8s.io': [],
      'snapshot.storage.k8s.io': [],
    },
    from: 'the cluster itself', version: '', settings: '`enableUserWorkload: true` in `cluster-monitoring-config`, for pools that scale',
    source: 'https://docs.redhat.com/en/documentation/openshift_container_platform/', ...READ_ON,
  },
  /** KServe and everything around it. */
  OPENSHIFT_AI: {
    title: 'OpenShift AI',
    groups: {
      'serving.kserve.io': [], 'infrastructure.opendatahub.io': [], 'components.platform.opendatahub.io': [], 'services.platform.opendatahub.io': [],
      'datasciencecluster.opendatahub.io': [], 'dscinitialization.opendatahub.io': [], 'features.opendatahub.io': [], 'modelregistry.opendatahub.io': [],
      'mlflow.opendatahub.io': [], 'config.opendatahub.io': [], 'kubeflow.org': [], 'trainer.kubeflow.org': [], 'ray.io': [], 'llm-d.ai': ['v1alpha2'],
      'llmd.ai': ['v1alpha1'], 'llamastack.io': [], 'ogx.io': [],
    },
    from: '`rhods-operator` · beta', version: '3.5', settings: '`DSCInitialization`, and `DataScienceCluster` as below', source: OLM, ...READ_ON,
  },
  /** KubeVirt on OpenShift. */
  OPENSHIFT_VIRTUALIZATION: {
    title: 'OpenShift Virtualization',
    groups: {
      'kubevirt.io': [], 'hco.kubevirt.io': [], 'cdi.kubevirt.io': [], 'forklift.cdi.kubevirt.io': [], 'backup.kubevirt.io': [], 'clone.kubevirt.io': [],
      'export.kubevirt.io': [], 'instancetype.kubevirt.io': [], 'migrations.kubevirt.io': [], 'pool.kubevirt.io': [], 'snapshot.kubevirt.io': [],
    },
    from: '`kubevirt-hyperconverged` · stable', version: '4.22.6', settings: '`HyperConverged`', source: OLM, ...READ_ON,
  },
  /** KEDA on OpenShift. */
  CUSTOM_METRICS_AUTOSCALER: {
    title: 'Custom metrics autoscaler', groups: { 'keda.sh': ['v1alpha1'], 'eventing.keda.sh': ['v1alpha1'] }, from: '`openshift-custom-metrics-autoscaler-operator` · stable', version: '2.19.0',
    settings: '`KedaController` `keda` in `openshift-keda`', source: OLM, ...READ_ON,
  },
  /** cert-manager on OpenShift. */
  OPENSHIFT_CERT_MANAGER: {
    title: 'cert-manager', groups: { 'cert-manager.io': ['v1'], 'acme.cert-manager.io': ['v1'] }, from: '`openshift-cert-manager-operator` · stable-v1', version: '1.20.0',
    settings: 'none; OpenShift AI needs it', source: OLM, ...READ_ON,
  },
  /** Checks of callers at a gateway. */
  CONNECTIVITY_LINK: {
    title: 'Connectivity Link', groups: { 'kuadrant.io': [], 'extensions.kuadrant.io': [], 'authorino.kuadrant.io': [], 'operator.authorino.kuadrant.io': [], 'limitador.kuadrant.io': [] },
    from: '`rhcl-operator` · stable', version: '1.4.1', settings: "`Kuadrant`; it checks the callers' tokens at the Gateway", source: OLM, ...READ_ON,
  },
  /** Replicas of several pods, on OpenShift. */
  OPENSHIFT_LEADER_WORKER_SET: {
    title: 'LeaderWorkerSet', groups: { 'leaderworkerset.x-k8s.io': ['v1'], 'disaggregatedset.x-k8s.io': ['v1'] }, from: '`leader-worker-set` · stable-v1.0', version: '1.0',
    settings: '`LeaderWorkerSetOperator` `cluster`, for replicas of several pods', source: OLM, ...READ_ON,
  },
  /** What nodes have, as labels. */
  NODE_FEATURE_DISCOVERY: {
    title: 'Node Feature Discovery', groups: { 'nfd.openshift.io': [], 'nfd.k8s-sigs.io': ['v1alpha1'] }, from: '`nfd` · stable', version: '4.22.0', settings: '`NodeFeatureDiscovery`', source: OLM, ...READ_ON,
  },
  /** NVIDIA's driver and plugin on OpenShift. */
  OPENSHIFT_GPU_OPERATOR: {
    title: 'NVIDIA GPU Operator', groups: { 'nvidia.com': ['v1', 'v1alpha1'] }, from: '`gpu-operator-certified` · stable', version: '26.7.0', settings: '`ClusterPolicy`', source: CERTIFIED, ...READ_ON,
  },
  /** NVIDIA's own engines on OpenShift. */
  OPENSHIFT_NIM: {
    title: 'NVIDIA NIM Operator', groups: { 'apps.nvidia.com': ['v1alpha1'] }, from: '`nim-operator-certified` · stable', version: '3.1.2', settings: 'none; for pools that NIM serves', source: CERTIFIED, ...READ_ON,
  },
  /** Dashboards as objects, on OpenShift. */
  OPENSHIFT_GRAFANA: {
    title: 'Grafana operator', groups: { 'grafana.integreatly.org': ['v1beta1'] }, from: '`grafana-operator` · v5', version: '5', settings: '`Grafana` that selects them; for dashboards', source: COMMUNITY, ...READ_ON,
  },
} as const satisfies Record<string, Omit<Operator, 'name'>>;
