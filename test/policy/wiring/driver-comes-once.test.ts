import { Addition, Mistake, own, toldOf } from './broken';
import { Operator } from '../../../src';
import { anAwsTarget } from '../../support/targets';

const POLICY = { apiVersion: 'nvidia.com/v1', kind: 'ClusterPolicy', metadata: { name: 'gpu-cluster-policy' } };
const OFF = { enabled: false };

describe('the driver of GPUs', () => {
  test.each<Mistake>([
    ['an operator that installs all of it once more', ({ environment }) => own(environment, { ...POLICY, spec: {} }), [
      "[Manifests/Own0] DriverTwice '/spec/devicePlugin/enabled' (undefined) must be false: the nodes that 'nvidia-device-plugin-zone-gpus' runs on have it already; set it to false",
      "[Manifests/Own0] DriverTwice '/spec/driver/enabled' (undefined) must be false: the nodes that 'nvidia-device-plugin-zone-gpus' runs on have it already; set it to false",
      "[Manifests/Own0] DriverTwice '/spec/toolkit/enabled' (undefined) must be false: the nodes that 'nvidia-device-plugin-zone-gpus' runs on have it already; set it to false",
    ], anAwsTarget({ operators: [Operator.GPU_OPERATOR] })],
    ['an operator that installs the driver once more', ({ environment }) => own(environment, { ...POLICY, spec: { driver: { enabled: true }, toolkit: OFF, devicePlugin: OFF } }), [
      "[Manifests/Own0] DriverTwice '/spec/driver/enabled' (true) must be false: the nodes that 'nvidia-device-plugin-zone-gpus' runs on have it already; set it to false",
    ], anAwsTarget({ operators: [Operator.GPU_OPERATOR] })],
  ])('refuses %s', (_, mistake, problems, ...place) => {
    expect(toldOf(mistake, ...place)).toEqual(problems);
  });

  test.each<Addition>([
    ['an operator that leaves it alone', ({ environment }) => own(environment, { ...POLICY, spec: { driver: OFF, toolkit: OFF, devicePlugin: OFF } }), anAwsTarget({ operators: [Operator.GPU_OPERATOR] })],
    ['an operator of machines that bring none', ({ environment }) => own(environment, { ...POLICY, spec: { driver: { enabled: true } } })],
  ])('says nothing of %s', (_, addition, ...place) => {
    expect(toldOf(addition, ...place)).toEqual([]);
  });
});
