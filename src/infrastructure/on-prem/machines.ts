import type { NodesBinding } from '../../target/infrastructure';
import { GPU_TAINT, NODE_GROUP_LABEL, ZONE_LABEL } from '../../target/labels';
import type { NodeGroup } from '../../target/nodes';
import type { Toleration } from '../../target/placement';
import type { GpuNodesRequest, VirtualMachineNodesRequest } from '../../target/requests';
import { metBySite } from '../site/fulfilments';
import { KVM_NODES } from '../site/virtualization';

const GPU_TOLERATION: Toleration = { key: GPU_TAINT.key, operator: 'Exists', effect: GPU_TAINT.effect };

/** Machines with GPUs that exist, found by the labels that whoever runs them puts on them. */
export function gpuMachines(need: GpuNodesRequest): NodesBinding {
  const nodeSelector = { [NODE_GROUP_LABEL]: `${need.zone}-${need.name}`, [ZONE_LABEL]: need.zone };
  const { key, value, effect } = GPU_TAINT;
  const reason = `whoever runs the machines prepares ${range(need)} with ${need.gpusPerNode} × ${need.accelerator.name}: `
    + `kubectl label node <node> ${labels(nodeSelector)} && kubectl taint node <node> ${key}=${value}:${effect}`;
  return {
    placement: { nodeSelector, tolerations: [GPU_TOLERATION] },
    nodes: gpuGroup(need, nodeSelector),
    driverPreinstalled: false,
    fulfilments: [metBySite('nodes.provisioned', 'substituted', reason)],
    findings: [],
  };
}

/** Machines with /dev/kvm that exist, of which a zone has its own. */
export function virtualizationMachines(need: VirtualMachineNodesRequest): NodesBinding {
  const zone = { [ZONE_LABEL]: need.zone };
  const nodeSelector = { ...zone, ...KVM_NODES };
  const reason = `KubeVirt marks the machines with /dev/kvm; those of the zone are set apart by whoever runs them: kubectl label node <node> ${labels(zone)}`;
  return {
    placement: { nodeSelector, tolerations: [] },
    nodes: { name: `${need.zone}.virtualization`, zone: need.zone, labels: zone, taints: [], nodeSelector, virtualMachines: true },
    driverPreinstalled: false,
    fulfilments: [metBySite('vm.nodes', 'substituted', reason)],
    findings: [],
  };
}

function gpuGroup(need: GpuNodesRequest, labelled: Readonly<Record<string, string>>): NodeGroup {
  const { zone, name, accelerator, gpusPerNode, minNodes, maxNodes } = need;
  return {
    name: `${zone}-${name}`, zone, minNodes, maxNodes, labels: labelled, taints: [GPU_TAINT], nodeSelector: labelled,
    gpus: { accelerator: accelerator.name, resourceName: accelerator.resourceName, perNode: gpusPerNode },
  };
}

function range({ minNodes, maxNodes }: GpuNodesRequest): string {
  return minNodes === maxNodes ? `${maxNodes} of them` : `${minNodes} to ${maxNodes} of them`;
}

function labels(pairs: Readonly<Record<string, string>>): string {
  return Object.entries(pairs).map(([key, value]) => `${key}=${value}`).join(' ');
}
