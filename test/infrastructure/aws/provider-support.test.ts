import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { TerraformStack, Testing } from 'cdktf';
import { AwsRegion } from '../../../src';
import { providerFindings } from '../../../src/infrastructure/aws/provider-support';

function aProvider(providerVersion: string): AwsProvider {
  const provider = new AwsProvider(new TerraformStack(Testing.app(), 'stack'), 'Provider', {}) as unknown as { terraformGeneratorMetadata: object };
  provider.terraformGeneratorMetadata = { providerName: 'aws', providerVersion };
  return provider as unknown as AwsProvider;
}

test.each([
  ['5.100.0', AwsRegion.EUSC_DE_EAST_1, ["'region' (eusc-de-east-1) is in the partition 'aws-eusc', whose ARNs the AWS provider accepts since 6.16.0, but the installed binding is made from 5.100.0; install @cdktf/provider-aws 21.22.1 or newer before you deploy"]],
  ['6.15.9', AwsRegion.EUSC_DE_EAST_1, ["'region' (eusc-de-east-1) is in the partition 'aws-eusc', whose ARNs the AWS provider accepts since 6.16.0, but the installed binding is made from 6.15.9; install @cdktf/provider-aws 21.22.1 or newer before you deploy"]],
  ['6.16.0', AwsRegion.EUSC_DE_EAST_1, []],
  ['6.25.0', AwsRegion.EUSC_DE_EAST_1, []],
  ['5.100.0', AwsRegion.EU_CENTRAL_1, []],
])('a binding made from provider %s is judged against what the region needs', (version, region, messages) => {
  expect(providerFindings(region, aProvider(version)).map(({ message }) => message)).toEqual(messages);
});
