import { JsonPatch } from 'cdk8s';
import { Addition, Mistake, own, patch, toldOf } from './broken';
import { aDeployment, aLeaderWorkerSet } from './own-engines';

describe('GPUs of a pod', () => {
  test.each<Mistake>([
    ['more than there are ranks, and than a node has', ({ chat }) => patch(chat, 'Deployment', 'chat', JsonPatch.replace('/spec/template/spec/containers/0/resources/limits/nvidia.com~1gpu', '2')), [
      "[Chat/Manifests/Resource] GpusNotOfLayout '/spec/template/spec/containers/0/resources/limits/nvidia.com/gpu' (2) must be 1, one for each rank of the pod; change both together, or neither",
      "[Chat/Manifests/Resource] PodExceedsNode '/spec/template/spec/containers/0/resources/limits/nvidia.com/gpu' (2) must be at most 1, which is what a node of 'zone-gpus' has; lower it, or spread the replica over more pods",
    ]],
    ['fewer than there are ranks in the pods of a group', ({ zone }) => own(zone, aLeaderWorkerSet({ args: ['-tp', '2', '-pp', '2', '--nnodes=2'] })), [
      "[Objects/Own0] GpusNotOfLayout '/spec/leaderWorkerTemplate/workerTemplate/spec/containers/0/resources/limits/nvidia.com/gpu' (1) must be 2, one for each rank of the pod (tensor 2 × pipeline 2 over 2 pods); change both together, or neither",
    ]],
    ['fewer than the engines of a pod', ({ zone }) => own(zone, aDeployment({ args: ['--data-parallel-size', '4', '--data-parallel-size-local', '2'] })), [
      "[Objects/Own0] GpusNotOfLayout '/spec/template/spec/containers/0/resources/limits/nvidia.com/gpu' (1) must be 2, one for each rank of the pod (local data 2); change both together, or neither",
    ]],
  ])('refuses %s', (_, mistake, problems, ...place) => {
    expect(toldOf(mistake, ...place)).toEqual(problems);
  });

  test.each<Addition>([
    ['a stage in each pod of a group', ({ zone }) => own(zone, aLeaderWorkerSet({ args: ['--pipeline_parallel_size=2'] }))],
    ['an engine in each pod of a group', ({ zone }) => own(zone, aLeaderWorkerSet({ args: ['--data-parallel-size=2', '--data-parallel-size-local=1', '--enable-expert-parallel'] }))],
    ['a size that only the start of the container knows', ({ zone }) => own(zone, aDeployment({ args: ['--tensor-parallel-size=$(SIZE)'] }))],
    ['sizes in a file of its own', ({ zone }) => own(zone, aDeployment({ args: ['--config=/etc/vllm.yaml', '--tensor-parallel-size=2'] }))],
  ])('says nothing of %s', (_, addition, ...place) => {
    expect(toldOf(addition, ...place)).toEqual([]);
  });
});
