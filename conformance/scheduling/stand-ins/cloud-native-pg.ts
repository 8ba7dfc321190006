import { ownedBy, RESTRICTED, type Child, type Parent, type StandIn } from './stand-in';

interface ClusterSpec {
  readonly instances?: number;
  readonly resources?: object;
  readonly affinity?: {
    readonly nodeSelector?: object;
    readonly tolerations?: readonly object[];
    readonly topologyKey?: string;
    readonly podAntiAffinityType?: string;
  };
  readonly storage?: { readonly size?: string; readonly storageClass?: string };
}

/** A database is a pod and a claim for each instance, kept apart. @see https://cloudnative-pg.io/documentation/current/scheduling/ */
export const CLOUD_NATIVE_PG: StandIn = {
  controller: 'CloudNativePG', apiVersion: 'postgresql.cnpg.io/v1', kind: 'Cluster',
  children: (cluster) => instancesOf(cluster).flatMap((instance) => [claim(cluster, instance), pod(cluster, instance)]),
};

function instancesOf({ spec }: Parent): readonly number[] {
  return Array.from({ length: (spec as ClusterSpec).instances ?? 1 }, (_, index) => index + 1);
}

function claim(cluster: Parent, instance: number): Child {
  const { storage } = cluster.spec as ClusterSpec;
  return {
    apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata: metadataOf(cluster, instance),
    spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: storage?.size ?? '1Gi' } }, storageClassName: storage?.storageClass },
  };
}

function pod(cluster: Parent, instance: number): Child {
  const { resources, affinity } = cluster.spec as ClusterSpec;
  const metadata = metadataOf(cluster, instance);
  return {
    apiVersion: 'v1', kind: 'Pod', metadata,
    spec: {
      nodeSelector: affinity?.nodeSelector, tolerations: affinity?.tolerations,
      affinity: { podAntiAffinity: apart(cluster, affinity) },
      containers: [{ name: 'postgres', image: 'postgresql', resources, securityContext: RESTRICTED }],
      volumes: [{ name: 'pgdata', persistentVolumeClaim: { claimName: metadata.name } }],
    },
  };
}

function apart({ metadata: { name } }: Parent, affinity: ClusterSpec['affinity']): object {
  const term = { labelSelector: { matchLabels: { 'cnpg.io/cluster': name } }, topologyKey: affinity?.topologyKey ?? 'kubernetes.io/hostname' };
  return affinity?.podAntiAffinityType === 'required'
    ? { requiredDuringSchedulingIgnoredDuringExecution: [term] }
    : { preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 100, podAffinityTerm: term }] };
}

function metadataOf(cluster: Parent, instance: number): Child['metadata'] {
  const { name, namespace } = cluster.metadata;
  return { name: `${name}-${instance}`, namespace, labels: { 'cnpg.io/cluster': name, 'cnpg.io/podRole': 'instance' }, ...ownedBy(cluster) };
}
