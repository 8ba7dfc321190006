import { isObject, valueAt } from './json';
import { isSelected, PodTemplate } from './pods';
import type { NodeGroup } from '../target/nodes';

/** The node groups with GPUs that pods ask for by their labels. */
export function gpuGroupsOf({ spec }: PodTemplate, groups: readonly NodeGroup[]): readonly NodeGroup[] {
  const asked = valueAt(spec, 'nodeSelector');
  const withGpus = groups.filter(({ gpus }) => gpus !== undefined);
  const any = isObject(asked) && Object.keys(asked).length > 0;
  return any ? withGpus.filter(({ labels, nodeSelector }) => isSelected({ ...labels, ...nodeSelector }, asked)) : [];
}
