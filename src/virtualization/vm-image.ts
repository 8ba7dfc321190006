import { requireForm, requireKind, requireOneOf } from '../errors/requirements';
import type { VmImageSource } from '../target/requests';

/** Where the disk of a virtual machine is filled from, once, before it first starts. */
export abstract class VmImage {
  /** A disk image inside a container image, as KubeVirt's container disks are. It is pulled by way of the environment's mirror. */
  public static fromRegistry(reference: string): VmImage {
    return new FixedImage({ kind: 'registry', reference });
  }

  /** A disk image (raw or qcow2) behind HTTPS, with the checksum that it must have, such as `sha256:…`. */
  public static fromUrl(url: string, checksum: string): VmImage {
    return new FixedImage({ kind: 'http', url, checksum });
  }

  /** A copy of a volume that is in the cluster already. */
  public static fromVolume(name: string, namespace: string): VmImage {
    return new FixedImage({ kind: 'pvc', name, namespace });
  }

  /** The source, as the distribution needs it. */
  public abstract bind(): VmImageSource;
}

class FixedImage extends VmImage {
  constructor(private readonly source: VmImageSource) {
    super();
    requireImageSource(source, '');
  }

  public bind(): VmImageSource {
    return this.source;
  }
}

const LABEL = '[a-z0-9]([a-z0-9-]*[a-z0-9])?';
const STEP = '[a-z0-9]+(?:(?:\\.|_{1,2}|-+)[a-z0-9]+)*';
/** @see https://github.com/distribution/reference/blob/main/reference.go */
const REFERENCE = new RegExp(`^([A-Za-z0-9][A-Za-z0-9.-]*(:\\d{1,5})?/)?${STEP}(/${STEP})*(:\\w[\\w.-]{0,127})?(@sha256:[0-9a-f]{64})?$`);
const CHECKSUM = /^(sha256:[0-9a-f]{64}|sha512:[0-9a-f]{128})$/;
const KINDS: readonly VmImageSource['kind'][] = ['http', 'pvc', 'registry'];

/** Refuses what no importer could fill a disk from; `prefix` stands before the names of its parts in errors. */
export function requireImageSource(source: VmImageSource, prefix: string): void {
  requireKind(`${prefix}bind`, source, 'VmImageSource', ['kind']);
  requireOneOf(`${prefix}kind`, source.kind, KINDS, 'a kind of source');
  switch (source.kind) {
    case 'registry':
      return requireForm(`${prefix}reference`, source.reference, REFERENCE, 'an image reference without a scheme, such as registry.bank.example/ledger:rhel7');
    case 'http':
      requireForm(`${prefix}url`, source.url, /^https:\/\/[A-Za-z0-9.-]+(:\d{1,5})?(\/\S*)?$/, 'an address that starts with https://');
      return requireForm(`${prefix}checksum`, source.checksum, CHECKSUM, "'sha256:' or 'sha512:' and lower-case hexadecimal digits");
    case 'pvc':
      requireForm(`${prefix}name`, source.name, new RegExp(`^(?=.{1,253}$)${LABEL}(\\.${LABEL})*$`), 'a DNS-1123 subdomain: lower-case letters, digits, hyphens and dots');
      return requireForm(`${prefix}namespace`, source.namespace, new RegExp(`^(?=.{1,63}$)${LABEL}$`), 'a DNS-1123 label: lower-case letters, digits and hyphens');
  }
}
