import type { Sourced } from './sourced';

/** Fabric interfaces of a machine, and where that was read. */
interface Fabric extends Sourced {
  readonly interfaces: number;
}

/** Karpenter's instance table, the row `vpc.amazonaws.com/efa`. */
const KARPENTER = {
  source: 'https://github.com/aws/karpenter-provider-aws/blob/1d927085/website/content/en/docs/reference/instance-types.md',
  asOf: '2026-07-20',
};

/** By name; machines whose row says nothing are left out. */
const FABRICS: Readonly<Record<string, Fabric>> = {
  'g4dn.xlarge': { interfaces: 0, ...KARPENTER },
  'g4dn.12xlarge': { interfaces: 1, ...KARPENTER },
  'g5.xlarge': { interfaces: 0, ...KARPENTER },
  'g5.2xlarge': { interfaces: 0, ...KARPENTER },
  'g5.4xlarge': { interfaces: 0, ...KARPENTER },
  'g5.8xlarge': { interfaces: 1, ...KARPENTER },
  'g5.12xlarge': { interfaces: 1, ...KARPENTER },
  'g5.48xlarge': { interfaces: 1, ...KARPENTER },
  'g6.xlarge': { interfaces: 0, ...KARPENTER },
  'g6.2xlarge': { interfaces: 0, ...KARPENTER },
  'g6.4xlarge': { interfaces: 0, ...KARPENTER },
  'g6.8xlarge': { interfaces: 1, ...KARPENTER },
  'g6.12xlarge': { interfaces: 1, ...KARPENTER },
  'g6e.xlarge': { interfaces: 0, ...KARPENTER },
  'g6e.2xlarge': { interfaces: 0, ...KARPENTER },
  'g6e.4xlarge': { interfaces: 0, ...KARPENTER },
  'g6e.8xlarge': { interfaces: 1, ...KARPENTER },
  'g6e.12xlarge': { interfaces: 1, ...KARPENTER },
  'g6e.24xlarge': { interfaces: 2, ...KARPENTER },
  'g6e.48xlarge': { interfaces: 4, ...KARPENTER },
  'g7e.2xlarge': { interfaces: 0, ...KARPENTER },
  'g7e.12xlarge': { interfaces: 1, ...KARPENTER },
  'g7e.24xlarge': { interfaces: 2, ...KARPENTER },
  'g7e.48xlarge': { interfaces: 4, ...KARPENTER },
  'p4d.24xlarge': { interfaces: 4, ...KARPENTER },
  'p4de.24xlarge': { interfaces: 4, ...KARPENTER },
  'p5.4xlarge': { interfaces: 1, ...KARPENTER },
  'p5.48xlarge': { interfaces: 32, ...KARPENTER },
  'p5e.48xlarge': { interfaces: 32, ...KARPENTER },
  'p5en.48xlarge': { interfaces: 16, ...KARPENTER },
  'p6-b200.48xlarge': { interfaces: 8, ...KARPENTER },
};

/** Fabric interfaces (EFA) that a machine has; undefined where nobody counted them. */
export function efaInterfacesOf(machine: string): number | undefined {
  return FABRICS[machine]?.interfaces;
}
