import { AnInspection } from './an-inspection';
import { StateBackend } from '../../../../src/infrastructure/state-backend';

test.each([
  ['us-east-1', 'US'], ['eu-west-1', 'IE'], ['ap-southeast-7', 'TH'],
])('state in %s is in another country than its environment', (region, country) => {
  const environment = new AnInspection({ backend: StateBackend.s3({ bucket: 'state', region }) });
  expect(environment.said).toEqual([`'terraform.backend.s3.region' (${region}) is in '${country}', but the state holds secrets of an environment in 'DE'; keep it in a bucket in 'DE'`]);
});

test.each(['eu-central-1', 'eusc-de-east-1', 'xx-unknown-1'])('state in %s may be in its country', (region) => {
  expect(new AnInspection({ backend: StateBackend.s3({ bucket: 'state', region }) }).said).toEqual([]);
});

test('state that an override moved is judged where it is', () => {
  const environment = new AnInspection({ backend: StateBackend.s3({ bucket: 'state' }) });
  environment.stack.addOverride('terraform.backend.s3.region', 'us-east-1');
  expect(environment.codes).toEqual(['StateElsewhere']);
});

test.each(['terraform.backend', 'terraform.backend.local', 'terraform'])('state without a place, after %s was removed by an override, is refused', (path) => {
  const environment = new AnInspection();
  environment.stack.addOverride(path, undefined);
  expect(environment.said).toEqual([
    "'terraform.backend' (undefined) must be declared where there are cloud resources: without one, their state lands in a folder of the machine that synthesised them; undo the override that removed it",
  ]);
});

test('state with two places is refused', () => {
  const environment = new AnInspection({ backend: StateBackend.s3({ bucket: 'state' }) });
  environment.stack.addOverride('terraform.backend.local', { path: 'x.tfstate' });
  expect(environment.said).toEqual(["'terraform.backend' ([\"s3\",\"local\"]) must be one; declare the other one as the target's 'backend' instead"]);
});
