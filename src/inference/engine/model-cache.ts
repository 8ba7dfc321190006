import { requireSubdomain } from '../../errors/forms';
import { requireForm, requireProps, whereGiven, wrongKind } from '../../errors/requirements';
import type { ModelCacheRequest } from '../../target/engine-request';
import type { ZoneStorage } from '../../target/storage';
import type { Size } from '../../units';
import { wholeGibibytes } from '../../units/gibibytes';

/** A volume of the pool, filled once from the zone's bucket. */
export interface VolumeCacheProps {
  /** Capacity; must hold the weights. @default - the weights and a tenth, rounded up */
  readonly size?: Size;
  /** StorageClass whose volumes several nodes can hold at once. @default - the zone's own */
  readonly storageClass?: string;
}

/** An OCI image whose files are a model. @see https://kserve.github.io/website/docs/model-serving/storage/providers/oci */
export interface ImageCacheProps {
  /** Reference of the image; it is pulled by way of the environment's mirror. */
  readonly reference: string;
  /** Folder of the model's files in the image. @default 'models', as in a modelcar */
  readonly path?: string;
}

/** Disks of nodes that keep models. @see https://kserve.github.io/website/docs/model-serving/generative-inference/modelcache/localmodel */
export interface NodeCacheProps {
  /** LocalModelNodeGroup of the cluster, which says where its nodes keep models. */
  readonly nodeGroup: string;
}

/** What a pool's caches are about: its weights and the place of its zone's disks. */
interface CacheSubject {
  readonly weightsGib: number;
  readonly storage: ZoneStorage;
  readonly maxNodes: number;
}

const STEP = '[a-z0-9]+(?:(?:\\.|_{1,2}|-+)[a-z0-9]+)*';
/** @see https://github.com/distribution/reference/blob/main/reference.go */
const REFERENCE = new RegExp(`^([A-Za-z0-9][A-Za-z0-9.-]*(:\\d{1,5})?/)?${STEP}(/${STEP})*(:\\w[\\w.-]{0,127})?(@sha256:[0-9a-f]{64})?$`);

/** Largest volume, GiB. */
const LARGEST_GIB = 65_536;

/**
 * How the weights come to the pool's nodes once, and not once a replica.
 *
 * It is the pool's, because its size and what may read it follow from the model.
 */
export class ModelCache {
  /** A volume beside the engines. A Job fills it from the zone's bucket; replicas wait for it, then only read. */
  public static volume(props: VolumeCacheProps = {}): ModelCache {
    requireProps(props);
    whereGiven(props.storageClass, (name) => requireSubdomain('storageClass', name));
    const given = props.size === undefined ? undefined : wholeGibibytes('size', props.size, { min: 1, max: LARGEST_GIB });
    return new ModelCache(({ weightsGib, storage, maxNodes }) => ({
      kind: 'volume',
      sizeGib: given ?? Math.ceil(weightsGib * 1.1),
      storageClassName: props.storageClass ?? storage.className,
      // a class that is named is named for its volumes to be shared
      accessMode: props.storageClass === undefined ? storage.accessMode : 'ReadWriteMany',
      nodes: maxNodes,
    }));
  }

  /** An OCI image, which the kubelet pulls once a node and mounts: no replica loads it over the network again. */
  public static image(props: ImageCacheProps): ModelCache {
    requireProps(props);
    const { reference, path = 'models' } = props;
    requireForm('reference', reference, REFERENCE, 'an image reference without a scheme, such as registry.bank.example/models/chat:1');
    requireForm('path', path, /^(?!\.{1,2}(?:\/|$))[A-Za-z0-9._-]+(\/(?!\.{1,2}(?:\/|$))[A-Za-z0-9._-]+)*$/, 'a path in the image, without a slash at either end');
    return new ModelCache(() => ({ kind: 'image', reference, path }));
  }

  /** The disks of the nodes, where KServe's controller keeps models: the group of nodes is one of the cluster's, by name. */
  public static node(props: NodeCacheProps): ModelCache {
    requireProps(props);
    const { nodeGroup } = props;
    requireSubdomain('nodeGroup', nodeGroup);
    return new ModelCache(() => ({ kind: 'node', nodeGroup }));
  }

  private constructor(private readonly request: (subject: CacheSubject) => ModelCacheRequest) {}

  /** @internal what is asked for, for a model of that size in a zone with those disks */
  public bind(subject: CacheSubject): ModelCacheRequest {
    return this.request(subject);
  }
}

/** Refuses what is no ModelCache. */
export function requireModelCache(prop: string, value: unknown): void {
  if (!(typeof value === 'object' && value !== null && 'bind' in value && typeof value.bind === 'function')) {
    throw wrongKind(prop, value, 'ModelCache');
  }
}
