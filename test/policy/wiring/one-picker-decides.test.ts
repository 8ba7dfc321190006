import { JsonPatch } from 'cdk8s';
import { Addition, argument, Mistake, patch, toldOf } from './broken';

describe('pickers of one pool', () => {
  test.each<Mistake>([
    ['two that decide at once', ({ chat }) => patch(chat, 'Deployment', 'chat-epp', JsonPatch.replace('/spec/replicas', 2)), [
      "[Chat/Manifests/Picker] PickersWithoutLeader '/spec/replicas' (2) are pickers that each know a part of what the replicas have cached, for none is their leader; use 1, or add the argument '--ha-enable-leader-election'",
    ]],
  ])('refuses %s', (_, mistake, problems, ...place) => {
    expect(toldOf(mistake, ...place)).toEqual(problems);
  });

  test.each<Addition>([
    ['two of which one decides', ({ chat }) => {
      patch(chat, 'Deployment', 'chat-epp', JsonPatch.replace('/spec/replicas', 2));
      argument(chat, 'Deployment', 'chat-epp', '--ha-enable-leader-election');
    }],
  ])('says nothing of %s', (_, addition, ...place) => {
    expect(toldOf(addition, ...place)).toEqual([]);
  });
});
