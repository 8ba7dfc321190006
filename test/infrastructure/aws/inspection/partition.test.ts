import { IamPolicy } from '@cdktf/provider-aws/lib/iam-policy';
import { AnInspection } from './an-inspection';
import { AwsRegion } from '../../../../src/catalog/aws-regions';

/** As it is made; what tests add to it is gone after each. */
const PLAIN = new AnInspection();
const SOVEREIGN = new AnInspection({ region: AwsRegion.EUSC_DE_EAST_1 });

const FOREIGN = "is in the partition 'aws', but 'eusc-de-east-1' is in 'aws-eusc'; write 'arn:aws-eusc:…'";

test('a policy that names things of another partition is refused, wherever in it they are', () => {
  const environment = new AnInspection({ region: AwsRegion.EUSC_DE_EAST_1 });
  const policy = JSON.stringify({ Statement: [{ Effect: 'Allow', Action: 's3:*', Resource: ['arn:aws-eusc:s3:::a', 'arn:aws:s3:::b/*'] }] });
  new IamPolicy(environment.stack, 'Own', { policy });
  expect(environment.said).toEqual([`[frankfurt/Own] 'policy' (arn:aws:s3:::b/*) ${FOREIGN}`]);
});

test('so is what an override writes into a role of this library', () => {
  const environment = new AnInspection({ region: AwsRegion.EUSC_DE_EAST_1 });
  environment.at('Infrastructure/Default/Cluster/Role/AmazonEKSClusterPolicy').addOverride('policy_arn', 'arn:aws:iam::aws:policy/AmazonEKSClusterPolicy');
  expect(environment.said).toEqual([`[frankfurt/Infrastructure/Default/Cluster/Role/AmazonEKSClusterPolicy] 'policy_arn' (arn:aws:iam::aws:policy/AmazonEKSClusterPolicy) ${FOREIGN}`]);
});

test('a commercial environment has nothing of China', () => {
  expect(PLAIN.saidWith('resource.aws_sns_topic_subscription.own', { endpoint: 'arn:aws-cn:sqs:cn-north-1:123456789012:x' })).toEqual(["'resource.aws_sns_topic_subscription.own.endpoint' (arn:aws-cn:sqs:cn-north-1:123456789012:x) is in the partition 'aws-cn', but 'eu-central-1' is in 'aws'; write 'arn:aws:…'"]);
});

test.each([
  ['https://sts.eusc-de-east-1.amazonaws.com/', 'https://sts.eusc-de-east-1.amazonaws.com'],
  ['123456789012.dkr.ecr.eusc-de-east-1.amazonaws.com/x:1', '123456789012.dkr.ecr.eusc-de-east-1.amazonaws.com'],
])('the host of %s ends as hosts of its partition do', (value, host) => {
  expect(SOVEREIGN.saidWith('resource.aws_lambda_function.own', { environment: { variables: { HOST: value } } })).toEqual([`'resource.aws_lambda_function.own.environment.variables.HOST' (${host}) is no host of 'eusc-de-east-1'; end it in 'amazonaws.eu'`]);
});

test.each(['https://sts.eusc-de-east-1.amazonaws.eu/', 'logs.eusc-de-east-1.amazonaws.com', 'ec2.amazonaws.com', 'arn:${data.aws_partition.Own.partition}:s3:::x', 'arn:*:s3:::x'])('%s is no such name', (value) => {
  const resource = { aws_lambda_function: { own: { environment: { variables: { VALUE: value } } } } };
  expect(SOVEREIGN.saidWith('', { data: { aws_partition: { Own: {} } }, resource })).toEqual([]);
});
