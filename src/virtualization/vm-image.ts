import { requireForm, requireText } from '../errors/requirements';
import type { VmImageSource } from '../target/requests';

/** Where the disk of a virtual machine is filled from, once, before it first starts. */
export abstract class VmImage {
  /** A disk image inside a container image, as KubeVirt's container disks are. It is pulled by way of the environment's mirror. */
  public static fromRegistry(reference: string): VmImage {
    requireText('reference', reference);
    return new FixedImage({ kind: 'registry', reference });
  }

  /** A disk image (raw or qcow2) behind HTTPS, with the checksum that it must have, such as `sha256:…`. */
  public static fromUrl(url: string, checksum: string): VmImage {
    requireForm('url', url, /^https:\/\/\S+$/, 'an address that starts with https://');
    requireForm('checksum', checksum, /^(sha256:[0-9a-f]{64}|sha512:[0-9a-f]{128})$/, "'sha256:' or 'sha512:' and lower-case hexadecimal digits");
    return new FixedImage({ kind: 'http', url, checksum });
  }

  /** A copy of a volume that is in the cluster already. */
  public static fromVolume(name: string, namespace: string): VmImage {
    requireText('name', name);
    requireText('namespace', namespace);
    return new FixedImage({ kind: 'pvc', name, namespace });
  }

  /** The source, as the distribution needs it. */
  public abstract bind(): VmImageSource;
}

class FixedImage extends VmImage {
  constructor(private readonly source: VmImageSource) {
    super();
  }

  public bind(): VmImageSource {
    return this.source;
  }
}
