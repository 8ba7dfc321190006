import type { NodeGroup, Taint } from './node-group';
import type { EmittedEnvironment } from '../run/emitted';

/**
 * The nodes of an environment whose machines exist already: what the report tells those who run them to prepare, `kubectl label` and
 * `kubectl taint` included. Cores and memory are not stated there; ample ones are assumed.
 */
export function reportedNodes({ fulfilments }: Pick<EmittedEnvironment, 'fulfilments'>): readonly NodeGroup[] {
  const reasons = [...new Set(fulfilments.map(({ reason }) => reason))];
  const single = reasons.flatMap(existing);
  return single.length > 0 ? single : [...reasons.flatMap(prepared), ...reasons.flatMap(virtualization), SYSTEM];
}

const AMPLE = { cpus: 128, memoryGib: 1024 };

/** Machines for what has no node of its own, such as an endpoint picker. */
const SYSTEM: NodeGroup = { name: 'system', count: 2, labels: {}, taints: [], cpus: 8, memoryGib: 32, source: 'assumed: two machines of 8 cores and 32 GiB for pods that ask for no node of their own' };

/** `… prepares 2 of them with 4 × L40S: kubectl label node <node> a=b && kubectl taint node <node> k=v:NoSchedule`. */
function prepared(reason: string): readonly NodeGroup[] {
  const match = /prepares (\d+) of them with (\d+) × (\S+): (.*)$/.exec(reason);
  if (match === null) {
    return [];
  }
  const [, count, gpus, accelerator, commands] = match as unknown as readonly [string, string, string, string, string];
  const labels = labelsIn(commands);
  return [{
    ...AMPLE, name: labels['aiplane.dev/node-group'] ?? 'gpus', count: Number(count), gpus: Number(gpus), labels, taints: taintsIn(commands),
    source: `report.json: ${count} machines with ${gpus} × ${accelerator}; 128 cores and 1 TiB assumed`,
  }];
}

/** `the machine at 'factory-12' exists with 1 × L4`: everything runs there. */
function existing(reason: string): readonly NodeGroup[] {
  const match = /the machine at '([^']+)' exists with (\d+) × (\S+?);/.exec(reason);
  return match === null ? [] : [{ ...AMPLE, name: match[1]!, count: 1, gpus: Number(match[2]), labels: {}, taints: [], kvm: true, source: `report.json: one machine with ${match[2]} × ${match[3]} and /dev/kvm; 128 cores and 1 TiB assumed` }];
}

/** `KubeVirt marks the machines with /dev/kvm; …: kubectl label node <node> aiplane.dev/zone=zone`. */
function virtualization(reason: string): readonly NodeGroup[] {
  const labels = reason.startsWith('KubeVirt marks the machines') ? labelsIn(reason) : {};
  return Object.keys(labels).length === 0 ? [] : [{
    name: `${Object.values(labels).join('-')}-virtualization`, count: 2, labels, taints: taintsIn(reason), cpus: 32, memoryGib: 128, kvm: true,
    source: 'report.json: labels of machines with /dev/kvm; two of them with 32 cores and 128 GiB assumed',
  }];
}

function labelsIn(commands: string): Readonly<Record<string, string>> {
  const words = /kubectl label node <node> ([^&]*)/.exec(commands)?.[1]?.trim().split(/\s+/) ?? [];
  return Object.fromEntries(words.map((word) => word.split('=') as [string, string]));
}

function taintsIn(commands: string): readonly Taint[] {
  const match = /kubectl taint node <node> ([^=\s]+)=([^:\s]*):(\w+)/.exec(commands);
  return match === null ? [] : [{ key: match[1]!, value: match[2]!, effect: match[3] as Taint['effect'] }];
}
