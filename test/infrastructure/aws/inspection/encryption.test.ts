import { EbsVolume } from '@cdktf/provider-aws/lib/ebs-volume';
import { AnInspection } from './an-inspection';

/** As it is made; what tests add to it is gone after each. */
const PLAIN = new AnInspection();

const TEMPLATE = 'Zone/Gpus/NodeGroup/LaunchTemplate';
const SYSTEM = 'Infrastructure/Default/Cluster/SystemNodes/LaunchTemplate';
const MODELS = 'Zone/Infrastructure/Default/Models';
const DEFAULTS = 'rule.0.apply_server_side_encryption_by_default';
const UNDO = 'undo the override that removed it';

describe('encryption that somebody switched off is refused:', () => {
  test.each([TEMPLATE, SYSTEM])('on the disks of %s', (path) => {
    const environment = new AnInspection();
    environment.at(path).addOverride('block_device_mappings.0.ebs.encrypted', 'false');
    expect(environment.said).toEqual([`[frankfurt/${path}] 'block_device_mappings.0.ebs.encrypted' (false) leaves data unencrypted; set it to true`]);
  });

  test('on a disk of the user', () => {
    const environment = new AnInspection();
    new EbsVolume(environment.stack, 'Own', { availabilityZone: 'eu-central-1a', size: 1, encrypted: false });
    expect(environment.said).toEqual(["[frankfurt/Own] 'encrypted' (false) leaves data unencrypted; set it to true"]);
  });

  test.each([
    ['aws_efs_file_system', { encrypted: false }, 'encrypted', 'false', 'true'],
    ['aws_db_instance', { storage_encrypted: false }, 'storage_encrypted', 'false', 'true'],
    ['aws_sqs_queue', { sqs_managed_sse_enabled: false }, 'sqs_managed_sse_enabled', 'false', 'true'],
    ['aws_elasticache_replication_group', { transit_encryption_enabled: false }, 'transit_encryption_enabled', 'false', 'true'],
    ['aws_opensearch_domain', { encrypt_at_rest: [{ enabled: false }] }, 'encrypt_at_rest.0.enabled', 'false', 'true'],
    ['aws_codebuild_project', { artifacts: { encryption_disabled: true } }, 'artifacts.encryption_disabled', 'true', 'false'],
  ])('%s with %j', (type, body, attribute, value, right) => {
    expect(PLAIN.saidWith(`resource.${type}.own`, body)).toEqual([`'resource.${type}.own.${attribute}' (${value}) leaves data unencrypted; set it to ${right}`]);
  });

  test('but what says nothing has the default of its service', () => {
    const environment = new AnInspection();
    environment.stack.addOverride('resource.aws_db_instance.own', { engine: 'postgres' });
    environment.stack.addOverride('resource.aws_cognito_user_pool.own', { sms: { enabled: false } });
    expect(environment.said).toEqual([]);
  });
});

describe('what is encrypted with a key of the customer stays so:', () => {
  test.each([
    ['secrets of the cluster', 'Infrastructure/Default/Cluster/Resource', 'encryption_config', 'encryption_config.provider.key_arn', 'must name the key of this environment'],
    ['its logs', 'Infrastructure/Default/Cluster/Logs', 'kms_key_id', 'kms_key_id', 'must name the key of this environment'],
    ['images', 'Images/Default/docker.io-library-nginx', 'encryption_configuration', 'encryption_configuration.kms_key', 'must name the key of this environment'],
    ['system disks', SYSTEM, 'block_device_mappings.0.ebs.kms_key_id', 'block_device_mappings.0.ebs.kms_key_id', 'must name the key of this environment or zone'],
    ['disks of GPU nodes', TEMPLATE, 'block_device_mappings.0.ebs.kms_key_id', 'block_device_mappings.0.ebs.kms_key_id', 'must name the key of this environment or zone'],
    ['disks that are encrypted at all', TEMPLATE, 'block_device_mappings.0.ebs.encrypted', 'block_device_mappings.0.ebs.encrypted', 'must be true for the disk of a node'],
    ['objects of a zone, by its key', `${MODELS}/Encryption`, `${DEFAULTS}.kms_master_key_id`, 'rule.apply_server_side_encryption_by_default.kms_master_key_id', "must name a key in a zone whose keys are the customer's"],
  ])('%s', (_case, path, removed, attribute, rule) => {
    // GIVEN
    const environment = new AnInspection();
    environment.images('nginx:1');

    // WHEN
    environment.at(path).addOverride(removed, undefined);

    // THEN
    expect(environment.said).toEqual([`[frankfurt/${path}] '${attribute}' (undefined) ${rule}; ${removed.startsWith(DEFAULTS) ? '' : 'state it, or '}${UNDO}`]);
  });

  test('every disk that an override adds', () => {
    const environment = new AnInspection();
    environment.at(TEMPLATE).addOverride('block_device_mappings', [{ device_name: '/dev/xvdb', ebs: { volume_size: 10 } }]);
    expect(environment.said).toEqual([
      `[frankfurt/${TEMPLATE}] 'block_device_mappings.1.ebs.encrypted' (undefined) must be true for the disk of a node; state it, or ${UNDO}`,
      `[frankfurt/${TEMPLATE}] 'block_device_mappings.1.ebs.kms_key_id' (undefined) must name the key of this environment or zone; state it, or ${UNDO}`,
    ]);
  });

  test('objects of a zone, by what is not Amazon\'s own key', () => {
    const environment = new AnInspection();
    environment.at(`${MODELS}/Encryption`).addOverride(`${DEFAULTS}.sse_algorithm`, 'AES256');
    expect(environment.said).toEqual([`[frankfurt/${MODELS}/Encryption] '${DEFAULTS}.sse_algorithm' (AES256) must be 'aws:kms' in a zone whose keys are the customer's; set it to 'aws:kms' and name a key`]);
  });

  test('objects of a zone, once the rule that says so is removed', () => {
    const environment = new AnInspection();
    environment.remove(`${MODELS}/Encryption`);
    expect(environment.said).toEqual([
      `[frankfurt/${MODELS}/Resource] 'aws_s3_bucket_server_side_encryption_configuration' (undefined) must stand beside the bucket of a zone whose keys are the customer's; restore it, or create one with a key of your own`,
    ]);
  });

  test('but a zone that leaves keys to Amazon has Amazon\'s default without a rule', () => {
    const environment = new AnInspection({}, { keyHolder: 'provider' });
    environment.remove(`${MODELS}/Encryption`);
    expect(environment.said).toEqual([]);
  });
});

describe('the credentials of a node', () => {
  test.each(['optional', undefined])('are not for requests without a token (%s)', (value) => {
    const environment = new AnInspection();
    environment.at(TEMPLATE).addOverride('metadata_options.http_tokens', value);
    expect(environment.said).toEqual([`[frankfurt/${TEMPLATE}] 'metadata_options.http_tokens' (${value}) lets any request fetch the credentials of the node; set it to 'required'`]);
  });

  test('are out of the reach of pods', () => {
    const environment = new AnInspection();
    environment.at(SYSTEM).addOverride('metadata_options.http_put_response_hop_limit', 2);
    expect(environment.said).toEqual([`[frankfurt/${SYSTEM}] 'metadata_options.http_put_response_hop_limit' (2) lets pods fetch the credentials of their node; set it to 1`]);
  });

  test('are the user\'s business on machines of the user', () => {
    expect(PLAIN.saidWith('resource.aws_launch_template.own', { metadata_options: { http_tokens: 'optional' } })).toEqual([]);
  });
});
