import { Construct } from 'constructs';
import { ACCOUNT, AnEnvironment } from './an-environment';
import { Accelerator } from '../../../src/catalog/accelerators';
import { AwsRegion } from '../../../src/catalog/aws-regions';
import { AwsInfrastructure } from '../../../src/infrastructure/aws/aws-infrastructure';
import type { AwsInfrastructureProps } from '../../../src/infrastructure/aws/aws-infrastructure-props';
import { Cluster } from '../../../src/infrastructure/aws/cluster';
import { Network } from '../../../src/infrastructure/aws/network';
import { StateBackend } from '../../../src/infrastructure/state-backend';

function aWholeEnvironment(props: Partial<AwsInfrastructureProps> = {}): AnEnvironment {
  const environment = new AnEnvironment(props);
  const zone = environment.zone();
  zone.gpus({ accelerator: Accelerator.L40S });
  zone.modelAccess();
  zone.machine('Ledger');
  environment.images('vllm/vllm-openai:v0.11.0');
  return environment;
}

describe('the text of the program', () => {
  test.each([AwsRegion.EU_CENTRAL_1, AwsRegion.EUSC_DE_EAST_1])('holds no name of one partition in $name', (region) => {
    expect(JSON.stringify(aWholeEnvironment({ region }).terraform).match(/arn:aws|amazonaws\.com/g)).toBeNull();
  });

  test('is the same every time', () => {
    expect(JSON.stringify(aWholeEnvironment().terraform)).toBe(JSON.stringify(aWholeEnvironment().terraform));
  });

  test('waits for no number or list that was never filled in', () => {
    expect(JSON.stringify(aWholeEnvironment().terraform).match(/TfToken|-1\.88\d+e/g)).toBeNull();
  });

  test('names the account that it is for, so that Terraform refuses any other', () => {
    expect(new AnEnvironment().terraform.provider.aws).toEqual([{
      region: 'eu-central-1', allowed_account_ids: [ACCOUNT], default_tags: [{ tags: { 'aiplane.dev/environment': 'frankfurt' } }],
    }]);
  });
});

test('an instance serves many environments, each with things of its own', () => {
  // GIVEN
  const [one, other] = [new AnEnvironment({}, 'one'), new AnEnvironment({}, 'other')];

  // WHEN
  const binding = one.infrastructure.bindZone(new Construct(new Construct(other.stack, 'Zone'), 'Infrastructure'), {
    name: 'zone', namespace: 'zone', environment: 'other', jurisdiction: { name: 'X', countries: ['DE'], source: 'https://example.org', asOf: '2026-01-01' }, keyHolder: 'customer',
  });

  // THEN
  expect(binding.modelStore).toMatchObject({ uri: `s3://other-zone-models-${ACCOUNT}` });
});

test('every need is met with a reason', () => {
  const environment = new AnEnvironment();
  const zone = environment.zone();
  const bindings = [environment.binding, zone.binding, zone.gpus(), zone.modelAccess(), zone.machine('Ledger'), environment.images('nginx')];
  const fulfilments = bindings.flatMap((binding) => binding.fulfilments);
  expect(fulfilments.map(({ capability, level }) => `${capability} ${level}`)).toEqual([
    'cluster.managed equal', 'net.noEgress equal', 'data.residency equal', 'key.customerHeld substituted', 'model.store equal',
    'nodes.provisioned equal', 'identity.workload equal', 'vm.nodes equal', 'img.mirror equal',
  ]);
  expect(fulfilments.filter(({ reason }) => !/^[A-Za-z'0-9]/.test(reason) || reason.endsWith('.'))).toEqual([]);
});

describe('props that cannot be deployed are refused', () => {
  const good = { region: AwsRegion.EU_CENTRAL_1, account: ACCOUNT, backend: StateBackend.local() };

  test.each([
    [undefined, "'props' (undefined) must be an object; write it in braces, name by name"],
    [{ ...good, region: 'eu-central-1' }, "'region' (eu-central-1) must be an AwsRegion; use one of the catalog, such as AwsRegion.EU_CENTRAL_1, or AwsRegion.custom({…})"],
    [{ ...good, account: 123456789012 }, "'account' (123456789012) must be a string that is not empty; write it in quotes"],
    [{ ...good, account: '1234' }, "'account' (1234) must be the twelve digits of an account, as a string; correct its spelling"],
    [{ ...good, backend: undefined }, "'backend' (undefined) must be a StateBackend; use one of StateBackend.s3({ bucket: '…' }), StateBackend.local(), StateBackend.custom(…)"],
    [{ ...good, network: '10.0.0.0/16' }, "'network' (10.0.0.0/16) must be a Network; use Network.create() or Network.existing({…})"],
    [{ ...good, cluster: 'shared' }, "'cluster' (shared) must be a Cluster; use Cluster.create() or Cluster.existing({…})"],
    [{ ...good, internetEgress: 'no' }, "'internetEgress' (no) must be true or false; write one of the two, without quotes"],
    [{ ...good, deletionProtection: 0 }, "'deletionProtection' (0) must be true or false; write one of the two, without quotes"],
    [{ ...good, instanceTypes: 'p5.48xlarge' }, "'instanceTypes' (p5.48xlarge) must be a list; put it in square brackets"],
    [{ ...good, instanceTypes: ['p5.48xlarge'] }, "'instanceTypes' (p5.48xlarge) must be an AwsInstanceType; use one of the catalog, such as AwsInstanceType.of('p5.48xlarge'), or AwsInstanceType.custom({…})"],
    [{ ...good, cluster: Cluster.create({ serviceCidr: '10.0.128.0/20' }) }, "'serviceCidr' (10.0.128.0/20) overlaps the network's '10.0.0.0/16'; choose another block, such as '10.100.0.0/16'"],
    [{ ...good, network: Network.create({ cidr: '172.20.0.0/16' }) }, "'serviceCidr' (172.20.0.0/16) overlaps the network's '172.20.0.0/16'; choose another block, such as '10.100.0.0/16'"],
  ])('%#', (props, message) => {
    expect(() => new AwsInfrastructure(props as never)).toThrow(message);
  });
});
