import { problemWith, Rule } from '../../rule';

/** Rule 6: of several pickers of a pool one decides, for none knows what the others have sent where. KServe sees to it for the schedulers that it makes. */
export const onePickerDecides: Rule = ({ pickers }) => pickers
  .filter(({ pod, replicas, line }) => replicas > 1 && !pod.isCompleted && (!line.has('--ha-enable-leader-election') || line.text('--ha-enable-leader-election') === 'false'))
  .map(({ pod, replicas }) => problemWith(pod.source, {
    code: 'PickersWithoutLeader', prop: '/spec/replicas', value: replicas, rule: 'are pickers that each know a part of what the replicas have cached, for none is their leader',
    remedy: "use 1, or add the argument '--ha-enable-leader-election'",
  }));
