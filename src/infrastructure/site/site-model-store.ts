import { requireAccessMode, requireCidr } from './forms';
import type { AccessMode } from './forms';
import { requireSubdomain } from '../../errors/forms';
import { requireForm, requireProps } from '../../errors/requirements';
import { ValidationError } from '../../errors/validation-error';
import type { NamedRequest } from '../../target/requests';
import type { ModelStore } from '../../target/storage';
import type { Size } from '../../units';
import { wholeGibibytes } from '../../units/gibibytes';

/** A bucket of the site that speaks the S3 protocol. */
export interface SiteBucketProps {
  /** URL of the S3 API, such as `https://s3.zrh1.bank.example`. */
  readonly endpoint: string;
  /** Bucket; the models of a zone lie below the zone's namespace. */
  readonly bucket: string;
  /** Region that requests are signed for. @default us-east-1, which Ceph and MinIO assume */
  readonly region?: string;
  /** Secret with `AWS_ACCESS_KEY_ID` and `AWS_SECRET_ACCESS_KEY`, put into the zone's namespace by whoever runs the store. */
  readonly secretName: string;
  /** CIDR block that the endpoint answers in. */
  readonly egressCidr: string;
}

/** A volume of the site that holds the models of a zone. */
export interface SiteVolumeProps {
  /** StorageClass of the volume, which the cluster has. */
  readonly storageClass: string;
  /** Whether replicas on different nodes can read it. @default ReadWriteMany */
  readonly accessMode?: AccessMode;
  /** Capacity; must hold every model of the zone. */
  readonly size: Size;
}

/** The part of a request that tells zones apart. */
type ZonePlace = Pick<NamedRequest, 'namespace'>;

/** Name of the claim, which no construct's name can become. */
const CLAIM = 'aiplane-models';

/** Where a place whose machines exist keeps the weights of its models. */
export class SiteModelStore {
  /** A bucket that the site runs, such as Ceph Object Gateway or MinIO. */
  public static s3(props: SiteBucketProps): SiteModelStore {
    requireProps(props);
    const port = portOf(props.endpoint);
    requireForm('bucket', props.bucket, /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, 'a bucket name of 3 to 63 lower-case letters, digits, dots and hyphens');
    requireSubdomain('secretName', props.secretName);
    requireCidr('egressCidr', props.egressCidr);
    const region = props.region ?? 'us-east-1';
    requireForm('region', region, /^[A-Za-z0-9][A-Za-z0-9-]*$/, 'the name of a region of the store, such as us-east-1');
    const { bucket, endpoint, secretName, egressCidr: cidr } = props;
    const egress = [{ cidr, ports: [port], reason: `models are read from ${new URL(endpoint).host}` }];
    return new SiteModelStore((zone) => ({ kind: 'object-store', uri: `s3://${bucket}/${zone.namespace}`, region, endpoint, secretName, egress }));
  }

  /** A volume in each zone, filled once by whoever brings the models. */
  public static volume(props: SiteVolumeProps): SiteModelStore {
    requireProps(props);
    const { storageClass, accessMode = 'ReadWriteMany' } = props;
    requireSubdomain('storageClass', storageClass);
    requireAccessMode('accessMode', accessMode, storageClass);
    const sizeGib = wholeGibibytes('size', props.size, { min: 1 });
    return new SiteModelStore(() => ({ kind: 'volume', claimName: CLAIM, storageClassName: storageClass, accessMode, sizeGib }));
  }

  private constructor(private readonly storeOf: (zone: ZonePlace) => ModelStore) {}

  /** The store as one zone sees it. */
  public bind(zone: Pick<NamedRequest, 'namespace'>): ModelStore {
    return this.storeOf(zone);
  }
}

/** Refuses what is no SiteModelStore. */
export function requireSiteModelStore(prop: string, value: unknown): void {
  if (!(typeof value === 'object' && value !== null && 'bind' in value && typeof value.bind === 'function')) {
    const remedy = 'make one with SiteModelStore.s3 or SiteModelStore.volume';
    throw new ValidationError({ code: 'WrongKind', prop, value, rule: 'must be a SiteModelStore', remedy });
  }
}

function portOf(endpoint: unknown): number {
  requireForm('endpoint', endpoint, /^https?:\/\/[a-z0-9.-]+(:\d{1,5})?$/, 'a URL of scheme, host and port only, such as https://s3.zrh1.bank.example');
  const { protocol, port } = new URL(endpoint as string);
  return port === '' ? { 'http:': 80, 'https:': 443 }[protocol] ?? 443 : Number(port);
}
