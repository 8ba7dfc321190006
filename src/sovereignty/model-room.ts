import type { MirroredModel } from '../core/rendered';
import type { Violation } from '../errors/validation-error';
import { storeRoot, type ModelStore } from '../target/storage';

/** What stands against the models of a zone: a volume that does not hold them. A bucket grows. */
export function shortOfRoom(store: ModelStore, namespace: string, models: readonly MirroredModel[]): readonly Violation[] {
  if (store.kind === 'object-store') {
    return [];
  }
  const root = `${storeRoot(store, namespace)}/`;
  // pools of one model share its files
  const kept = [...new Map(models.filter(({ destination }) => destination.startsWith(root)).map((model) => [model.destination, model])).values()];
  const gibibytes = Math.ceil(kept.reduce((sum, { weightsGib }) => sum + weightsGib, 0));
  return gibibytes <= store.sizeGib ? [] : [{
    code: 'ModelsExceedVolume', prop: 'modelStore.size', value: `${store.sizeGib} GiB`,
    rule: `must hold the models of the zone '${namespace}': ${kept.map(({ repository }) => repository).join(', ')}`,
    remedy: `set it to Size.gibibytes(${gibibytes}) or more`,
  }];
}
