import type { Conventions } from './conventions';
import { requireText } from '../../errors/requirements';

/** What a cluster has that the library cannot know. */
export interface KubernetesDistributionProps {
  /** GatewayClass that the entrances of zones are of; its implementation must support InferencePool v1. @default 'istio' */
  readonly gatewayClassName?: string;
  /** ClusterIssuer of cert-manager that signs the entrances' certificates. @default - each zone signs its own */
  readonly certificateIssuer?: string;
  /** Namespace that Prometheus runs in: it may scrape the zones. @default 'monitoring' */
  readonly monitoringNamespace?: string;
  /** Address of Prometheus as KEDA reaches it. @default - the Prometheus operator's Service in `monitoringNamespace` */
  readonly prometheusUrl?: string;
  /** Labels that Prometheus selects PodMonitors by. @default - none, for a Prometheus that takes all */
  readonly podMonitorLabels?: Readonly<Record<string, string>>;
}

/** Istio's control plane, where its own installation puts it. */
const ISTIOD = { namespace: 'istio-system', podLabels: { app: 'istiod' }, ports: [15012] };

/** The name service, as kubeadm and most distributions run it. */
const KUBE_DNS = { namespace: 'kube-system', podLabels: { 'k8s-app': 'kube-dns' }, ports: [53] };

/** User and group of the vLLM image's unprivileged user. */
const VLLM_USER = { runAsUser: 2000, fsGroup: 2000 };

/** The conventions of upstream Kubernetes. */
export function upstreamConventions(props: KubernetesDistributionProps): Conventions {
  const { gatewayClassName = 'istio', monitoringNamespace = 'monitoring', podMonitorLabels = {}, certificateIssuer } = props;
  const { prometheusUrl = `http://prometheus-operated.${monitoringNamespace}.svc:9090` } = props;
  const texts = { gatewayClassName, monitoringNamespace, prometheusUrl, ...(certificateIssuer !== undefined && { certificateIssuer }) };
  Object.entries(texts).forEach(([prop, value]) => requireText(prop, value));
  return {
    ...texts,
    podMonitorLabels,
    dns: KUBE_DNS,
    clusterDomain: 'cluster.local',
    engineIdentity: VLLM_USER,
    ...(gatewayClassName === 'istio' && { gatewayControlPlane: ISTIOD }),
  };
}
