import { ConfigMap } from 'cdk8s-plus-28';
import { Environment, Jurisdiction, KeyCustody, Platform, PlatformProps, SiteModelStore, Size, SovereignDataZone, Target } from 'aiplane';

/** A zone in a data centre in Zürich: its data is bound to Swiss law, and its pods to the registries and storage classes of the site. */
export function example(props?: PlatformProps): Platform {
  const platform = new Platform(props);
  const zurich = new Environment(platform, 'zurich', {
    target: Target.onPrem({
      site: 'zrh1',
      country: 'CH',
      registry: 'registry.zrh1.bank.example/mirror',
      storageClass: 'ceph-rbd',
      modelStore: SiteModelStore.volume({ storageClass: 'cephfs', size: Size.gibibytes(500) }),
    }),
  });
  const zone = new SovereignDataZone(zurich, 'Payments', {
    jurisdiction: Jurisdiction.SWITZERLAND,
    keyCustody: KeyCustody.CUSTOMER,
    registries: ['registry.zrh1.bank.example/operators'],
    storageClasses: ['ceph-rbd-archive'],
  });
  new ConfigMap(zone.manifests, 'Limits', { data: { currency: 'CHF' } });
  return platform;
}

if (require.main === module) {
  example().synth();
}
