import { ownedBy, RESTRICTED, type Child, type Parent, type StandIn } from './stand-in';

interface NimCacheSpec {
  readonly source: { readonly ngc?: { readonly modelPuller: string } };
  readonly storage: { readonly pvc?: { readonly size?: string; readonly storageClass?: string; readonly volumeAccessMode?: string } };
  readonly nodeSelector?: object;
  readonly tolerations?: readonly object[];
}

/** A cache of a NIM is a claim and a Job that fills it. @see https://docs.nvidia.com/nim-operator/latest/cache.html */
export const NIM_CACHE: StandIn = {
  controller: 'NIM Operator', apiVersion: 'apps.nvidia.com/v1alpha1', kind: 'NIMCache',
  children: (cache) => {
    const spec = cache.spec as unknown as NimCacheSpec;
    return [claim(cache, spec), job(cache, spec)];
  },
};

function claim(cache: Parent, { storage }: NimCacheSpec): Child {
  const { size = '1Gi', storageClass, volumeAccessMode = 'ReadWriteOnce' } = storage.pvc ?? {};
  return {
    apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata: metadataOf(cache, claimName(cache)),
    spec: { accessModes: [volumeAccessMode], resources: { requests: { storage: size } }, storageClassName: storageClass },
  };
}

function job(cache: Parent, { source, nodeSelector, tolerations }: NimCacheSpec): Child {
  const container = { name: 'nim-cache-ctr', image: source.ngc?.modelPuller ?? 'nim', securityContext: RESTRICTED };
  const volumes = [{ name: 'nim-cache-volume', persistentVolumeClaim: { claimName: claimName(cache) } }];
  return {
    apiVersion: 'batch/v1', kind: 'Job', metadata: metadataOf(cache, `${cache.metadata.name}-job`),
    spec: {
      template: {
        metadata: { labels: { 'app': 'k8s-nim-operator', 'app.kubernetes.io/name': cache.metadata.name, 'app.kubernetes.io/managed-by': 'k8s-nim-operator' } },
        spec: { restartPolicy: 'Never', nodeSelector, tolerations, containers: [container], volumes },
      },
    },
  };
}

function claimName({ metadata: { name } }: Parent): string {
  return `${name}-pvc`;
}

function metadataOf(cache: Parent, name: string): Child['metadata'] {
  return { name, namespace: cache.metadata.namespace, labels: { 'app.kubernetes.io/managed-by': 'k8s-nim-operator' }, ...ownedBy(cache) };
}
