import { JsonPatch } from 'cdk8s';
import { Addition, Mistake, own, patch, toldOf } from './broken';
import { Operator, Target } from '../../../src';
import { SITE } from '../../support/targets';

describe('the version of an object', () => {
  test.each<Mistake>([
    ['a pool of a version that gateways no longer serve', ({ chat }) => patch(chat, 'InferencePool', 'chat', JsonPatch.replace('/apiVersion', 'inference.networking.k8s.io/v1alpha2')), [
      "[Chat/Manifests/Pool] VersionNotServed '/apiVersion' (inference.networking.k8s.io/v1alpha2) is not served by Inference extension here; use inference.networking.k8s.io/v1",
    ]],
    ['a route to a pool of another group', ({ chat }) => patch(chat, 'HTTPRoute', 'chat', JsonPatch.replace('/spec/rules/0/backendRefs/0/group', 'inference.networking.x-k8s.io')), [
      "[Chat/Manifests/Route] PoolOfAnotherGroup '/spec/rules/0/backendRefs/0/group' (inference.networking.x-k8s.io) is not the group of the InferencePool 'chat'; use inference.networking.k8s.io",
    ]],
    ['a pool of the group that it was of once', ({ chat }) => patch(chat, 'InferencePool', 'chat', JsonPatch.replace('/apiVersion', 'inference.networking.x-k8s.io/v1alpha2')), [
      "[Chat/Manifests/Picker] PickerOfAnotherPool '/spec/template/spec/containers/0/args --pool-group' (inference.networking.k8s.io) is not that of the InferencePool 'chat' which asks it; use inference.networking.x-k8s.io",
      "[Chat/Manifests/Pool] OperatorUndeclared '/apiVersion' (inference.networking.x-k8s.io/v1alpha2) is of a group that no operator of the target brings; install it there, and add Operator.custom({ name: '…', groups: ['inference.networking.x-k8s.io'] }) to the 'operators' of the target",
      "[Chat/Manifests/Route] PoolOfAnotherGroup '/spec/rules/0/backendRefs/0/group' (inference.networking.k8s.io) is not the group of the InferencePool 'chat'; use inference.networking.x-k8s.io",
    ]],
    ['a queue of a version before the one that Kueue keeps', ({ zone }) => own(zone, { apiVersion: 'kueue.x-k8s.io/v1beta1', kind: 'LocalQueue', spec: { clusterQueue: 'gpus' } }), [
      "[Objects/Own0] VersionNotServed '/apiVersion' (kueue.x-k8s.io/v1beta1) is not served by Kueue here; use kueue.x-k8s.io/v1beta2",
    ], Target.onPrem({ ...SITE, operators: [Operator.KUEUE] })],
  ])('refuses %s', (_, mistake, problems, ...place) => {
    expect(toldOf(mistake, ...place)).toEqual(problems);
  });

  test.each<Addition>([
    ['a queue of the version that Kueue keeps', ({ zone }) => own(zone, { apiVersion: 'kueue.x-k8s.io/v1beta2', kind: 'LocalQueue', spec: { clusterQueue: 'gpus' } }), Target.onPrem({ ...SITE, operators: [Operator.KUEUE] })],
  ])('says nothing of %s', (_, addition, ...place) => {
    expect(toldOf(addition, ...place)).toEqual([]);
  });
});
