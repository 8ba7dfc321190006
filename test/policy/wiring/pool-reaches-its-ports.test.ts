import { JsonPatch } from 'cdk8s';
import { Addition, argument, Mistake, own, patch, toldOf } from './broken';
import { aDeployment, anInferencePool, PICKER_ELSEWHERE } from './own-engines';

const NINE = Array.from({ length: 9 }, (_, index) => 8000 + index);

describe('the ports of a pool', () => {
  test.each<Mistake>([
    ['a port that its pods do not open', ({ chat }) => patch(chat, 'InferencePool', 'chat', JsonPatch.replace('/spec/targetPorts/0/number', 8001)), [
      "[Chat/Manifests/Pool] PortReachesNothing '/spec/targetPorts/0/number' (8001) is a port on which the pods of the Deployment 'chat' do not listen; use one of: 8000",
    ]],
    ['a port that stands twice', ({ chat }) => patch(chat, 'InferencePool', 'chat', JsonPatch.add('/spec/targetPorts/-', { number: 8000 })), [
      "[Chat/Manifests/Pool] GivenTwice '/spec/targetPorts' (8000) is given twice; name each once",
    ]],
    ['an engine that listens elsewhere', ({ chat }) => argument(chat, 'Deployment', 'chat', '--port=8001'), [
      "[Chat/Manifests/Resource] PortReachesNothing '/spec/template/spec/containers/0/args --port' (8001) is no port of the InferencePool 'chat', which sends requests to 8000; use 8000",
    ]],
    ['a port of pool and pod on which the engine does not listen', ({ chat }) => {
      patch(chat, 'InferencePool', 'chat', JsonPatch.replace('/spec/targetPorts/0/number', 8001));
      patch(chat, 'Deployment', 'chat', JsonPatch.replace('/spec/template/spec/containers/0/ports/0/containerPort', 8001));
    }, [
      "[Chat/Manifests/Resource] PortReachesNothing '/spec/template/spec/containers/0/args --port' (8000) is no port of the InferencePool 'chat', which sends requests to 8001; use 8001",
    ]],
    ['a ninth port', ({ zone }) => own(zone, aDeployment({ ports: NINE.map((containerPort) => ({ containerPort })) }), anInferencePool({ app: 'own' }, NINE), PICKER_ELSEWHERE), [
      "[Objects/Own1] TooManyPorts '/spec/targetPorts' (9) must be at most 8 ports; spread the engines over more pods",
    ]],
  ])('refuses %s', (_, mistake, problems, ...place) => {
    expect(toldOf(mistake, ...place)).toEqual(problems);
  });

  test.each<Addition>([
    ['pods that say no ports', ({ zone }) => own(zone, aDeployment(), anInferencePool(), PICKER_ELSEWHERE)],
  ])('says nothing of %s', (_, addition, ...place) => {
    expect(toldOf(addition, ...place)).toEqual([]);
  });
});
