import { migProfilesOf } from '../../../catalog/mig-profiles';
import type { Problem } from '../../../core/problem';
import type { NodeGroup } from '../../../target/nodes';
import { containersOf } from '../../engines';
import { JsonObject, listAt, objectAt } from '../../json';
import { gpuGroupsOf } from '../../node-groups';
import type { PodTemplate } from '../../pods';
import { problemWith, Rule, Scene } from '../../rule';

const SLICE = 'nvidia.com/mig-';

/**
 * Rule 15: a pod asks for slices that its nodes' GPUs can be cut into, and no group of nodes serves containers and machines at once.
 *
 * Judged where pods ask for a node group of the program; labels of nodes are judged in the Terraform that sets them.
 */
export const sliceExists: Rule = (scene) => [
  ...scene.pods.flatMap((pod) => impossibleSlices(pod, scene)),
  ...scene.pods.filter(takesWholeGpus).flatMap((machine) => sharedWithPods(machine, scene)),
];

function impossibleSlices(pod: PodTemplate, { nodeGroups }: Scene): readonly Problem[] {
  const groups = gpuGroupsOf(pod, nodeGroups).filter(({ gpus }) => gpus !== undefined && migProfilesOf(gpus.accelerator) !== undefined);
  return groups.length === 0 ? [] : containersOf(pod, 'containers').flatMap(({ container, field }) => slicesOf(container)
    .filter((profile) => !groups.some(({ gpus }) => migProfilesOf(gpus!.accelerator)!.includes(profile)))
    .map((profile) => problemWith(pod.source, {
      code: 'NoSuchSlice', prop: `${field}/resources/limits/${SLICE}${profile}`, value: profile, rule: `is no slice of the ${groups.map(({ gpus }) => gpus!.accelerator).join(' or ')} of its nodes`, remedy: remedyFor(groups),
    })));
}

function remedyFor(groups: readonly NodeGroup[]): string {
  const profiles = [...new Set(groups.flatMap(({ gpus }) => migProfilesOf(gpus!.accelerator)!))];
  return profiles.length === 0 ? 'ask for nvidia.com/gpu: these GPUs cannot be cut' : `use one of: ${profiles.join(', ')}`;
}

function slicesOf(container: JsonObject): readonly string[] {
  return Object.keys(objectAt(container, 'resources', 'limits') ?? {}).filter((name) => name.startsWith(SLICE)).map((name) => name.slice(SLICE.length));
}

/** Whether pods are machines that a GPU is passed through to: nodes with `nvidia.com/gpu.workload.config` then offer none to containers. */
function takesWholeGpus({ source, spec }: PodTemplate): boolean {
  const devices = ['gpus', 'hostDevices'].flatMap((list) => listAt(objectAt(spec, 'domain', 'devices'), list));
  return source.object.kind === 'VirtualMachine' && devices.some(({ deviceName }) => String(deviceName).startsWith('nvidia.com/'));
}

function sharedWithPods(machine: PodTemplate, { engines, nodeGroups }: Scene): readonly Problem[] {
  const groups = gpuGroupsOf(machine, nodeGroups);
  const other = engines.find(({ pod }) => gpuGroupsOf(pod, nodeGroups).some((group) => groups.includes(group)));
  return other === undefined ? [] : [problemWith(machine.source, {
    code: 'GpusSharedWithMachine', prop: `${machine.field}/nodeSelector`, value: machine.spec.nodeSelector,
    rule: `asks for the nodes of the ${other.pod.source.object.kind} '${other.pod.source.object.metadata.name}', and a node passes its GPUs to machines or offers them to containers, not both`, remedy: 'give the machine a node group of its own',
  })];
}
