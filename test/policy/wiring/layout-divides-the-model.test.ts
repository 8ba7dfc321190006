import { Addition, Mistake, own, toldOf } from './broken';
import { aDeployment } from './own-engines';
import { anOnPremTarget } from '../../support/targets';

describe('a model and the ranks that share it', () => {
  test.each<Mistake>([
    ['ranks that do not divide the heads, in the script of a shell', ({ zone }) => own(zone, aDeployment({ command: ['/bin/bash', '-c', 'exec vllm serve /models/meta-llama/Llama-3.1-8B-Instruct \\\n  --tensor-parallel-size 3'], gpus: 3 })), [
      "[Objects/Own0] HeadsNotDivisible '/spec/template/spec/containers/0/args --tensor-parallel-size' (3) must divide the 32 attention heads of 'llama-3.1-8b-instruct'; use one of: 1, 2, 4, 8, 16, 32",
    ], anOnPremTarget(), {}, { gpusPerNode: 4 }],
    ['a pinned revision of a model', ({ zone }) => own(zone, aDeployment({ command: ['vllm', 'serve', '/models/meta-llama/Llama-3.1-8B-Instruct/0e9e39f'], args: ['-tp=3'], gpus: 3 })), [
      "[Objects/Own0] HeadsNotDivisible '/spec/template/spec/containers/0/args --tensor-parallel-size' (3) must divide the 32 attention heads of 'llama-3.1-8b-instruct'; use one of: 1, 2, 4, 8, 16, 32",
    ], anOnPremTarget(), {}, { gpusPerNode: 4 }],
  ])('refuses %s', (_, mistake, problems, ...place) => {
    expect(toldOf(mistake, ...place)).toEqual(problems);
  });

  test.each<Addition>([
    ['a model that nobody listed', ({ zone }) => own(zone, aDeployment({ args: ['-tp=3'], gpus: 3 })), anOnPremTarget(), {}, { gpusPerNode: 4 }],
  ])('says nothing of %s', (_, addition, ...place) => {
    expect(toldOf(addition, ...place)).toEqual([]);
  });
});
