import { accountOf, overrideOf, regionOf, servicesOf } from '../../../conformance/terraform/override';

const STACK = {
  provider: { aws: [{ region: 'eu-central-1', allowed_account_ids: ['111122223333'] }] },
  resource: {
    aws_eks_cluster: { Cluster: {} },
    aws_vpc_endpoint: { S3: {} },
    aws_cloudwatch_log_group: { Logs: {} },
    aws_route_table: { Routes: {} },
  },
  data: { aws_partition: { Here: {} } },
};

describe('the override that is laid beside a stack', () => {
  test('calls the mock for every service of the stack, and for the identity of the caller', () => {
    expect(servicesOf(STACK)).toEqual(['ec2', 'eks', 'logs', 'sts']);
  });

  test('asks nobody for what the provider knows by itself', () => {
    expect(servicesOf({ data: { aws_partition: { Here: {} }, aws_service_principal: { Eks: {} } } })).toEqual(['sts']);
  });

  test('refuses a type whose service is not known, which would call the real one', () => {
    expect(() => servicesOf({ resource: { aws_lambda_function: { Fn: {} } } }))
      .toThrow("no service is known for 'aws_lambda_function'; add it to the table in conformance/terraform/override.ts");
  });

  test('changes the provider and the place of the state, and no resource', () => {
    expect(overrideOf({ resource: { aws_kms_key: { Key: {} } } }, 'http://127.0.0.1:1')).toEqual({
      terraform: { backend: { local: {} } },
      provider: {
        aws: [{
          access_key: 'mock', secret_key: 'mock', s3_use_path_style: true, skip_credentials_validation: true, skip_metadata_api_check: 'true',
          endpoints: [{ kms: 'http://127.0.0.1:1', sts: 'http://127.0.0.1:1' }],
        }],
      },
    });
  });

  test('reads account and region of the provider', () => {
    expect([accountOf(STACK), regionOf(STACK)]).toEqual(['111122223333', 'eu-central-1']);
  });

  test('refuses a provider that is limited to no account', () => {
    expect(() => accountOf({ provider: { aws: [{}] } })).toThrow('the AWS provider of the stack names no account that it is limited to');
  });
});
