import { ACCOUNT, AnEnvironment } from './an-environment';
import { AwsRegion } from '../../../src/catalog/aws-regions';
import { mirrored } from '../../../src/target/images';

test('every upstream repository gets one of its own, whatever the number of its images', () => {
  // GIVEN
  const environment = new AnEnvironment();

  // WHEN
  environment.images('vllm/vllm-openai:v0.11.0', 'vllm/vllm-openai@sha256:ab', 'quay.io/kubevirt/virt-launcher:v1.9.0', 'nginx');

  // THEN
  expect(environment.all('aws_ecr_repository').map(({ name }) => name).sort()).toEqual([
    'frankfurt/docker.io/library/nginx', 'frankfurt/docker.io/vllm/vllm-openai', 'frankfurt/quay.io/kubevirt/virt-launcher',
  ]);
  expect(environment.one('aws_ecr_repository', 'nginx')).toMatchObject({
    image_tag_mutability: 'IMMUTABLE', image_scanning_configuration: { scan_on_push: true }, encryption_configuration: [{ encryption_type: 'KMS', kms_key: expect.stringContaining('aws_kms_key.') }],
  });
});

test.each([
  [AwsRegion.EU_CENTRAL_1, `${ACCOUNT}.dkr.ecr.eu-central-1.amazonaws.com/frankfurt`],
  [AwsRegion.EUSC_DE_EAST_1, `${ACCOUNT}.dkr.ecr.eusc-de-east-1.amazonaws.eu/frankfurt`],
])('images are pulled from the registry of the account in %o', (region, mirror) => {
  const environment = new AnEnvironment({ region });
  expect(environment.binding.cluster.registry).toEqual({ mirror });
  expect(mirrored(environment.binding.cluster.registry, 'nginx:1')).toBe(`${mirror}/docker.io/library/nginx:1`);
});

test('a reference that is below the mirror already names its upstream', () => {
  const environment = new AnEnvironment();
  environment.images(`${environment.binding.cluster.registry.mirror}/ghcr.io/llm-d/router:v1`);
  expect(environment.one('aws_ecr_repository')).toMatchObject({ name: 'frankfurt/ghcr.io/llm-d/router' });
});

test('with internet egress images come from where they are', () => {
  const environment = new AnEnvironment({ internetEgress: true });
  const { fulfilments } = environment.images('nginx');
  expect(environment.binding.cluster).toMatchObject({ internetEgress: true, registry: {} });
  expect(environment.terraform.resource).not.toHaveProperty('aws_ecr_repository');
  expect(fulfilments.map(({ level }) => level)).toEqual(['not-applicable']);
});

test.each(['registry.bank.example:5000/ledger:1', 'registry.bank.example/Ledger'])('the path of %s is refused, because no repository can have it', (reference) => {
  expect(() => new AnEnvironment().images(reference)).toThrow(/^'image' \(.*\) makes no name of a repository: lower case, digits and single separators, no port; copy the image/);
});
