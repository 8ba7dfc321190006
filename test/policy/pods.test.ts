import { podsOf } from '../../src/policy/pods';
import { validateCustomResource, describeWithCrds } from '../support/crd-schemas';
import { aDisaggregatedSet, aLeaderWorkerSet } from './wiring/own-engines';

const inZone = <T extends { readonly metadata?: object }>(object: T) => ({ ...object, metadata: { ...object.metadata, namespace: 'zone' } });
const NIM = inZone({
  apiVersion: 'apps.nvidia.com/v1alpha1', kind: 'NIMService', metadata: { name: 'llama' },
  spec: { image: { repository: 'nvcr.io/nim/meta/llama', tag: '1.8' }, authSecret: 'ngc', labels: { team: 'a' }, nodeSelector: { disk: 'ssd' }, storage: { nimCache: { name: 'llama' } }, resources: { limits: { 'nvidia.com/gpu': 1 } } },
});
const KSERVE = inZone({
  apiVersion: 'serving.kserve.io/v1alpha2', kind: 'LLMInferenceService', metadata: { name: 'chat' },
  spec: {
    model: { uri: 'pvc://models/a/b' }, labels: { team: 'a' }, parallelism: { pipeline: 2 }, template: { containers: [{ name: 'main' }] }, worker: { containers: [{ name: 'main' }] },
    prefill: { template: { containers: [{ name: 'main' }] }, parallelism: { tensor: 1 } }, router: { scheduler: {} },
  },
});
const GROUP = inZone(aLeaderWorkerSet({ labels: { app: 'own' } }, 4));
const ROLES = inZone(aDisaggregatedSet());

const read = (object: object) => podsOf({ path: 'own', object: object as never }).map(({ field, labels, podsPerReplica, isCompleted }) => ({ field, labels, podsPerReplica, isCompleted }));

describe('the pods of', () => {
  test('a group are as many as a leader and its workers', () => {
    expect(read(GROUP)).toEqual([{ field: '/spec/leaderWorkerTemplate/workerTemplate/spec', labels: { 'app': 'own', 'leaderworkerset.sigs.k8s.io/name': 'own' }, podsPerReplica: 4, isCompleted: false }]);
  });

  test('two roles are those of each', () => {
    expect(read(ROLES).map(({ field, labels }) => [field, labels['disaggregatedset.x-k8s.io/role']])).toEqual([
      ['/spec/roles/0/spec/leaderWorkerTemplate/workerTemplate/spec', 'prefill'], ['/spec/roles/1/spec/leaderWorkerTemplate/workerTemplate/spec', 'decode'],
    ]);
  });

  test('KServe are those of each role and of the scheduler, with the labels that it puts there', () => {
    const shared = { 'app.kubernetes.io/name': 'chat', 'app.kubernetes.io/part-of': 'llminferenceservice' };
    const engine = (role: string) => ({ ...shared, 'kserve.io/component': 'workload', 'llm-d.ai/role': role });
    expect(read(KSERVE).map(({ field, labels, isCompleted }) => ({ field, labels, isCompleted }))).toEqual([
      { field: '/spec/template', labels: { team: 'a', ...engine('decode') }, isCompleted: true },
      { field: '/spec/worker', labels: { team: 'a', ...engine('decode') }, isCompleted: true },
      { field: '/spec/prefill/template', labels: engine('prefill'), isCompleted: true },
      { field: '/spec/router/scheduler/template', labels: { ...shared, 'app.kubernetes.io/component': 'llminferenceservice-router-scheduler' }, isCompleted: true },
    ]);
  });

  test('a NIM are those of its operator', () => {
    const [pod] = podsOf({ path: 'own', object: NIM as never });
    expect(pod?.labels).toMatchObject({ 'team': 'a', 'app': 'llama', 'app.kubernetes.io/part-of': 'nim-service' });
    expect(pod?.spec).toMatchObject({ nodeSelector: { disk: 'ssd' }, containers: [{ name: 'llama', image: 'nvcr.io/nim/meta/llama:1.8', resources: { limits: { 'nvidia.com/gpu': 1 } } }] });
  });
});

describeWithCrds('the objects of these tests', () => {
  test.each([['LeaderWorkerSet', GROUP], ['DisaggregatedSet', ROLES], ['LLMInferenceService', KSERVE], ['NIMService', NIM]])('%s is what its definition asks for', (_, object) => {
    expect(validateCustomResource(object)).toEqual([]);
  });
});
