import type { Block } from './block';
import type { Configuration } from './configuration';
import { AwsInstanceType } from '../../../catalog/aws-instance-types';

/** Families of Amazon's own processors have a `g` behind the generation: `m7g`, `c6gn`, `g5g`. @see https://docs.aws.amazon.com/ec2/latest/instancetypes/instance-type-names.html */
const ARM = /^(?:a1|[a-z]+\d+[a-z]*g[a-z]*|p6e-gb200)\./;

/** Node groups of EKS. */
export function nodeGroupsIn(configuration: Configuration): readonly Block[] {
  return configuration.ofType('aws_eks_node_group');
}

/** Names of the machines of a group that stand in its Terraform as they are. */
export function machinesOf({ body }: Block): readonly string[] {
  const types = body.instance_types;
  return Array.isArray(types) ? (types as readonly unknown[]).filter((type): type is string => typeof type === 'string' && /^[a-z0-9-]+\.[a-z0-9-]+$/.test(type)) : [];
}

/** What the catalog knows of a machine. */
export function machineNamed(name: string): AwsInstanceType | undefined {
  return AwsInstanceType.all().find((type) => type.name === name);
}

/** Whether the processor of a machine is ARM's. */
export function isArm(machine: string): boolean {
  return ARM.test(machine);
}

/** The launch templates that a group refers to. */
export function templatesOf(group: Block, configuration: Configuration): readonly Block[] {
  return group.nested('launch_template').flatMap(({ body }) => [...new Set([...configuration.named(body.id), ...configuration.named(body.name)])]).filter(({ type }) => type === 'aws_launch_template');
}
