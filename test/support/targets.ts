import { aTarget } from './platforms';
import { AwsRegion, AwsTargetProps, OnPremTargetProps, SiteModelStore, Size, StateBackend, Strategies, Target } from '../../src';

/** A target at Amazon, commercial unless said otherwise. */
export function anAwsTarget(props: Partial<AwsTargetProps> = {}): Target {
  return Target.aws({ region: AwsRegion.EU_CENTRAL_1, account: '111122223333', backend: StateBackend.s3({ bucket: 'state' }), ...props });
}

/** A German data centre. */
export const SITE: OnPremTargetProps = {
  site: 'ffm1',
  country: 'DE',
  registry: 'registry.ffm1.example/mirror',
  storageClass: 'ceph-rbd',
  storageAccessMode: 'ReadWriteMany',
  modelStore: SiteModelStore.volume({ storageClass: 'cephfs', size: Size.gibibytes(1000) }),
};

/** A target in a German data centre. */
export function anOnPremTarget(): Target {
  return Target.onPrem(SITE);
}

/** A German factory. */
export function anEdgeTarget(): Target {
  return Target.edge({ site: 'factory-12', country: 'DE', registry: 'registry.factory-12.example' });
}

/** Every kind of place that a platform can run, all of them in Germany; made anew for each test. */
export const TARGETS: readonly (readonly [string, () => Strategies])[] = [
  ['aws', anAwsTarget],
  ['aws-eusc', () => anAwsTarget({ region: AwsRegion.EUSC_DE_EAST_1 })],
  ['on-prem', anOnPremTarget],
  ['edge', anEdgeTarget],
  ['openshift', () => Target.openShift({ on: anOnPremTarget() })],
  ['openshift at the edge', () => Target.openShift({ on: anEdgeTarget() })],
  ['a company\'s own', aTarget],
];
