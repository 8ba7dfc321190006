import { JsonPatch } from 'cdk8s';
import { Addition, Mistake, own, patch, toldOf } from './broken';
import { aDeployment, anInferencePool, PICKER_ELSEWHERE } from './own-engines';

describe('an engine beside Services', () => {
  test.each<Mistake>([
    ['an engine that learns of them', ({ chat }) => patch(chat, 'Deployment', 'chat', JsonPatch.remove('/spec/template/spec/enableServiceLinks')), [
      "[Chat/Manifests/Resource] ServiceLinksOn '/spec/template/spec/enableServiceLinks' (undefined) must be false: a Service named vllm would set VLLM_PORT, which the engine takes for its own; set it to false",
    ]],
    ['a name that leaves no room for that of its picker', ({ zone }) => own(zone, aDeployment({ ports: [{ containerPort: 8000 }] }), anInferencePool({ app: 'own' }, [8000], 'a'.repeat(41)), PICKER_ELSEWHERE), [
      "[Objects/Own1] NameTooLong '/metadata/name' (aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa) must have at most 40 characters, because the endpoint picker and the gateway add suffixes; shorten it",
    ]],
  ])('refuses %s', (_, mistake, problems, ...place) => {
    expect(toldOf(mistake, ...place)).toEqual(problems);
  });

  test.each<Addition>([
    ['pods that are no engines', ({ zone }) => own(zone, aDeployment({ spec: { enableServiceLinks: true, containers: [{ name: 'web', image: 'registry.ffm1.example/mirror/web' }] } }))],
  ])('says nothing of %s', (_, addition, ...place) => {
    expect(toldOf(addition, ...place)).toEqual([]);
  });
});
