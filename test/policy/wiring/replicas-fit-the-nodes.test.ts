import { JsonPatch } from 'cdk8s';
import { Addition, Mistake, patch, toldOf } from './broken';

const REMEDY = "state it as the pool's 'maxReplicas', for which room is then asked, or undo the patch";

describe('replicas of a pool', () => {
  test.each<Mistake>([
    ['a scaler that goes beyond what the nodes hold', ({ chat }) => patch(chat, 'ScaledObject', 'chat', JsonPatch.replace('/spec/maxReplicaCount', 40)), [
      `[Chat/Manifests/Scaling] ReplicasExceedNodes '/spec/maxReplicaCount' (40) must be at most 1, which the nodes of 'place/Zone/Chat' hold for certain; ${REMEDY}`,
    ]],
    ['a scaler that says no number, which is KEDA\'s hundred', ({ chat }) => patch(chat, 'ScaledObject', 'chat', JsonPatch.remove('/spec/maxReplicaCount')), [
      `[Chat/Manifests/Scaling] ReplicasExceedNodes '/spec/maxReplicaCount' (undefined) must be at most 1, which the nodes of 'place/Zone/Chat' hold for certain; ${REMEDY}`,
    ]],
    ['more replicas than were declared', ({ chat }) => patch(chat, 'Deployment', 'chat', JsonPatch.add('/spec/replicas', 2)), [
      `[Chat/Manifests/Resource] ReplicasExceedNodes '/spec/replicas' (2) must be at most 1, which the nodes of 'place/Zone/Chat' hold for certain; ${REMEDY}`,
    ]],
    ['a second replica during a rollout for which there is no GPU', ({ chat }) => patch(chat, 'Deployment', 'chat', JsonPatch.replace('/spec/strategy/rollingUpdate/maxSurge', 1)), [
      `[Chat/Manifests/Resource] ReplicasExceedNodes '/spec/strategy/rollingUpdate/maxSurge' (1) must be at most 0, which the nodes of 'place/Zone/Chat' hold for certain; ${REMEDY}`,
    ]],
  ])('refuses %s', (_, mistake, problems, ...place) => {
    expect(toldOf(mistake, ...place)).toEqual(problems);
  });

  test.each<Addition>([
    ['pickers, which take no GPU', ({ chat }) => patch(chat, 'Deployment', 'chat-epp', JsonPatch.replace('/spec/strategy', { type: 'RollingUpdate', rollingUpdate: { maxSurge: 1 } }))],
  ])('says nothing of %s', (_, addition, ...place) => {
    expect(toldOf(addition, ...place)).toEqual([]);
  });
});
