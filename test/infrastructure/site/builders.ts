import { RootConstruct } from 'constructs';
import { Jurisdiction } from '../../../src/catalog/jurisdictions';
import { SiteModelStore } from '../../../src/infrastructure/site/site-model-store';
import type { SiteProps } from '../../../src/infrastructure/site/site-props';
import type { ZoneInfrastructureRequest } from '../../../src/target/requests';
import { Size } from '../../../src/units';

/** A root to bind in, which must stay without children. */
export function aScope(): RootConstruct {
  return new RootConstruct('zurich');
}

/** The bucket of a data centre in Zurich. */
export function aBucket(overrides: Partial<Parameters<typeof SiteModelStore.s3>[0]> = {}): SiteModelStore {
  return SiteModelStore.s3({ endpoint: 'https://s3.zrh1.bank.example', bucket: 'models', secretName: 'model-store', egressCidr: '10.20.0.0/24', ...overrides });
}

/** A volume of a data centre. */
export function aVolume(overrides: Partial<Parameters<typeof SiteModelStore.volume>[0]> = {}): SiteModelStore {
  return SiteModelStore.volume({ storageClass: 'cephfs', size: Size.gibibytes(500), ...overrides });
}

/** A data centre in Zurich. */
export function siteProps(overrides: Partial<SiteProps> = {}): SiteProps {
  return {
    site: 'zrh1', country: 'CH', storageClass: 'ceph-rbd', storageAccessMode: 'ReadWriteOnce', registry: 'registry.bank.example/aiplane',
    kubernetesVersion: '1.34', internetEgress: false, apiServerCidr: '10.20.1.0/28', modelStore: aBucket(), ...overrides,
  };
}

/** A zone under Swiss law whose keys the customer holds. */
export function aZone(overrides: Partial<ZoneInfrastructureRequest> = {}): ZoneInfrastructureRequest {
  return { environment: 'zurich', name: 'zone', namespace: 'zone', jurisdiction: Jurisdiction.SWITZERLAND, keyHolder: 'customer', ...overrides };
}
