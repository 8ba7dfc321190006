/** Terraform configuration in its JSON syntax, as far as it is read here. */
export interface StackJson {
  readonly provider?: Readonly<Record<string, readonly { readonly region?: string; readonly allowed_account_ids?: readonly string[] }[]>>;
  readonly resource?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly data?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly output?: Readonly<Record<string, unknown>>;
  readonly terraform?: unknown;
}

/** Name of the file; Terraform merges `*_override.tf.json` into what it reads beside it. */
export const OVERRIDE_FILE = 'conformance_override.tf.json';

/** First words of resource types, and the service whose API makes them. */
const SERVICES: Readonly<Record<string, string>> = {
  aws_autoscaling: 'autoscaling',
  aws_cloudwatch_log: 'logs',
  aws_default_security_group: 'ec2',
  aws_ecr: 'ecr',
  aws_eip: 'ec2',
  aws_eks: 'eks',
  aws_iam: 'iam',
  aws_internet_gateway: 'ec2',
  aws_kms: 'kms',
  aws_launch_template: 'ec2',
  aws_nat_gateway: 'ec2',
  aws_placement_group: 'ec2',
  aws_route: 'ec2',
  aws_s3: 's3',
  aws_security_group: 'ec2',
  aws_sqs: 'sqs',
  aws_subnet: 'ec2',
  aws_vpc: 'ec2',
};

/** Data sources that the provider answers by itself. */
const OFFLINE = ['aws_partition', 'aws_region', 'aws_service_principal', 'aws_iam_policy_document', 'aws_arn'];

/** Services whose API a stack calls, sorted. Throws for a type whose service is not known here: it would call the real one. */
export function servicesOf({ resource = {}, data = {} }: StackJson): readonly string[] {
  const types = [...Object.keys(resource), ...Object.keys(data).filter((type) => !OFFLINE.includes(type))].filter((type) => type.startsWith('aws_'));
  // the provider asks who it is before anything else
  return [...new Set(['sts', ...types.map(serviceOf)])].sort();
}

/**
 * What is laid beside an unchanged stack to try it on this machine: a provider that calls the mock, state in the folder.
 *
 * Nothing of what the stack would make is changed.
 */
export function overrideOf(stack: StackJson, endpoint: string): object {
  const endpoints = Object.fromEntries(servicesOf(stack).map((service) => [service, endpoint]));
  return {
    terraform: { backend: { local: {} } },
    provider: {
      aws: [{
        access_key: 'mock', secret_key: 'mock', endpoints: [endpoints],
        s3_use_path_style: true, skip_credentials_validation: true, skip_metadata_api_check: 'true',
      }],
    },
  };
}

/** Region that a stack is deployed to. */
export function regionOf({ provider = {} }: StackJson): string {
  return provider.aws?.[0]?.region ?? 'a region that the environment variables name';
}

/** Number of the account that a stack insists on. */
export function accountOf({ provider = {} }: StackJson): string {
  const account = provider.aws?.[0]?.allowed_account_ids?.[0];
  if (account === undefined) {
    throw new Error('the AWS provider of the stack names no account that it is limited to');
  }
  return account;
}

function serviceOf(type: string): string {
  const prefix = Object.keys(SERVICES).filter((words) => type === words || type.startsWith(`${words}_`)).sort((a, b) => b.length - a.length)[0];
  if (prefix === undefined) {
    throw new Error(`no service is known for '${type}'; add it to the table in ${__filename.split('/').slice(-3).join('/')}`);
  }
  return SERVICES[prefix]!;
}
