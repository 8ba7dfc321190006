import type { Construct } from 'constructs';
import { PersistentVolumeClaim } from './api/core';
import { objectLabels } from './labels';
import type { Fulfilment } from '../../target/binding';
import type { ModelStore, VolumeModelStore } from '../../target/storage';

/** The claim that a zone's models lie in, where a volume is their store; once a zone. */
export function modelVolume(scope: Construct, namespace: string, store: ModelStore): readonly Fulfilment[] {
  return store.kind === 'volume' ? [claimed(scope, namespace, store)] : [];
}

function claimed(scope: Construct, namespace: string, store: VolumeModelStore): Fulfilment {
  const claim = new PersistentVolumeClaim(scope, 'Models', {
    metadata: { name: store.claimName, namespace, labels: objectLabels(store.claimName) },
    spec: {
      storageClassName: store.storageClassName,
      accessModes: [store.accessMode],
      resources: { requests: { storage: `${store.sizeGib}Gi` } },
    },
  });
  const shared = store.accessMode === 'ReadWriteMany';
  return {
    capability: 'model.store',
    level: shared ? 'substituted' : 'degraded',
    reason: shared ? 'models are read from a volume of the zone instead of a bucket' : 'models are read from a volume that one node at a time can hold',
    objects: [claim],
  };
}
