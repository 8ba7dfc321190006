import { Environment, Jurisdiction, LegacyVm, Platform, PlatformProps, Size, SovereignDataZone, Target, VmImage } from 'aiplane';

/** A ledger that was never made for containers, on the one machine of a factory. */
export function example(props?: PlatformProps): Platform {
  const platform = new Platform(props);
  const factory = new Environment(platform, 'factory-12', {
    target: Target.edge({ site: 'factory-12', country: 'DE', registry: 'registry.factory-12.bank.example' }),
  });
  const zone = new SovereignDataZone(factory, 'Zone', { jurisdiction: Jurisdiction.EUROPEAN_UNION });
  new LegacyVm(zone, 'Ledger', {
    image: VmImage.fromRegistry('registry.bank.example/ledger:rhel7'),
    cpus: 4,
    memory: Size.gibibytes(16),
    disk: Size.gibibytes(200),
    ports: [1521],
  });
  return platform;
}

if (require.main === module) {
  example().synth();
}
