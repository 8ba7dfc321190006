import { JsonPatch } from 'cdk8s';
import { Addition, Mistake, own, patch, toldOf } from './broken';
import { Target } from '../../../src';
import { anOnPremTarget } from '../../support/targets';

describe('queues and profiles', () => {
  test.each<Mistake>([
    ['a queue that nobody made', ({ chat }) => patch(chat, 'Deployment', 'chat', JsonPatch.add('/metadata/labels/kueue.x-k8s.io~1queue-name', 'nobody')), [
      "[Chat/Manifests/Resource] NoSuchObject '/metadata/labels/kueue.x-k8s.io/queue-name' (nobody) names no LocalQueue of the namespace 'zone'; create it, or name one that exists",
    ]],
    ['a hardware profile that nobody made', ({ chat }) => patch(chat, 'LLMInferenceService', 'chat', JsonPatch.add('/metadata/annotations/opendatahub.io~1hardware-profile-name', 'nobody')), [
      "[Chat/Manifests/Resource] NoSuchObject '/metadata/annotations/opendatahub.io/hardware-profile-name' (nobody) names no HardwareProfile of the namespace 'zone'; create it, or name one that exists",
    ], Target.openShift({ on: anOnPremTarget() })],
    ['a Kueue that OpenShift AI would run', ({ environment }) => own(environment, { apiVersion: 'datasciencecluster.opendatahub.io/v2', kind: 'DataScienceCluster', metadata: { name: 'default-dsc' }, spec: { components: { kueue: { managementState: 'Managed' } } } }), [
      "[Manifests/Own0] QueueManaged '/spec/components/kueue/managementState' (Managed) is refused by OpenShift AI, which leaves Kueue to its own operator; use Unmanaged or Removed",
    ], Target.openShift({ on: anOnPremTarget() })],
  ])('refuses %s', (_, mistake, problems, ...place) => {
    expect(toldOf(mistake, ...place)).toEqual(problems);
  });

  test.each<Addition>([
    ['a hardware profile of another namespace', ({ chat }) => patch(chat, 'LLMInferenceService', 'chat', JsonPatch.add('/metadata/annotations/opendatahub.io~1hardware-profile-name', 'gpu'), JsonPatch.add('/metadata/annotations/opendatahub.io~1hardware-profile-namespace', 'redhat-ods-applications')), Target.openShift({ on: anOnPremTarget() })],
  ])('says nothing of %s', (_, addition, ...place) => {
    expect(toldOf(addition, ...place)).toEqual([]);
  });
});
