import { NODE_GROUP_LABEL, type NodeGroup } from './node-group';
import { gpusOf, isDone, podName, type Pod } from './pods';
import type { Failure } from '../run/step';

/** Pods that wait as they must: their nodes hold no more GPUs, and whoever runs there goes before them or beside them. */
export function rightlyWaiting(groups: readonly NodeGroup[], pods: readonly Pod[]): readonly Pod[] {
  return groups.flatMap((group) => {
    const asking = pods.filter((pod) => gpusOf(pod) > 0 && pod.spec.nodeSelector?.[NODE_GROUP_LABEL] === group.labels[NODE_GROUP_LABEL]);
    const [running, waiting] = [asking.filter(isDone), asking.filter((pod) => !isDone(pod))];
    const short = gpusOfAll(asking) - (group.gpus ?? 0) * group.count;
    const first = Math.min(...running.map(priorityOf));
    return short > 0 && gpusOfAll(waiting) === short && waiting.every((pod) => priorityOf(pod) <= first) ? waiting : [];
  });
}

/** What is not explained by pods that wait as they must. */
export function unexplained(failures: readonly Failure[], waiting: readonly Pod[]): readonly Failure[] {
  const makers = new Set(waiting.map((pod) => podName(pod).replace('a pod of ', '')));
  return failures.filter(({ subject }) => !makers.has(subject.replace(/^[A-Za-z]+\//, '')));
}

function gpusOfAll(pods: readonly Pod[]): number {
  return pods.reduce((sum, pod) => sum + gpusOf(pod), 0);
}

function priorityOf({ spec }: Pod): number {
  return spec.priority ?? 0;
}
