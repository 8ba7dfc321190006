import type { InferenceGatewayClass } from '../../catalog/inference-gateways';
import type { Peer } from '../../target/placement';

/** Who the processes of our pods run as. */
export interface PodIdentity {
  /** Id of the user. @default - the cluster assigns one */
  readonly runAsUser?: number;
  /** Id of the group that volumes are given to. @default - the cluster assigns one */
  readonly fsGroup?: number;
}

/** A part of the cluster that pods of a zone must reach. */
export interface ClusterService extends Peer {
  /** Ports of its pods. */
  readonly ports: readonly number[];
}

/** ConfigMaps with the label `grafana_dashboard`, which a sidecar of Grafana looks for, or objects of the Grafana operator. */
export type Dashboards = 'config-map' | 'grafana-operator';

/** What the clusters of a distribution have in common, as far as objects must know. */
export interface Conventions {
  /** The cluster's name service. */
  readonly dns: ClusterService;
  /** Domain of Services. */
  readonly clusterDomain: string;
  /** What runs the proxies of entrances. */
  readonly gateway: InferenceGatewayClass;
  /** ClusterIssuer of the gateway's certificate. @default - an issuer of the zone's own, self-signed */
  readonly certificateIssuer?: string;
  /** Namespace that metrics are scraped from. */
  readonly monitoringNamespace: string;
  /** Labels that Prometheus selects PodMonitors and PrometheusRules by. */
  readonly podMonitorLabels: Readonly<Record<string, string>>;
  /** Where Grafana finds dashboards. @default - nowhere */
  readonly dashboards?: Dashboards;
  /** Prometheus, as KEDA reaches it. */
  readonly prometheusUrl: string;
  /** User of the engine's pods. */
  readonly engineIdentity: PodIdentity;
  /** Whether kubelets mount images as volumes. @default - from the minor on in which that is on by default */
  readonly imageVolumes?: boolean;
  /** RuntimeClass of pods that use GPUs. @default - the node's own runtime knows of them */
  readonly gpuRuntimeClassName?: string;
}

/** The runtime of pods that use GPUs, where it must be asked for. */
export function gpuRuntime({ gpuRuntimeClassName }: Pick<Conventions, 'gpuRuntimeClassName'>): { readonly runtimeClassName?: string } {
  return gpuRuntimeClassName === undefined ? {} : { runtimeClassName: gpuRuntimeClassName };
}
