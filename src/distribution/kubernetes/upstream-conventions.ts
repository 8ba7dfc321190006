import type { Conventions, Dashboards } from './conventions';
import { requireServingVersion } from './gateway/gateway-version';
import { InferenceGatewayClass, requireGatewayClass } from '../../catalog/inference-gateways';
import type { Operator } from '../../catalog/operators';
import { requireFlag, requireForm, requireOneOf, requireProps, requireRecord, whereGiven } from '../../errors/requirements';

/** What a cluster has that the library cannot know. */
export interface KubernetesDistributionProps {
  /** What runs the proxies of zones' entrances. @default InferenceGatewayClass.ISTIO */
  readonly gatewayClass?: InferenceGatewayClass;
  /** Its version: one that does not serve InferencePool v1 is refused. @default - one that does */
  readonly gatewayVersion?: string;
  /** ClusterIssuer of cert-manager that signs the entrances' certificates. @default - each zone signs its own */
  readonly certificateIssuer?: string;
  /** Namespace that Prometheus runs in: it may scrape the zones. @default 'monitoring' */
  readonly monitoringNamespace?: string;
  /** Address of Prometheus as KEDA reaches it. @default - the Prometheus operator's Service in `monitoringNamespace` */
  readonly prometheusUrl?: string;
  /** Labels that Prometheus selects PodMonitors and PrometheusRules by. @default - none, for a Prometheus that takes all */
  readonly podMonitorLabels?: Readonly<Record<string, string>>;
  /** How Grafana finds the dashboards of pools: ConfigMaps with the label `grafana_dashboard`, or objects of the Grafana operator. @default 'config-map' */
  readonly dashboards?: Dashboards | 'none';
  /** Operators that the cluster has beside the prerequisites: objects of groups that none brings are refused. @default - those of the prerequisites alone */
  readonly operators?: readonly Operator[];
  /** Whether the feature gate `ImageVolume` is on, for models in images. @default - it is from Kubernetes 1.35 on */
  readonly imageVolumes?: boolean;
}

/** The name service, as kubeadm and most distributions run it. */
const KUBE_DNS = { namespace: 'kube-system', podLabels: { 'k8s-app': 'kube-dns' }, ports: [53] };

/** User and group of the vLLM image's unprivileged user. */
const VLLM_USER = { runAsUser: 2000, fsGroup: 2000 };

const LABEL = { pattern: /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/, form: 'a DNS label of at most 63 lower-case letters, digits and hyphens' };
const SUBDOMAIN = { pattern: /^[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?$/, form: 'a DNS name of lower-case letters, digits, hyphens and dots' };

/** The conventions of upstream Kubernetes. */
export function upstreamConventions(props: KubernetesDistributionProps): Conventions {
  requireProps(props);
  const { gatewayClass = InferenceGatewayClass.ISTIO, gatewayVersion, monitoringNamespace = 'monitoring', podMonitorLabels = {}, certificateIssuer } = props;
  const { dashboards = 'config-map', imageVolumes } = props;
  const { prometheusUrl = `http://prometheus-operated.${monitoringNamespace}.svc:9090` } = props;
  const texts = { monitoringNamespace, prometheusUrl, ...(certificateIssuer !== undefined && { certificateIssuer }) };
  requireForms(texts);
  requireLabels('podMonitorLabels', podMonitorLabels);
  requireOneOf('dashboards', dashboards, ['config-map', 'grafana-operator', 'none'], 'a way in which Grafana finds dashboards');
  requireGatewayClass('gatewayClass', gatewayClass);
  whereGiven(gatewayVersion, (version) => requireServingVersion(version, gatewayClass));
  whereGiven(imageVolumes, (flag) => requireFlag('imageVolumes', flag));
  return {
    ...texts,
    ...(imageVolumes !== undefined && { imageVolumes }),
    podMonitorLabels,
    ...(dashboards !== 'none' && { dashboards }),
    dns: KUBE_DNS,
    clusterDomain: 'cluster.local',
    engineIdentity: VLLM_USER,
    gateway: gatewayClass,
  };
}

function requireForms({ monitoringNamespace, prometheusUrl, certificateIssuer }: KubernetesDistributionProps): void {
  requireForm('monitoringNamespace', monitoringNamespace, LABEL.pattern, LABEL.form);
  requireForm('prometheusUrl', prometheusUrl, /^https?:\/\/[^\s/]+/, 'a URL that starts with http:// or https://');
  if (certificateIssuer !== undefined) {
    requireForm('certificateIssuer', certificateIssuer, SUBDOMAIN.pattern, SUBDOMAIN.form);
  }
}

/** @see https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#syntax-and-character-set */
function requireLabels(prop: string, labels: Readonly<Record<string, string>>): void {
  requireRecord(prop, labels);
  const name = '[A-Za-z0-9]([\\w.-]{0,61}[A-Za-z0-9])?';
  Object.entries(labels).forEach(([label, value]) => {
    requireForm(prop, label, new RegExp(`^([a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?/)?${name}$`), 'keys of labels');
    requireForm(`${prop}.${label}`, value, new RegExp(`^${name}$`), 'the value of a label: at most 63 letters, digits, hyphens, underscores and dots');
  });
}
