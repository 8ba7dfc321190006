import { shapeOf } from './instance-shapes';
import type { NodeGroup, Taint } from './node-group';

interface TerraformNodeGroup {
  readonly node_group_name: string;
  readonly instance_types: readonly string[];
  readonly labels?: Readonly<Record<string, string>>;
  readonly taint?: readonly { readonly key: string; readonly value?: string; readonly effect: string }[];
  readonly scaling_config: { readonly max_size: number };
  readonly subnet_ids: readonly string[];
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
    name: group.node_group_name,
    count: group.scaling_config.max_size,
    labels: group.labels ?? {},
    taints: (group.taint ?? []).map(({ key, value, effect }) => ({ key, ...(value === undefined ? {} : { value }), effect: EFFECTS[effect]! })),
    kvm: instanceType.includes('.metal'),
    zones: group.subnet_ids.flatMap((id) => zoneOf(id, resources)),
    source: `aws_eks_node_group '${group.node_group_name}', ${instanceType}`,
  };
}

/** `eu-central-1a` of `${aws_subnet.<name>.id}`; a subnet that exists already is in no zone that is known here. */
function zoneOf(reference: string, { aws_subnet: subnets = {} }: Resources): readonly string[] {
  const name = /^\$\{aws_subnet\.([^.]+)\.id\}$/.exec(reference)?.[1];
  const zone = name === undefined ? undefined : (subnets[name] as { readonly availability_zone?: string } | undefined)?.availability_zone;
  return zone === undefined ? [] : [zone];
}
