import type { IConstruct } from 'constructs';
import type { Distribution } from './distribution';
import type { Infrastructure } from './infrastructure';
import { requireKind, requireMethods, requireText } from '../errors/requirements';

/** A place to run a platform: who makes the machines, times who runs the workloads. */
export interface Strategies {
  /** Short name for tables and reports, such as `aws`. */
  readonly name: string;
  /** Who makes machines, keys and stores: speaks Terraform. */
  readonly infrastructure: Infrastructure;
  /** Who runs the workloads: speaks Kubernetes. */
  readonly distribution: Distribution;
}

/** The needs that strategies must meet; the compiler sees to it that none is left out. */
const NEEDS = {
  infrastructure: Object.keys({
    bindEnvironment: 0, bindZone: 0, bindGpuNodes: 0, bindVirtualMachineNodes: 0, bindModelAccess: 0, bindImages: 0, inspect: 0,
  } satisfies Record<Exclude<keyof Infrastructure, 'name' | 'location'>, 0>),
  distribution: Object.keys({
    bindZone: 0, bindGpuSoftware: 0, bindInferenceGateway: 0, bindPriority: 0, bindInference: 0, bindVirtualMachine: 0, bindAccess: 0,
    bindObjective: 0, bindModelRewrite: 0, bindPoolShares: 0, bindEntrance: 0, bindInvoker: 0,
  } satisfies Record<Exclude<keyof Distribution, 'name' | 'operators'>, 0>),
};

/** Refuses strategies that leave a need unmet, which a compiler would have refused. */
export function requireStrategies(prop: string, value: Strategies, scope?: IConstruct): void {
  requireKind(prop, value, 'Target', ['infrastructure', 'distribution'], scope);
  requireText(`${prop}.name`, value.name, scope);
  requireMethods(`${prop}.infrastructure`, value.infrastructure, 'Infrastructure', NEEDS.infrastructure, scope);
  requireKind(`${prop}.infrastructure`, value.infrastructure, 'Infrastructure', ['name', 'location'], scope);
  requireMethods(`${prop}.distribution`, value.distribution, 'Distribution', NEEDS.distribution, scope);
}
