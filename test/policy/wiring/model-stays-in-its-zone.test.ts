import { JsonPatch } from 'cdk8s';
import { Addition, Mistake, own, patch, toldOf } from './broken';
import { aDeployment } from './own-engines';
import { Target } from '../../../src';
import { anOnPremTarget } from '../../support/targets';

describe('where a model is from', () => {
  test.each<Mistake>([
    ['the public hub, by its address', ({ chat }) => patch(chat, 'LLMInferenceService', 'chat', JsonPatch.replace('/spec/model/uri', 'hf://meta-llama/Llama-3.1-8B-Instruct')), [
      "[Chat/Manifests/Resource] ModelFromOutside '/spec/model/uri' (hf://meta-llama/Llama-3.1-8B-Instruct) leads out of the zone 'zone'; mirror the model to the store of the zone, and name it there",
    ], Target.openShift({ on: anOnPremTarget() })],
    ['the public hub, in a script', ({ zone }) => own(zone, aDeployment({ command: ['sh', '-c', 'fetch hf://a/b && vllm serve /models/a/b'] })), [
      "[Objects/Own0] ModelFromOutside '/spec/template/spec/containers/0/command/2' (hf://a/b) leads out of the zone 'zone'; mirror the model to the store of the zone, and name it there",
    ]],
    ['the public hub, by a name that is looked up there', ({ zone }) => own(zone, aDeployment({ command: ['vllm', 'serve', 'meta-llama/Llama-3.1-8B-Instruct'] })), [
      "[Objects/Own0] ModelFromOutside '/spec/template/spec/containers/0/args' (meta-llama/Llama-3.1-8B-Instruct) is looked up outside of the zone 'zone'; name the folder or address of the model in the store of the zone",
    ]],
  ])('refuses %s', (_, mistake, problems, ...place) => {
    expect(toldOf(mistake, ...place)).toEqual(problems);
  });

  test.each<Addition>([
    ['a name that an offline engine finds in its cache', ({ zone }) => own(zone, aDeployment({ command: ['vllm', 'serve', 'meta-llama/Llama-3.1-8B-Instruct'], env: [{ name: 'HF_HUB_OFFLINE', value: '1' }] }))],
    ['a bucket', ({ zone }) => own(zone, aDeployment({ command: ['vllm', 'serve', 's3://models/a/b'] }))],
  ])('says nothing of %s', (_, addition, ...place) => {
    expect(toldOf(addition, ...place)).toEqual([]);
  });
});
