import { JsonPatch } from 'cdk8s';
import { Addition, argument, Mistake, own, patch, toldOf } from './broken';
import { aDeployment, anInferencePool, PICKER_ELSEWHERE } from './own-engines';

describe('the picker of a pool', () => {
  test.each<Mistake>([
    ['a port of the engine in place of the picker\'s', ({ chat }) => patch(chat, 'InferencePool', 'chat', JsonPatch.replace('/spec/endpointPickerRef/port/number', 8000)), [
      "[Chat/Manifests/Pool] PickerPortWrong '/spec/endpointPickerRef/port/number' (8000) is no port of the Service 'chat-epp' that leads to its picker, which answers proxies on 9002; use 9002",
    ]],
    ['the port of its metrics', ({ chat }) => patch(chat, 'InferencePool', 'chat', JsonPatch.replace('/spec/endpointPickerRef/port/number', 9090)), [
      "[Chat/Manifests/Pool] PickerPortWrong '/spec/endpointPickerRef/port/number' (9090) is no port of the Service 'chat-epp' that leads to its picker, which answers proxies on 9002; use 9002",
    ]],
    ['a picker that listens elsewhere', ({ chat }) => argument(chat, 'Deployment', 'chat-epp', '--grpc-port=9005'), [
      "[Chat/Manifests/Pool] PickerPortWrong '/spec/endpointPickerRef/port/number' (9002) is no port of the Service 'chat-epp' that leads to its picker, which answers proxies on 9005; give the Service a port with the target 9005",
    ]],
    ['a picker that is told of no pool', ({ chat }) => patch(chat, 'Deployment', 'chat-epp', JsonPatch.replace('/spec/template/spec/containers/0/args', ['--config-file=/config/endpoint-picker.yaml'])), [
      "[Chat/Manifests/Picker] PickerOfAnotherPool '/spec/template/spec/containers/0/args --pool-name' (undefined) is not that of the InferencePool 'chat' which asks it; use chat",
    ]],
    ['a picker that looks where nobody told it to', ({ chat }) => {
      patch(chat, 'Deployment', 'chat-epp', JsonPatch.replace('/spec/template/spec/containers/0/args', ['--pool-name=chat']), JsonPatch.remove('/spec/template/spec/containers/0/env'));
    }, [
      "[Chat/Manifests/Picker] PickerOfAnotherPool '/spec/template/spec/containers/0/args --pool-namespace' (undefined) is not that of the InferencePool 'chat' which asks it; use zone",
    ]],
    ['a picker of another group of pools', ({ chat }) => argument(chat, 'Deployment', 'chat-epp', '--pool-group=inference.networking.x-k8s.io'), [
      "[Chat/Manifests/Picker] PickerOfAnotherPool '/spec/template/spec/containers/0/args --pool-group' (inference.networking.x-k8s.io) is not that of the InferencePool 'chat' which asks it; use inference.networking.k8s.io",
    ]],
    ['a picker of another pool', ({ chat }) => argument(chat, 'Deployment', 'chat-epp', '--pool-name=other'), [
      "[Chat/Manifests/Picker] PickerOfAnotherPool '/spec/template/spec/containers/0/args --pool-name' (other) is not that of the InferencePool 'chat' which asks it; use chat",
    ]],
    ['a picker of another namespace', ({ chat }) => argument(chat, 'Deployment', 'chat-epp', '--pool-namespace=other'), [
      "[Chat/Manifests/Picker] PickerOfAnotherPool '/spec/template/spec/containers/0/args --pool-namespace' (other) is not that of the InferencePool 'chat' which asks it; use zone",
    ]],
  ])('refuses %s', (_, mistake, problems, ...place) => {
    expect(toldOf(mistake, ...place)).toEqual(problems);
  });

  test.each<Addition>([
    ['a pool whose picker the output does not show', ({ zone }) => own(zone, aDeployment({ ports: [{ containerPort: 8000 }] }), anInferencePool(), PICKER_ELSEWHERE)],
    ['a name that only the start of the container knows', ({ chat }) => argument(chat, 'Deployment', 'chat-epp', '--pool-name=$(POOL)')],
  ])('says nothing of %s', (_, addition, ...place) => {
    expect(toldOf(addition, ...place)).toEqual([]);
  });
});
