import { JsonPatch } from 'cdk8s';
import { Addition, Mistake, own, patch, toldOf } from './broken';
import { aDeployment } from './own-engines';
import { Target } from '../../../src';
import { anOnPremTarget } from '../../support/targets';

describe('users of pods', () => {
  test.each<Mistake>([
    ['a user and a group that the cluster refuses', ({ chat }) => patch(chat, 'LLMInferenceService', 'chat', JsonPatch.add('/spec/template/securityContext', { runAsUser: 2000, fsGroup: 2000 })), [
      "[Chat/Manifests/Resource] UserFixed '/spec/template/securityContext/fsGroup' (2000) must be left out: the cluster gives each namespace a range of ids and refuses all others; remove it",
      "[Chat/Manifests/Resource] UserFixed '/spec/template/securityContext/runAsUser' (2000) must be left out: the cluster gives each namespace a range of ids and refuses all others; remove it",
    ], Target.openShift({ on: anOnPremTarget() })],
    ['a user of one container', ({ zone }) => own(zone, aDeployment({ spec: { containers: [{ name: 'web', image: 'registry.ffm1.example/mirror/web', securityContext: { runAsUser: 0 } }] } })), [
      "[Objects/Own0] UserFixed '/spec/template/spec/containers/0/securityContext/runAsUser' (0) must be left out: the cluster gives each namespace a range of ids and refuses all others; remove it",
    ], Target.openShift({ on: anOnPremTarget() })],
    ['an engine that can write nothing to /tmp', ({ chat }) => patch(chat, 'Deployment', 'chat', JsonPatch.remove('/spec/template/spec/containers/0/volumeMounts/2')), [
      "[Chat/Manifests/Resource] NowhereToWrite '/spec/template/spec/containers/0/volumeMounts' (/tmp) is on no volume that can be written, and the root of the container cannot be; mount an emptyDir at /tmp",
    ]],
  ])('refuses %s', (_, mistake, problems, ...place) => {
    expect(toldOf(mistake, ...place)).toEqual(problems);
  });

  test.each<Addition>([
    ['a user where the cluster does not choose', ({ zone }) => own(zone, aDeployment({ spec: { securityContext: { runAsUser: 1000 } } }))],
  ])('says nothing of %s', (_, addition, ...place) => {
    expect(toldOf(addition, ...place)).toEqual([]);
  });
});
