import { JsonPatch } from 'cdk8s';
import { Addition, Change, Mistake, patch, toldOf } from './broken';
import { Accelerator, GpuNodeGroup, Target } from '../../../src';
import { anOnPremTarget } from '../../support/targets';

const CONTAINER = '/spec/template/spec/containers/0';
const IMAGE = 'registry.ffm1.example/mirror/docker.io/vllm/vllm-openai';

/** Adds a node group, and patches the pool to run there. */
const onOtherNodes = (accelerator: Accelerator): Change => ({ zone, chat }) => {
  new GpuNodeGroup(zone, 'Others', { accelerator, maxNodes: 1 });
  patch(chat, 'Deployment', 'chat', JsonPatch.replace('/spec/template/spec/nodeSelector/aiplane.dev~1node-group', 'zone-others'));
};

describe('the verdict on a pool', () => {
  test.each<Mistake>([
    ['nodes with another GPU', onOtherNodes(Accelerator.T4), [
      '[Chat/Manifests/Resource] EngineNotAsJudged \'/spec/template/spec/nodeSelector\' ({"aiplane.dev/node-group":"zone-others","aiplane.dev/zone":"zone"}) lets the engine run on the T4 of \'zone-others\', and the verdict on \'place/Zone/Chat\' is about L4; state the node group as the pool\'s \'nodes\', which judges it anew, or undo the patch',
    ]],
    ['any nodes of the zone, where one group has another GPU', ({ zone, chat }) => {
      new GpuNodeGroup(zone, 'Others', { accelerator: Accelerator.T4, maxNodes: 1 });
      patch(chat, 'Deployment', 'chat', JsonPatch.remove('/spec/template/spec/nodeSelector/aiplane.dev~1node-group'));
    }, [
      '[Chat/Manifests/Resource] EngineNotAsJudged \'/spec/template/spec/nodeSelector\' ({"aiplane.dev/zone":"zone"}) lets the engine run on the T4 of \'zone-others\', and the verdict on \'place/Zone/Chat\' is about L4; state the node group as the pool\'s \'nodes\', which judges it anew, or undo the patch',
    ]],
    ['no GPU at all', ({ chat }) => patch(chat, 'Deployment', 'chat', JsonPatch.remove(`${CONTAINER}/resources`)), [
      "[Chat/Manifests/Resource] EngineNotAsJudged '/spec/template/spec/containers/0/resources/limits/nvidia.com/gpu' (undefined) is not the 1 that the verdict on 'place/Zone/Chat' is about; undo the patch",
    ]],
    ['no GPU at all on KServe', ({ chat }) => patch(chat, 'LLMInferenceService', 'chat', JsonPatch.remove('/spec/template/containers/0/resources')), [
      "[Chat/Manifests/Resource] EngineNotAsJudged '/spec/template/containers/0/resources/limits/nvidia.com/gpu' (undefined) is not the 1 that the verdict on 'place/Zone/Chat' is about; undo the patch",
    ], Target.openShift({ on: anOnPremTarget() })],
    ['another version of the engine', ({ chat }) => patch(chat, 'Deployment', 'chat', JsonPatch.replace(`${CONTAINER}/image`, `${IMAGE}:v0.11.0`)), [
      `[Chat/Manifests/Resource] EngineNotAsJudged '/spec/template/spec/containers/0/image' (${IMAGE}:v0.11.0) is vLLM 0.11, and the verdict on 'place/Zone/Chat' is about 0.27; state it as the pool's 'engine', which judges it anew, or undo the patch`,
    ]],
  ])('refuses %s', (_, mistake, problems, ...place) => {
    expect(toldOf(mistake, ...place)).toEqual(problems);
  });

  test.each<Addition>([
    ['another group of nodes with the same GPU', onOtherNodes(Accelerator.L4)],
    ['a patch release of the engine', ({ chat }) => patch(chat, 'Deployment', 'chat', JsonPatch.replace(`${CONTAINER}/image`, `${IMAGE}:v0.27.9`))],
    ['devices that are claimed', ({ chat }) => patch(chat, 'Deployment', 'chat', JsonPatch.replace(`${CONTAINER}/resources`, { claims: [{ name: 'gpu' }] }))],
  ])('says nothing of %s', (_, addition, ...place) => {
    expect(toldOf(addition, ...place)).toEqual([]);
  });
});
