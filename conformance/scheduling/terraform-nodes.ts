import { shapeOf } from './instance-shapes';
import type { NodeGroup, Taint } from './node-group';

interface TerraformNodeGroup {
  readonly node_group_name: string;
  readonly instance_types: readonly string[];
  readonly labels?: Readonly<Record<string, string>>;
  readonly taint?: readonly { readonly key: string; readonly value?: string; readonly effect: string }[];
  readonly scaling_config: { readonly max_size: number };
  readonly subnet_ids: readonly string[];
  readonly launch_template?: { readonly id: string };
}

interface LaunchTemplate {
  readonly network_interfaces?: readonly { readonly interface_type?: string }[];
}

type Resources = Readonly<Record<string, Readonly<Record<string, unknown>> | undefined>>;

const EFFECTS: Readonly<Record<string, Taint['effect']>> = { NO_SCHEDULE: 'NoSchedule', NO_EXECUTE: 'NoExecute', PREFER_NO_SCHEDULE: 'PreferNoSchedule' };

/** The node groups that Terraform would make, at their largest. */
export function terraformNodes(terraform: Readonly<Record<string, unknown>>): readonly NodeGroup[] {
  const resources = (terraform.resource ?? {}) as Resources;
  const groups = Object.values(resources.aws_eks_node_group ?? {}) as readonly TerraformNodeGroup[];
  return groups.map((group) => nodeGroupOf(group, resources));
}

function nodeGroupOf(group: TerraformNodeGroup, resources: Resources): NodeGroup {
  const [instanceType = ''] = group.instance_types;
  return {
    ...shapeOf(instanceType),
    efa: attachedTo(group, resources, shapeOf(instanceType).efa ?? 0),
    name: group.node_group_name,
    count: group.scaling_config.max_size,
    labels: group.labels ?? {},
    taints: (group.taint ?? []).map(({ key, value, effect }) => ({ key, ...(value === undefined ? {} : { value }), effect: EFFECTS[effect]! })),
    kvm: instanceType.includes('.metal'),
    zones: group.subnet_ids.flatMap((id) => zoneOf(id, resources)),
    source: `aws_eks_node_group '${group.node_group_name}', ${instanceType}`,
  };
}

/** Adapters that the launch template attaches; the type must have as many. */
function attachedTo(group: TerraformNodeGroup, { aws_launch_template: templates = {} }: Resources, most: number): number {
  const { node_group_name: name, launch_template: template } = group;
  const id = /^\$\{aws_launch_template\.([^.]+)\.id\}$/.exec(template?.id ?? '')?.[1] ?? '';
  const { network_interfaces: interfaces = [] } = (templates[id] ?? {}) as LaunchTemplate;
  const count = interfaces.filter(({ interface_type: type }) => type?.startsWith('efa')).length;
  if (count > most) {
    throw new Error(`the node group '${name}' has ${count} Elastic Fabric Adapters, and its instance type ${most}`);
  }
  return count;
}

/** `eu-central-1a` of `${aws_subnet.<name>.id}`; a subnet that exists already is in no zone that is known here. */
function zoneOf(reference: string, { aws_subnet: subnets = {} }: Resources): readonly string[] {
  const name = /^\$\{aws_subnet\.([^.]+)\.id\}$/.exec(reference)?.[1];
  const zone = name === undefined ? undefined : (subnets[name] as { readonly availability_zone?: string } | undefined)?.availability_zone;
  return zone === undefined ? [] : [zone];
}
