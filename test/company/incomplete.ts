import type { Distribution, Infrastructure } from 'aiplane';

// The compiler is the test here: each line says that a strategy which leaves out one need is no strategy.

declare function infrastructureWithout<K extends keyof Infrastructure>(need: K): Omit<Infrastructure, K>;
declare function distributionWithout<K extends keyof Distribution>(need: K): Omit<Distribution, K>;

export function incompleteInfrastructures(): readonly Infrastructure[] {
  return [
    // @ts-expect-error an environment without a cluster
    infrastructureWithout('bindEnvironment'),
    // @ts-expect-error a zone without a store
    infrastructureWithout('bindZone'),
    // @ts-expect-error pools without nodes
    infrastructureWithout('bindGpuNodes'),
    // @ts-expect-error machines without nodes
    infrastructureWithout('bindVirtualMachineNodes'),
    // @ts-expect-error pools that cannot read their model
    infrastructureWithout('bindModelAccess'),
    // @ts-expect-error images without a registry
    infrastructureWithout('bindImages'),
    // @ts-expect-error overrides that nobody judges
    infrastructureWithout('inspect'),
  ];
}

export function incompleteDistributions(): readonly Distribution[] {
  return [
    // @ts-expect-error a zone without a namespace
    distributionWithout('bindZone'),
    // @ts-expect-error GPUs without software
    distributionWithout('bindGpuSoftware'),
    // @ts-expect-error pools without an entrance
    distributionWithout('bindInferenceGateway'),
    // @ts-expect-error pools of which none goes first
    distributionWithout('bindPriority'),
    // @ts-expect-error pools that serve nothing
    distributionWithout('bindInference'),
    // @ts-expect-error machines that do not run
    distributionWithout('bindVirtualMachine'),
    // @ts-expect-error access that is not granted
    distributionWithout('bindAccess'),
    // @ts-expect-error priorities that nobody knows
    distributionWithout('bindObjective'),
    // @ts-expect-error names that nobody rewrites
    distributionWithout('bindModelRewrite'),
    // @ts-expect-error shares that nobody takes
    distributionWithout('bindPoolShares'),
    // @ts-expect-error entrances that lead nowhere
    distributionWithout('bindEntrance'),
    // @ts-expect-error callers whom nobody asks
    distributionWithout('bindInvoker'),
  ];
}
