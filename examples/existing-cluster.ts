import { AwsRegion, Cluster, Environment, Jurisdiction, Network, Platform, PlatformProps, SovereignDataZone, StateBackend, Target } from 'aiplane';

/** A zone in a network and a cluster that somebody else runs. */
export function example(props?: PlatformProps): Platform {
  const platform = new Platform(props);
  const stockholm = new Environment(platform, 'stockholm', {
    target: Target.aws({
      region: AwsRegion.EU_NORTH_1,
      account: '111122223333',
      backend: StateBackend.s3({ bucket: 'bank-terraform-state' }),
      network: Network.existing({ vpcId: 'vpc-0a1b2c3d4e5f60718', privateSubnetIds: ['subnet-0a1b2c3d4e5f60718', 'subnet-1b2c3d4e5f607180a'] }),
      cluster: Cluster.existing({ name: 'shared', kubernetesVersion: '1.34' }),
    }),
  });
  new SovereignDataZone(stockholm, 'Zone', { jurisdiction: Jurisdiction.EUROPEAN_UNION });
  return platform;
}

if (require.main === module) {
  example().synth();
}
