import { migConfigsOf } from '../../../../catalog/mig-profiles';
import type { Objection } from '../../../../target/infrastructure';
import { isObject, type Block } from '../block';
import { machineNamed, machinesOf, nodeGroupsIn } from '../node-groups';
import type { Rule } from '../rule';

const SLICES = 'nvidia.com/mig.config';
const WORKLOADS = 'nvidia.com/gpu.workload.config';

/** The labels by which NVIDIA's operator cuts GPUs, or passes them to machines, suit the GPUs of a node group and the pools on it. */
export const slicesOfMachine: Rule = (configuration) => nodeGroupsIn(configuration).flatMap((group) => {
  const labels = isObject(group.body.labels) ? group.body.labels : {};
  return [...impossibleSlices(group, labels[SLICES]), ...passedToMachines(group, labels[WORKLOADS])];
});

/** Configurations of the company's own have other names, and are not judged. */
function impossibleSlices(group: Block, config: unknown): readonly Objection[] {
  const accelerators = machinesOf(group).flatMap((machine) => machineNamed(machine)?.gpus?.accelerator ?? []);
  return typeof config !== 'string' || !config.startsWith('all-') ? [] : accelerators.filter((accelerator) => migConfigsOf(accelerator)?.includes(config) === false).map((accelerator) => group.objection(`labels.${SLICES}`, {
    code: 'NoSuchSlice', value: config, rule: `is no configuration that a GPU of the model ${accelerator} can be cut by`, remedy: `use one of: ${migConfigsOf(accelerator)!.join(', ')}`,
  }));
}

/** Our groups serve pools, whose containers get no GPU that is passed to machines. */
function passedToMachines(group: Block, workload: unknown): readonly Objection[] {
  return !group.isOurs || typeof workload !== 'string' || workload === 'container' ? [] : [group.objection(`labels.${WORKLOADS}`, {
    code: 'GpusSharedWithMachine', value: workload, rule: 'passes the GPUs of a node group that serves pools to machines', remedy: 'use container, or give the machines nodes of their own',
  })];
}
