import { HttpBackend } from 'cdktf';
import { AnEnvironment } from './aws/an-environment';
import { AwsRegion } from '../../src/catalog/aws-regions';
import { StateBackend } from '../../src/infrastructure/state-backend';

describe('state in a bucket', () => {
  test('is encrypted, locked by a file, and apart for every environment', () => {
    const { terraform } = new AnEnvironment({ backend: StateBackend.s3({ bucket: 'bank-state' }) });
    expect(terraform.terraform.backend).toEqual({
      s3: { bucket: 'bank-state', key: 'frankfurt/terraform.tfstate', region: 'eu-central-1', encrypt: true, use_lockfile: true },
    });
  });

  test('passes by the list of regions of Terraform in the sovereign partition, which is not on it', () => {
    const { terraform } = new AnEnvironment({ region: AwsRegion.EUSC_DE_EAST_1, backend: StateBackend.s3({ bucket: 'bank-state', key: 'k', kmsKeyId: 'arn:x' }) });
    expect(terraform.terraform.backend.s3).toMatchObject({ region: 'eusc-de-east-1', skip_region_validation: true, key: 'k', kms_key_id: 'arn:x' });
  });

  test('can lie in another region than the environment', () => {
    const { terraform } = new AnEnvironment({ region: AwsRegion.EUSC_DE_EAST_1, backend: StateBackend.s3({ bucket: 'bank-state', region: 'eu-central-1' }) });
    expect(terraform.terraform.backend.s3).toEqual({ bucket: 'bank-state', key: 'frankfurt/terraform.tfstate', region: 'eu-central-1', encrypt: true, use_lockfile: true });
  });

  test('needs the name of the bucket', () => {
    expect(() => StateBackend.s3({ bucket: '' })).toThrow("'bucket' () must be a string that is not empty; give it a value");
  });
});

test.each([
  [{}, '../../../terraform.frankfurt.tfstate'],
  [{ directory: 'state' }, '../../../state/terraform.frankfurt.tfstate'],
  [{ directory: 'infra/state/' }, '../../../infra/state/terraform.frankfurt.tfstate'],
])('state in a folder %j is found from where cdktf runs Terraform', (props, path) => {
  expect(new AnEnvironment({ backend: StateBackend.local(props) }).terraform.terraform.backend).toEqual({ local: { path } });
});

test('state in a folder is never at a path of one machine', () => {
  expect(() => StateBackend.local({ directory: '/var/state' })).toThrow("'directory' (/var/state) must be relative to the project; write it without a leading slash");
});

test('state elsewhere is declared by a function', () => {
  const backend = StateBackend.custom((stack, name) => new HttpBackend(stack, { address: `https://state.bank.example/${name}` }));
  expect(new AnEnvironment({ backend }).terraform.terraform.backend).toEqual({ http: { address: 'https://state.bank.example/frankfurt' } });
});
