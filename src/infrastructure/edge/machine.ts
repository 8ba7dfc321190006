import { TerraformStack } from 'cdktf';
import type { IConstruct } from 'constructs';
import { ValidationError } from '../../errors/validation-error';
import type { NodesBinding } from '../../target/infrastructure';
import type { Location } from '../../target/location';
import type { NodeGroup } from '../../target/nodes';
import type { GpuNodesRequest } from '../../target/requests';
import { metBySite } from '../site/fulfilments';
import { KVM_NODES } from '../site/virtualization';

/** The one machine as a group of GPU nodes: it needs no labels, for there is no other to choose. */
export function gpuMachine(location: Location, need: GpuNodesRequest, scope: IConstruct): NodesBinding {
  requireOneMachine(location, need, scope);
  requireOneGroup(location, scope);
  const reason = `the machine at '${location.place}' exists with ${need.gpusPerNode} × ${need.accelerator.name}; `
    + 'whoever runs it installs the NVIDIA driver and container toolkit before the cluster starts';
  return {
    placement: { nodeSelector: {}, tolerations: [] },
    nodes: {
      ...theMachine(location),
      gpus: { accelerator: need.accelerator.name, resourceName: need.accelerator.resourceName, perNode: need.gpusPerNode },
    },
    driverPreinstalled: true,
    fulfilments: [metBySite('nodes.provisioned', 'substituted', reason)],
    findings: [],
  };
}

/** The one machine as a host of virtual machines. */
export function virtualizationMachine(location: Location): NodesBinding {
  const reason = `virtual machines share the machine at '${location.place}' with all else that runs there; it must have /dev/kvm`;
  return {
    placement: { nodeSelector: { ...KVM_NODES }, tolerations: [] },
    nodes: { ...theMachine(location), virtualMachines: true },
    driverPreinstalled: true,
    fulfilments: [metBySite('vm.nodes', 'degraded', reason)],
    findings: [],
  };
}

/** What is known of the machine, whatever it is used for. */
function theMachine({ place }: Location): NodeGroup {
  return { name: place, minNodes: 1, maxNodes: 1, labels: {}, taints: [], nodeSelector: {} };
}

/** Marks a scope as the group that the machine is; it is found through the tree, for strategies keep no state. */
const MACHINE_MARK = 'aiplane.edge.machine';

/** The machine's GPUs are all of one kind and serve one zone: a second group would promise them twice. */
function requireOneGroup(location: Location, scope: IConstruct): void {
  const place = scope.node.scopes.find((ancestor) => TerraformStack.isStack(ancestor)) ?? scope.node.root;
  const group = place.node.findAll().find(({ node }) => node.metadata.some(({ type }) => type === MACHINE_MARK));
  if (group !== undefined) {
    const rule = `has GPUs of the one machine at '${location.place}', which is the group '${group.node.path}' already`;
    throw new ValidationError({ code: 'ExceedsSite', prop: 'id', value: scope.node.id, rule, remedy: 'use that group, or choose an environment with more machines' }, scope);
  }
  scope.node.addMetadata(MACHINE_MARK, location.place);
}

function requireOneMachine(location: Location, { maxNodes }: GpuNodesRequest, scope: IConstruct): void {
  if (maxNodes > 1) {
    throw new ValidationError({
      code: 'ExceedsSite', prop: 'maxNodes', value: maxNodes, rule: `exceeds the one machine at '${location.place}'`, remedy: 'set it to 1 or choose an environment with more machines',
    }, scope);
  }
}
