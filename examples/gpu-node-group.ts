import { Accelerator, AwsRegion, Environment, GpuNodeGroup, Jurisdiction, Platform, PlatformProps, Size, SovereignDataZone, StateBackend, Target } from 'aiplane';

/** Two nodes with an L40S each, of the cheapest instance type that has one. */
export function example(props?: PlatformProps): Platform {
  const platform = new Platform(props);
  const frankfurt = new Environment(platform, 'frankfurt', {
    target: Target.aws({
      region: AwsRegion.EU_CENTRAL_1,
      account: '111122223333',
      backend: StateBackend.local(),
    }),
  });
  const zone = new SovereignDataZone(frankfurt, 'Zone', { jurisdiction: Jurisdiction.EUROPEAN_UNION });
  new GpuNodeGroup(zone, 'Gpus', {
    accelerator: Accelerator.L40S,
    maxNodes: 2,
    disk: Size.gibibytes(300),
  });
  return platform;
}

if (require.main === module) {
  example().synth();
}
