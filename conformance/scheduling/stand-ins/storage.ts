import { ownedBy, type Child, type Parent, type StandIn } from './stand-in';

/** A data volume is a claim that is filled. @see https://kubevirt.io/user-guide/storage/containerized_data_importer/ */
export const CDI: StandIn = {
  controller: 'Containerized Data Importer', apiVersion: 'cdi.kubevirt.io/v1beta1', kind: 'DataVolume',
  children: (volume) => [{
    apiVersion: 'v1', kind: 'PersistentVolumeClaim',
    metadata: { name: volume.metadata.name, namespace: volume.metadata.namespace, labels: volume.metadata.labels, ...ownedBy(volume) },
    spec: { accessModes: ['ReadWriteOnce'], ...claimSpec(volume.spec) },
  }],
};

/** Gives each claim a volume, whatever provisioner its class names. */
export const PROVISIONER: StandIn = {
  controller: 'a volume provisioner', apiVersion: 'v1', kind: 'PersistentVolumeClaim',
  children: (claim) => [volumeFor(claim)],
};

function volumeFor({ metadata: { name, namespace, uid }, spec }: Parent): Child {
  return {
    apiVersion: 'v1', kind: 'PersistentVolume', metadata: { name: `pvc-${uid}` },
    spec: {
      accessModes: spec.accessModes,
      capacity: (spec.resources as { readonly requests: object }).requests,
      claimRef: { apiVersion: 'v1', kind: 'PersistentVolumeClaim', name, namespace, uid },
      csi: { driver: 'conformance.example', volumeHandle: uid },
      storageClassName: spec.storageClassName,
      volumeMode: spec.volumeMode,
    },
  };
}

function claimSpec({ storage, pvc }: Parent['spec']): object {
  return (storage ?? pvc ?? {}) as object;
}
