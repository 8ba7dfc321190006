import { bucketCopy } from './bucket-copy';
import type { PodAddition } from './pod-addition';
import { MODELS_MOUNT, weightsVolumes } from './weights';
import type { RoleRequest } from '../../../target/inference-request';
import { modelPath } from '../../../target/model-path';
import type { Volume } from '../api/pod';

const FETCHED = '/fetched';
const VOLUME = 'fetched';

/** Files of one adapter, where a pool says nothing of them, GiB. */
const ADAPTER_GIB = 4;

/** Where the engine finds a folder of the store that it reads from disk: on the store's volume, or fetched from its bucket. */
export function localFolder({ modelStore }: Pick<RoleRequest, 'modelStore'>, path: string): string {
  return `${modelStore.kind === 'volume' ? MODELS_MOUNT : FETCHED}/${path}`;
}

/** What adapters and drafts add to a pod: the engine reads them from disk, so that a bucket is copied from before it starts. */
export function storeFiles(need: RoleRequest): PodAddition {
  const folders = foldersOf(need);
  if (folders.length === 0) {
    return {};
  }
  const { modelStore, cluster } = need;
  if (modelStore.kind === 'volume') {
    return ownVolume(need);
  }
  const mount = { name: VOLUME, mountPath: FETCHED };
  return {
    initContainers: [bucketCopy({ name: 'fetch', store: modelStore, folders, mount }, cluster)],
    volumes: [{ name: VOLUME, emptyDir: { sizeLimit: `${sizeGib(need)}Gi` } }],
    mounts: [{ ...mount, readOnly: true }],
  };
}

/** Folders that the engine reads beside the weights. */
function foldersOf({ lora, serving, modelStore }: RoleRequest): readonly string[] {
  const adapters = lora?.adapters().map(({ path }) => path) ?? [];
  const dynamic = lora?.dynamicPath === undefined || modelStore.kind === 'object-store' ? [] : [lora.dynamicPath];
  return [...new Set([...adapters, ...dynamic, ...(serving.draft?.model === undefined ? [] : [modelPath(serving.draft.model)])])];
}

/** The store's volume, unless the weights are read from it too. */
function ownVolume(need: RoleRequest): PodAddition {
  const { modelStore } = need;
  if (modelStore.kind !== 'volume' || weightsVolumes(need).some(({ persistentVolumeClaim }) => persistentVolumeClaim?.claimName === modelStore.claimName)) {
    return {};
  }
  const volume: Volume = { name: 'store', persistentVolumeClaim: { claimName: modelStore.claimName, readOnly: true } };
  return { volumes: [volume], mounts: [{ name: volume.name, mountPath: MODELS_MOUNT, readOnly: true }] };
}

function sizeGib({ lora, serving }: RoleRequest): number {
  const adapters = (lora?.adapters().length ?? 0) * (lora?.adapterGib ?? ADAPTER_GIB);
  return 1 + adapters + Math.ceil(serving.draft?.weightsGib ?? 0);
}
