import type { Problem } from '../../../core/problem';
import type { RenderedObject } from '../../../core/rendered';
import type { Picker } from '../../pickers';
import { pickersFor, poolsIn } from '../../pools';
import { problemWith, Rule, Scene } from '../../rule';

const ELECTION = '--ha-enable-leader-election';

/** Rule 6: of several pickers of a pool one decides, for none knows what the others have sent where. KServe sees to it for the schedulers that it makes. */
export const onePickerDecides: Rule = (scene) => [
  ...scene.pickers.filter((picker) => picker.replicas > 1 && decides(picker)).map(({ pod, replicas }) => problemWith(pod.source, {
    code: 'PickersWithoutLeader', prop: '/spec/replicas', value: replicas, rule: 'are pickers that each know a part of what the replicas have cached, for none is their leader',
    remedy: `use 1, or add the argument '${ELECTION}'`,
  })),
  ...poolsIn(scene).flatMap((pool) => besideEachOther(pool, scene)),
];

/** Whether a picker answers without being elected. */
function decides({ pod, line }: Picker): boolean {
  return !pod.isCompleted && (!line.has(ELECTION) || line.text(ELECTION) === 'false');
}

/** Pickers of several workloads that one Service leads to. */
function besideEachOther(pool: RenderedObject, scene: Scene): readonly Problem[] {
  const pickers = pickersFor(pool, scene).map(({ picker }) => picker);
  const [first, ...others] = pickers.filter(({ replicas }) => replicas > 0);
  return first === undefined || ![first, ...others].some(decides) ? [] : others.map(({ pod }) => problemWith(pod.source, {
    code: 'PickersWithoutLeader', prop: `${pod.field.replace(/\/spec$/, '')}/metadata/labels`, value: pod.labels,
    rule: `are those by which the Service of the InferencePool '${pool.object.metadata.name}' finds its picker, which the ${first.pod.source.object.kind} '${first.pod.source.object.metadata.name}' is already`,
    remedy: `remove one of them, or add the argument '${ELECTION}' to both`,
  }));
}
