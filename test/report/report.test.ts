import { aFulfilment, aReport, constructAt } from './reported';
import { Model } from '../../src/catalog/models';
import type { RoleVerdict } from '../../src/core/rendered';
import { reportDataOf } from '../../src/report/report';
import type { InferenceRequest } from '../../src/target/inference-request';
import { aConfigMap, aHandoff, aManifest, anEnvironment } from '../emit/rendered';

const aVerdict: RoleVerdict = {
  role: 'prefill-decode', layout: 'TP 1', reason: 'it is given', verdict: 'fits', limit: 'concurrency', accelerator: 'L40S', gpusPerReplica: 1,
  kvCacheTokens: 1000, maxConcurrency: 2.5, usableGib: 40, weightsGib: 13.7, overheadGib: 3, cacheGib: 23.3, errorBound: 0.01,
};

describe('the report', () => {
  test('says of each environment what it is, how much is in it, how needs were met and what is advised', () => {
    const met = aFulfilment('substituted', { capability: 'vm.run', reason: 'met by KubeVirt', objects: ['frankfurt/Vm/B', 'frankfurt/Vm/A'].map(constructAt) });
    const environment = anEnvironment({
      manifests: [aManifest('a', [aConfigMap('a'), aConfigMap('b')]), aManifest('b', [aConfigMap('c')])],
      handoff: [aHandoff('A', 'key')],
      images: [{ upstream: 'a', mirror: 'b' }],
      nodeGroups: [{ labels: { a: 'b' }, nodeSelector: { a: 'b' }, taints: [{ key: 'c', value: 'd', effect: 'NoSchedule' }], name: 'gpus', zone: 'zone', maxNodes: 2 }],
      models: [{ repository: 'o/m', revision: 'main', destination: 's3://m', weightsGib: 1 }],
      reported: [aReport('frankfurt/Vm', [met, aFulfilment('equal')], 'mind the gap')],
      pools: [{ path: 'frankfurt/Pool', request: { model: Model.GPT_OSS_20B } as InferenceRequest, verdicts: [aVerdict] }],
      terraformResources: 42,
    });

    expect(reportDataOf([environment])).toEqual({
      version: 1,
      environments: [{
        name: 'frankfurt', path: 'frankfurt', target: 'aws', infrastructure: 'aws', distribution: 'eks',
        counts: {
          terraformResources: 42, kubernetesObjects: 3, handedOffValues: 1, imagesToMirror: 1, modelsToMirror: 1, findings: 1,
          levels: { 'equal': 1, 'substituted': 1, 'degraded': 0, 'missing': 0, 'not-applicable': 0 },
        },
        nodeGroups: [{
          name: 'gpus', zone: 'zone', maxNodes: 2, virtualMachines: false,
          labels: { a: 'b' }, taints: [{ key: 'c', value: 'd', effect: 'NoSchedule' }], nodeSelector: { a: 'b' },
        }],
        fulfilments: [
          { path: 'frankfurt/Vm', capability: 'ai_inference', level: 'equal', reason: 'met by something equal', objects: [] },
          { path: 'frankfurt/Vm', capability: 'vm.run', level: 'substituted', reason: 'met by KubeVirt', objects: ['frankfurt/Vm/A', 'frankfurt/Vm/B'] },
        ],
        findings: [{ path: 'frankfurt/Vm', code: 'Advice', severity: 'warning', message: 'mind the gap' }],
        pools: [{ path: 'frankfurt/Pool', model: 'gpt-oss-20b', roles: [aVerdict] }],
        contention: [],
      }],
    });
  });

  test('is the same in whatever order environments and constructs come', () => {
    const reported = [aReport('frankfurt/A', [aFulfilment('equal'), aFulfilment('missing')], 'a', 'b'), aReport('frankfurt/B', [aFulfilment('equal')], 'c')];
    const reversed = [...reported].reverse().map(({ path, fulfilments, findings }) => ({
      path, fulfilments: [...fulfilments].reverse(), findings: [...findings].reverse(),
    }));
    const bern = anEnvironment({ name: 'bern' });

    expect(reportDataOf([anEnvironment({ reported: reversed }), bern])).toEqual(reportDataOf([bern, anEnvironment({ reported })]));
  });
});
