import { S3Bucket } from '@cdktf/provider-aws/lib/s3-bucket';
import { AwsRegion, Environment, StateBackend, Target } from '../../../../src';
import { aPlatform, thrownBy } from '../../../support/platforms';

test('what an override breaks stops the whole program, at the construct that it came from', () => {
  // GIVEN
  const platform = aPlatform();
  const environment = new Environment(platform, 'frankfurt', { target: Target.aws({ region: AwsRegion.EU_CENTRAL_1, account: '123456789012', backend: StateBackend.s3({ bucket: 'state' }) }) });

  // WHEN
  new S3Bucket(environment, 'Own', { bucket: 'own' }).addOverride('region', 'us-east-1');
  environment.addOverride('resource.aws_ebs_volume.evil', { availability_zone: 'us-east-1a', size: 1 });

  // THEN
  expect(thrownBy(() => platform.synth()).message).toBe([
    '2 problems, nothing was written',
    "  [frankfurt] 'resource.aws_ebs_volume.evil.availability_zone' (us-east-1a) is outside of 'eu-central-1', the region of this environment; create it in an environment there",
    "  [frankfurt/Own] 'region' (us-east-1) is outside of 'eu-central-1', the region of this environment; create it in an environment there",
  ].join('\n'));
});
