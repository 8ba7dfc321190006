import type { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import type { AwsRegion } from '../../catalog/aws-regions';
import type { Sourced } from '../../catalog/sourced';
import { sentence } from '../../errors/validation-error';
import type { Finding } from '../../target/binding';

/** First release of Terraform's AWS provider that can create everything in a partition. */
interface ProviderSupport extends Sourced {
  readonly since: string;
  /** First release of the binding that is made from such a provider. */
  readonly binding: string;
}

/** Partitions whose ARNs older releases refuse when they are applied, though they validate and plan. */
const SINCE: Readonly<Record<string, ProviderSupport>> = {
  'aws-eusc': { since: '6.16.0', binding: '21.22.1', source: 'https://github.com/hashicorp/terraform-provider-aws/pull/44573', asOf: '2025-10-07' },
};

/** What the provider of the installed binding cannot do in a region. */
export function providerFindings(region: AwsRegion, provider: AwsProvider): readonly Finding[] {
  const support = SINCE[region.partition];
  const version = provider.terraformGeneratorMetadata?.providerVersion;
  if (support === undefined || version === undefined || !isOlder(version, support.since)) {
    return [];
  }
  const rule = `is in the partition '${region.partition}', whose ARNs the AWS provider accepts since ${support.since}, but the installed binding is made from ${version}`;
  const message = sentence({ code: 'ProviderTooOld', prop: 'region', value: region.code, rule, remedy: `install @cdktf/provider-aws ${support.binding} or newer before you deploy` });
  return [{ code: 'ProviderTooOld', severity: 'warning', message }];
}

function isOlder(version: string, than: string): boolean {
  const [left = [], right = []] = [version, than].map((text) => text.split('.').map(Number));
  const differing = left.findIndex((part, index) => part !== right[index]);
  return differing !== -1 && left[differing]! < right[differing]!;
}
