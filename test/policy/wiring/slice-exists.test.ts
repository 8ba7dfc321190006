import { JsonPatch } from 'cdk8s';
import { Addition, Mistake, own, patch, toldOf } from './broken';
import { aDeployment } from './own-engines';
import { Accelerator } from '../../../src';
import { anOnPremTarget } from '../../support/targets';

const aSlice = (profile: string) => aDeployment({
  spec: { containers: [{ name: 'web', image: 'registry.ffm1.example/mirror/web', resources: { limits: { [`nvidia.com/mig-${profile}`]: '1' } } }] },
});

describe('slices of a GPU', () => {
  test.each<Mistake>([
    ['a slice of a GPU that cannot be cut', ({ zone }) => own(zone, aSlice('1g.10gb')), [
      "[Objects/Own0] NoSuchSlice '/spec/template/spec/containers/0/resources/limits/nvidia.com/mig-1g.10gb' (1g.10gb) is no slice of the L4 of its nodes; ask for nvidia.com/gpu: these GPUs cannot be cut",
    ]],
    ['a slice of another GPU', ({ zone }) => own(zone, aSlice('1g.5gb')), [
      "[Objects/Own0] NoSuchSlice '/spec/template/spec/containers/0/resources/limits/nvidia.com/mig-1g.5gb' (1g.5gb) is no slice of the H100_80GB of its nodes; use one of: 1g.10gb, 1g.10gb.me, 1g.20gb, 2g.20gb, 3g.40gb, 4g.40gb, 7g.80gb",
    ], anOnPremTarget(), {}, { accelerator: Accelerator.H100_80GB }],
    ['a machine on the nodes of a pool', ({ ledger }) => patch(ledger, 'VirtualMachine', 'ledger', JsonPatch.add('/spec/template/spec/domain/devices/gpus', [{ name: 'gpu', deviceName: 'nvidia.com/GA102GL_A10' }]), JsonPatch.replace('/spec/template/spec/nodeSelector', { 'aiplane.dev/zone': 'zone', 'aiplane.dev/node-group': 'zone-gpus' })), [
      '[Ledger/Manifests/Resource] GpusSharedWithMachine \'/spec/template/spec/nodeSelector\' ({"aiplane.dev/zone":"zone","aiplane.dev/node-group":"zone-gpus"}) asks for the nodes of the Deployment \'chat\', and a node passes its GPUs to machines or offers them to containers, not both; give the machine a node group of its own',
    ]],
  ])('refuses %s', (_, mistake, problems, ...place) => {
    expect(toldOf(mistake, ...place)).toEqual(problems);
  });

  test.each<Addition>([
    ['a slice that there is', ({ zone }) => own(zone, aSlice('1g.10gb')), anOnPremTarget(), {}, { accelerator: Accelerator.H100_80GB }],
  ])('says nothing of %s', (_, addition, ...place) => {
    expect(toldOf(addition, ...place)).toEqual([]);
  });
});
