import { JsonPatch } from 'cdk8s';
import { Addition, Mistake, own, patch, toldOf } from './broken';
import { aDeployment, aLeaderWorkerSet } from './own-engines';
import { Accelerator, InferencePoolProps, Model, ScalingMetric, Topology } from '../../../src';
import { anOnPremTarget } from '../../support/targets';

/** Roles whose replicas are leaders with workers, one of which scales. */
const WIDE: Partial<InferencePoolProps> = {
  model: Model.DEEPSEEK_R1_0528,
  scaleOn: undefined,
  topology: Topology.wideExpertParallel({
    dataParallelSize: 16,
    disaggregate: { prefill: { minReplicas: 1 }, decode: { minReplicas: 1, maxReplicas: 2, scaleOn: ScalingMetric.runningRequests(256) } },
  }),
};

const VARIANTS = {
  apiVersion: 'llmd.ai/v1alpha1', kind: 'VariantAutoscaling',
  spec: { scaleTargetRef: { apiVersion: 'leaderworkerset.x-k8s.io/v1', kind: 'LeaderWorkerSet', name: 'own' }, modelID: 'own' },
};

describe('what scales a pool', () => {
  test.each<Mistake>([
    ['variants of a group of pods', ({ zone }) => own(zone, aLeaderWorkerSet({}, 1), VARIANTS), [
      "[Objects/Own1] GroupScaledAsVariant '/spec/scaleTargetRef/kind' (LeaderWorkerSet) is a kind of several pods a replica, which the variant autoscaler cannot scale; scale it with a ScaledObject",
    ]],
    ['a pool that goes to zero because nothing else is said', ({ chat }) => patch(chat, 'ScaledObject', 'chat', JsonPatch.remove('/spec/minReplicaCount')), [
      "[Chat/Manifests/Scaling] NothingHoldsRequests '/spec/minReplicaCount' (undefined) lets 'chat' go to zero, and its picker refuses requests while there is no replica; use 1, or turn on the 'flowControl' of the picker",
    ]],
    ['a role of several pods a replica that rests at zero', ({ chat }) => patch(chat, 'ScaledObject', 'chat-decode', JsonPatch.add('/spec/idleReplicaCount', 0)), [
      "[Chat/Manifests/Scaling] NothingHoldsRequests '/spec/idleReplicaCount' (0) lets 'chat' go to zero, and its picker refuses requests while there is no replica; use 1, or turn on the 'flowControl' of the picker",
    ], anOnPremTarget(), WIDE, { accelerator: Accelerator.H200, gpusPerNode: 8, maxNodes: 6 }],
    ['a pool that rests at zero', ({ chat }) => patch(chat, 'ScaledObject', 'chat', JsonPatch.add('/spec/idleReplicaCount', 0)), [
      "[Chat/Manifests/Scaling] NothingHoldsRequests '/spec/idleReplicaCount' (0) lets 'chat' go to zero, and its picker refuses requests while there is no replica; use 1, or turn on the 'flowControl' of the picker",
    ]],
  ])('refuses %s', (_, mistake, problems, ...place) => {
    expect(toldOf(mistake, ...place)).toEqual(problems);
  });

  test.each<Addition>([
    ['a pool that goes to zero behind a picker that holds requests', ({ chat }) => {
      patch(chat, 'ScaledObject', 'chat', JsonPatch.replace('/spec/minReplicaCount', 0));
      patch(chat, 'ConfigMap', 'chat-epp', JsonPatch.replace('/data/endpoint-picker.yaml', 'featureGates: [flowControl]\n'));
    }],
    ['what is scaled without a pool', ({ zone }) => own(zone, aDeployment(), { apiVersion: 'keda.sh/v1alpha1', kind: 'ScaledObject', spec: { scaleTargetRef: { name: 'own' }, triggers: [] } })],
  ])('says nothing of %s', (_, addition, ...place) => {
    expect(toldOf(addition, ...place)).toEqual([]);
  });
});
