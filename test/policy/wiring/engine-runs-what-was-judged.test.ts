import { JsonPatch } from 'cdk8s';
import { Addition, argument, Mistake, patch, toldOf } from './broken';
import { Target } from '../../../src';
import { anEdgeTarget, anOnPremTarget } from '../../support/targets';

describe('the verdict on a pool', () => {
  test.each<Mistake>([
    ['a longer context', ({ chat }) => argument(chat, 'Deployment', 'chat', '--max-model-len=131072'), [
      "[Chat/Manifests/Resource] EngineNotAsJudged '/spec/template/spec/containers/0/args --max-model-len' (131072) is not the 8192 that the verdict on 'place/Zone/Chat' is about; state it as the pool's 'maxModelLen', which judges it anew, or undo the patch",
    ]],
    ['more ranks', ({ chat }) => argument(chat, 'Deployment', 'chat', '--tensor-parallel-size=2'), [
      "[Chat/Manifests/Resource] EngineNotAsJudged '/spec/template/spec/containers/0/args --tensor-parallel-size' (2) is not the 1 that the verdict on 'place/Zone/Chat' is about; state it as the pool's 'tensorParallelSize', which judges it anew, or undo the patch",
      "[Chat/Manifests/Resource] GpusNotOfLayout '/spec/template/spec/containers/0/resources/limits/nvidia.com/gpu' (1) must be 2, one for each rank of the pod (tensor 2); change both together, or neither",
    ]],
    ['more ranks by a short name, with their GPUs', ({ chat }) => {
      argument(chat, 'Deployment', 'chat', '-tp=2');
      patch(chat, 'Deployment', 'chat', JsonPatch.replace('/spec/template/spec/containers/0/resources/limits/nvidia.com~1gpu', '2'));
    }, [
      "[Chat/Manifests/Resource] EngineNotAsJudged '/spec/template/spec/containers/0/args --tensor-parallel-size' (2) is not the 1 that the verdict on 'place/Zone/Chat' is about; state it as the pool's 'tensorParallelSize', which judges it anew, or undo the patch",
    ], anOnPremTarget(), {}, { gpusPerNode: 2 }],
    ['an argument that is gone', ({ chat }) => patch(chat, 'Deployment', 'chat', JsonPatch.remove('/spec/template/spec/containers/0/args/4')), [
      "[Chat/Manifests/Resource] EngineNotAsJudged '/spec/template/spec/containers/0/args --max-model-len' (undefined) is not the 8192 that the verdict on 'place/Zone/Chat' is about; state it as the pool's 'maxModelLen', which judges it anew, or undo the patch",
    ]],
    ['all arguments gone', ({ chat }) => patch(chat, 'Deployment', 'chat', JsonPatch.remove('/spec/template/spec/containers/0/args')), [
      "[Chat/Manifests/Resource] EngineNotAsJudged '/spec/template/spec/containers/0/args --gpu-memory-utilization' (undefined) is not the 0.92 that the verdict on 'place/Zone/Chat' is about; state it as the pool's 'gpuMemoryUtilization', which judges it anew, or undo the patch",
      "[Chat/Manifests/Resource] EngineNotAsJudged '/spec/template/spec/containers/0/args --kv-cache-dtype' (undefined) is not the auto that the verdict on 'place/Zone/Chat' is about; state it as the pool's 'kvCacheDtype', which judges it anew, or undo the patch",
      "[Chat/Manifests/Resource] EngineNotAsJudged '/spec/template/spec/containers/0/args --max-model-len' (undefined) is not the 8192 that the verdict on 'place/Zone/Chat' is about; state it as the pool's 'maxModelLen', which judges it anew, or undo the patch",
      "[Chat/Manifests/Resource] EngineNotAsJudged '/spec/template/spec/containers/0/args --max-num-batched-tokens' (undefined) is not the 8192 that the verdict on 'place/Zone/Chat' is about; state it as the pool's 'maxNumBatchedTokens', which judges it anew, or undo the patch",
      "[Chat/Manifests/Resource] EngineNotAsJudged '/spec/template/spec/containers/0/args --max-num-seqs' (undefined) is not the 128 that the verdict on 'place/Zone/Chat' is about; state it as the pool's 'maxNumSeqs', which judges it anew, or undo the patch",
      "[Chat/Manifests/Resource] GraceTooShort '/spec/template/spec/containers/0/args --shutdown-timeout' (undefined) must be at least the 120 seconds for which 'place/Zone/Chat' lets requests finish; state it as the pool's 'drainTimeout', or undo the patch",
    ]],
    ['a value that only the start of the container knows', ({ chat }) => argument(chat, 'Deployment', 'chat', '--max-num-seqs=$(SEQS)'), [
      "[Chat/Manifests/Resource] EngineNotAsJudged '/spec/template/spec/containers/0/args --max-num-seqs' ($(SEQS)) is not the 128 that the verdict on 'place/Zone/Chat' is about; state it as the pool's 'maxNumSeqs', which judges it anew, or undo the patch",
    ]],
    ['memory that no prop gives', ({ chat }) => argument(chat, 'Deployment', 'chat', '--kv-cache-memory-bytes=1000000000'), [
      "[Chat/Manifests/Resource] EngineNotAsJudged '/spec/template/spec/containers/0/args --kv-cache-memory-bytes' (1000000000) is not counted in the verdict on 'place/Zone/Chat'; undo the patch",
    ]],
    ['a longer context, by the beginning of the argument', ({ chat }) => argument(chat, 'Deployment', 'chat', '--max-model=131072'), [
      "[Chat/Manifests/Resource] EngineNotAsJudged '/spec/template/spec/containers/0/args --max-model-len' (131072) is not the 8192 that the verdict on 'place/Zone/Chat' is about; state it as the pool's 'maxModelLen', which judges it anew, or undo the patch",
    ]],
    ['a draft that nobody counted, field by field', ({ chat }) => argument(chat, 'Deployment', 'chat', '--speculative-config.model=/models/Qwen/Qwen3-8B'), [
      "[Chat/Manifests/Resource] EngineNotAsJudged '/spec/template/spec/containers/0/args --speculative-config' (/models/Qwen/Qwen3-8B) is not counted in the verdict on 'place/Zone/Chat'; undo the patch",
    ]],
    ['states of twice the size', ({ chat }) => argument(chat, 'Deployment', 'chat', '--mamba-ssm-cache-dtype=float32'), [
      "[Chat/Manifests/Resource] EngineNotAsJudged '/spec/template/spec/containers/0/args --mamba-ssm-cache-dtype' (float32) is not counted in the verdict on 'place/Zone/Chat'; undo the patch",
    ]],
    ['adapters that nobody counted', ({ chat }) => argument(chat, 'Deployment', 'chat', '--enable-lora'), [
      "[Chat/Manifests/Resource] EngineNotAsJudged '/spec/template/spec/containers/0/args --enable-lora' (true) is not counted in the verdict on 'place/Zone/Chat'; undo the patch",
    ]],
    ['another model', ({ chat }) => patch(chat, 'Deployment', 'chat', JsonPatch.replace('/spec/template/spec/containers/0/args/0', '/models/Qwen/Qwen3-8B')), [
      "[Chat/Manifests/Resource] EngineNotAsJudged '/spec/template/spec/containers/0/args' (/models/Qwen/Qwen3-8B) is 'qwen3-8b', and the verdict on 'place/Zone/Chat' is about 'llama-3.1-8b-instruct'; state it as the pool's 'model', which judges it anew, or undo the patch",
    ]],
    ['a longer context on KServe', ({ chat }) => patch(chat, 'LLMInferenceService', 'chat', JsonPatch.replace('/spec/template/containers/0/args/0', '--max-model-len=131072')), [
      "[Chat/Manifests/Resource] EngineNotAsJudged '/spec/template/containers/0/args --max-model-len' (131072) is not the 8192 that the verdict on 'place/Zone/Chat' is about; state it as the pool's 'maxModelLen', which judges it anew, or undo the patch",
    ], Target.openShift({ on: anOnPremTarget() })],
    ['more ranks on KServe', ({ chat }) => patch(chat, 'LLMInferenceService', 'chat', JsonPatch.replace('/spec/parallelism/tensor', 4)), [
      "[Chat/Manifests/Resource] EngineNotAsJudged '/spec/parallelism/tensor' (4) is not the 1 that the verdict on 'place/Zone/Chat' is about; state it as the pool's 'tensorParallelSize', which judges it anew, or undo the patch",
      "[Chat/Manifests/Resource] GpusNotOfLayout '/spec/template/containers/0/resources/limits/nvidia.com/gpu' (1) must be 4, one for each rank of the pod (tensor 4); change both together, or neither",
    ], Target.openShift({ on: anOnPremTarget() })],
    ['more ranks by an argument beside KServe\'s own', ({ chat }) => patch(chat, 'LLMInferenceService', 'chat', JsonPatch.add('/spec/template/containers/0/args/-', '--tensor-parallel-size=2')), [
      "[Chat/Manifests/Resource] EngineNotAsJudged '/spec/template/containers/0/args --tensor-parallel-size' (2) is not the 1 that the verdict on 'place/Zone/Chat' is about; state it as the pool's 'tensorParallelSize', which judges it anew, or undo the patch",
    ], Target.openShift({ on: anOnPremTarget() })],
    ['an argument in the variable that KServe\'s command reads', ({ chat }) => patch(chat, 'LLMInferenceService', 'chat', JsonPatch.add('/spec/template/containers/0/env', [{ name: 'VLLM_ADDITIONAL_ARGS', value: '-q fp8' }])), [
      "[Chat/Manifests/Resource] EngineNotAsJudged '/spec/template/containers/0/args --quantization' (fp8) is not counted in the verdict on 'place/Zone/Chat'; undo the patch",
    ], Target.openShift({ on: anOnPremTarget() })],
    ['another model on KServe', ({ chat }) => patch(chat, 'LLMInferenceService', 'chat', JsonPatch.replace('/spec/model/uri', 'pvc://aiplane-models/Qwen/Qwen3-8B')), [
      "[Chat/Manifests/Resource] EngineNotAsJudged '/spec/model/uri' (pvc://aiplane-models/Qwen/Qwen3-8B) is 'qwen3-8b', and the verdict on 'place/Zone/Chat' is about 'llama-3.1-8b-instruct'; state it as the pool's 'model', which judges it anew, or undo the patch",
    ], Target.openShift({ on: anOnPremTarget() })],
    ['a longer context at the edge', ({ chat }) => argument(chat, 'Deployment', 'chat', '--max-model-len=131072'), [
      "[Chat/Manifests/Resource] EngineNotAsJudged '/spec/template/spec/containers/0/args --max-model-len' (131072) is not the 8192 that the verdict on 'place/Zone/Chat' is about; state it as the pool's 'maxModelLen', which judges it anew, or undo the patch",
    ], anEdgeTarget()],
  ])('refuses %s', (_, mistake, problems, ...place) => {
    expect(toldOf(mistake, ...place)).toEqual(problems);
  });

  test.each<Addition>([
    ['the same number, written otherwise', ({ chat }) => argument(chat, 'Deployment', 'chat', '--gpu-memory-utilization=0.920')],
    ['an argument of which memory does not depend', ({ chat }) => argument(chat, 'Deployment', 'chat', '--enable-log-requests')],
  ])('says nothing of %s', (_, addition, ...place) => {
    expect(toldOf(addition, ...place)).toEqual([]);
  });
});
