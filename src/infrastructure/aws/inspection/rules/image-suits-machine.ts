import type { Objection } from '../../../../target/infrastructure';
import type { Block } from '../block';
import { isArm, machineNamed, machinesOf, nodeGroupsIn } from '../node-groups';
import type { Rule } from '../rule';

const UNSUITED = { code: 'ImageUnsuited', remedy: 'choose an image for these machines, or other machines' };

/** The image of a node group is for the processors of its machines; where ours have GPUs, it brings the driver, for no operator installs one there. */
export const imageSuitsMachine: Rule = (configuration) => nodeGroupsIn(configuration).flatMap((group) => {
  const image = group.body.ami_type;
  return typeof image === 'string' && image !== 'CUSTOM' ? machinesOf(group).flatMap((machine) => [...otherProcessor(group, image, machine), ...withoutDriver(group, image, machine)]) : [];
});

function otherProcessor(group: Block, image: string, machine: string): readonly Objection[] {
  return /ARM_64/i.test(image) === isArm(machine) ? [] : [group.objection('ami_type', { ...UNSUITED, value: image, rule: `is for other processors than those of ${machine}` })];
}

function withoutDriver(group: Block, image: string, machine: string): readonly Objection[] {
  const bare = group.isOurs && machineNamed(machine)?.gpus !== undefined && !/NVIDIA/.test(image);
  return bare ? [group.objection('ami_type', { ...UNSUITED, value: image, rule: `brings no driver for the GPUs of ${machine}, and none is installed` })] : [];
}
