import { JsonPatch } from 'cdk8s';
import { Addition, argument, Change, Mistake, objectBelow, own, OwnObject, patch, toldOf } from './broken';

/** Copies the picker of a pool under another name. */
const copyPicker: Change = ({ zone, chat }) => {
  const { apiVersion, kind, spec } = objectBelow(chat, 'Deployment', 'chat-epp').toJson() as OwnObject;
  own(zone, { apiVersion, kind, metadata: { name: 'second' }, spec });
};

describe('pickers of one pool', () => {
  test.each<Mistake>([
    ['two that decide at once', ({ chat }) => patch(chat, 'Deployment', 'chat-epp', JsonPatch.replace('/spec/replicas', 2)), [
      "[Chat/Manifests/Picker] PickersWithoutLeader '/spec/replicas' (2) are pickers that each know a part of what the replicas have cached, for none is their leader; use 1, or add the argument '--ha-enable-leader-election'",
    ]],
    ['a second one that the same Service leads to', copyPicker, [
      expect.stringMatching(/^\[Objects\/Own0\] PickersWithoutLeader '\/spec\/template\/metadata\/labels' \(.*\) are those by which the Service of the InferencePool 'chat' finds its picker, which the Deployment 'chat-epp' is already; remove one of them, or add the argument '--ha-enable-leader-election' to both$/) as string,
    ]],
  ])('refuses %s', (_, mistake, problems, ...place) => {
    expect(toldOf(mistake, ...place)).toEqual(problems);
  });

  test.each<Addition>([
    ['a second one that the same Service leads to, of which one decides', (blueprint) => {
      argument(blueprint.chat, 'Deployment', 'chat-epp', '--ha-enable-leader-election');
      copyPicker(blueprint);
    }],
    ['two of which one decides', ({ chat }) => {
      patch(chat, 'Deployment', 'chat-epp', JsonPatch.replace('/spec/replicas', 2));
      argument(chat, 'Deployment', 'chat-epp', '--ha-enable-leader-election');
    }],
  ])('says nothing of %s', (_, addition, ...place) => {
    expect(toldOf(addition, ...place)).toEqual([]);
  });
});
