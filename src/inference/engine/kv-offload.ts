import { requireProps, requireText, whereGiven, wrongKind } from '../../errors/requirements';
import { ValidationError } from '../../errors/validation-error';
import type { KvOffloadRequest } from '../../target/engine-request';
import type { ZoneStorage } from '../../target/storage';
import type { Size } from '../../units';
import { wholeGibibytes } from '../../units/gibibytes';

/** Main memory, and a volume behind it that each pod has for itself. */
export interface KvFileSystemProps {
  /** Main memory of a pod. */
  readonly cpu: Size;
  /** Volume of a pod; the zone's storage class makes it and its keys encrypt it. */
  readonly disk: Size;
}

/** Main memory, and a volume behind it that all pods of the pool share. */
export interface KvSharedProps {
  /** Main memory of a pod. */
  readonly cpu: Size;
  /** Volume of the pool. */
  readonly disk: Size;
  /** StorageClass whose volumes several nodes can hold at once. @default - the zone's own */
  readonly storageClass?: string;
}

/** Most memory or disk that one tier may have, GiB. */
const LARGEST_GIB = 65_536;

/**
 * Where keys and values go that the GPU has no room for: a prompt whose beginning is there need not be computed again.
 *
 * It adds nothing to what a replica can hold at once: the memory verdict is about the GPU alone.
 *
 * @see https://docs.vllm.ai/en/latest/features/kv_offloading_usage/
 */
export class KvOffload {
  /** Main memory of each pod, which its node must have beside all else. */
  public static cpu(size: Size): KvOffload {
    const cpuGib = gib('cpu', size);
    return new KvOffload(() => ({ cpuGib }));
  }

  /** Main memory, and a volume of each pod's own: it is lost with the pod. */
  public static fileSystem(props: KvFileSystemProps): KvOffload {
    requireProps(props);
    const cpuGib = gib('cpu', props.cpu);
    const fileSystem = { gib: gib('disk', props.disk) };
    return new KvOffload((storage) => ({ cpuGib, fileSystem: { ...fileSystem, storageClassName: storage.className } }));
  }

  /** Main memory, and a volume that the pool's pods share: what one has computed, all know. */
  public static shared(props: KvSharedProps): KvOffload {
    requireProps(props);
    whereGiven(props.storageClass, (name) => requireText('storageClass', name));
    const cpuGib = gib('cpu', props.cpu);
    const volume = { gib: gib('disk', props.disk), shared: true };
    return new KvOffload((storage) => ({ cpuGib, fileSystem: { ...volume, storageClassName: props.storageClass ?? sharedClassOf(storage) } }));
  }

  private constructor(private readonly request: (storage: ZoneStorage) => KvOffloadRequest) {}

  /** What is asked for in a zone whose disks come from that class. */
  public bind(storage: ZoneStorage): KvOffloadRequest {
    return this.request(storage);
  }
}

/** Refuses what is no KvOffload, such as its size alone. */
export function requireKvOffload(prop: string, value: unknown): void {
  if (!(typeof value === 'object' && value !== null && 'bind' in value && typeof value.bind === 'function')) {
    throw wrongKind(prop, value, 'KvOffload');
  }
}

function gib(prop: string, size: Size): number {
  return wholeGibibytes(prop, size, { min: 1, max: LARGEST_GIB });
}

function sharedClassOf({ className, accessMode }: ZoneStorage): string {
  if (accessMode === 'ReadWriteMany') {
    return className;
  }
  const rule = `must be named: one node at a time holds a volume of the zone's own class '${className}'`;
  const remedy = 'name a class of the cluster whose volumes are ReadWriteMany, or use KvOffload.fileSystem';
  throw new ValidationError({ code: 'SharedClassRequired', prop: 'kvOffload.storageClass', value: undefined, rule, remedy });
}
