import type { RenderedEnvironment, RoleVerdict, SharedNodes } from '../core/rendered';
import type { Fulfilment, Level } from '../target/binding';
import type { NodeGroup } from '../target/nodes';

/** How one need was met, by the constructs at the paths. */
export interface ReportedFulfilment {
  /** Path of the construct that had the need. */
  readonly path: string;
  readonly capability: Fulfilment['capability'];
  readonly level: Level;
  readonly reason: string;
  /** Paths of the constructs that meet it. */
  readonly objects: readonly string[];
}

/** Advice, and the path of the construct that it is about. */
export interface ReportedFinding {
  readonly path: string;
  readonly code: string;
  readonly severity: 'warning';
  readonly message: string;
}

/** How much of what there is in an environment. */
export interface ReportedCounts {
  readonly terraformResources: number;
  readonly kubernetesObjects: number;
  readonly handedOffValues: number;
  readonly imagesToMirror: number;
  readonly modelsToMirror: number;
  readonly findings: number;
  /** Number of fulfilments at each level; every level is present. */
  readonly levels: Readonly<Record<Level, number>>;
}

/** A pool, and whether its model fits. */
export interface ReportedPool {
  readonly path: string;
  readonly model: string;
  readonly roles: readonly RoleVerdict[];
}

/** One environment of the report. */
export interface ReportedEnvironment {
  readonly name: string;
  readonly path: string;
  readonly target: string;
  readonly infrastructure: string;
  readonly distribution: string;
  readonly counts: ReportedCounts;
  /** Nodes that were made or must be prepared, by name. */
  readonly nodeGroups: readonly NodeGroup[];
  readonly fulfilments: readonly ReportedFulfilment[];
  readonly findings: readonly ReportedFinding[];
  /** Pools with the verdict on each of their roles, by path. */
  readonly pools: readonly ReportedPool[];
  /** Node groups with their pools, each list in order of priority: who goes first where there is too little for all. */
  readonly contention: readonly SharedNodes[];
}

/** What `report.json` holds. Fields are added without a new version; removing or changing one needs it. */
export interface ReportData {
  readonly version: 1;
  readonly environments: readonly ReportedEnvironment[];
}

const LEVELS: readonly Level[] = ['equal', 'substituted', 'degraded', 'missing', 'not-applicable'];

/** The report of environments, sorted by name; within one, by path. */
export function reportDataOf(environments: readonly RenderedEnvironment[]): ReportData {
  return { version: 1, environments: sortedBy(environments.map(reportedOf), ({ name }) => name) };
}

/** The report of one environment. */
export function reportedOf(environment: RenderedEnvironment): ReportedEnvironment {
  const { name, path, target, infrastructure, distribution, nodeGroups } = environment;
  const fulfilments = fulfilmentsOf(environment);
  const findings = findingsOf(environment);
  return {
    name, path, target, infrastructure, distribution,
    counts: countsOf(environment, fulfilments, findings), nodeGroups: nodeGroups.map(nodeGroupOf), fulfilments, findings,
    pools: poolsOf(environment),
    contention: contentionOf(environment),
  };
}

/** Fields in one order, whichever constructs named the group first. */
function nodeGroupOf(group: NodeGroup): NodeGroup {
  const { name, zone, instanceType, minNodes, maxNodes, gpus, fabric, virtualMachines = false, labels, taints, nodeSelector } = group;
  return { name, zone, instanceType, minNodes, maxNodes, gpus, fabric, virtualMachines, labels, taints, nodeSelector };
}

function countsOf(
  environment: RenderedEnvironment,
  fulfilments: readonly ReportedFulfilment[],
  findings: readonly ReportedFinding[],
): ReportedCounts {
  const levels = LEVELS.map((level) => [level, fulfilments.filter((fulfilment) => fulfilment.level === level).length]);
  return {
    terraformResources: environment.terraformResources,
    kubernetesObjects: environment.manifests.reduce((sum, { objects }) => sum + objects.length, 0),
    handedOffValues: environment.handoff.length,
    imagesToMirror: environment.images.length,
    modelsToMirror: environment.models.length,
    findings: findings.length,
    levels: Object.fromEntries(levels) as Record<Level, number>,
  };
}

function fulfilmentsOf({ reported }: RenderedEnvironment): readonly ReportedFulfilment[] {
  const all = reported.flatMap(({ path, fulfilments }) => fulfilments.map(({ capability, level, reason, objects }) => ({
    path, capability, level, reason, objects: objects.map((object) => object.node.path).sort(),
  })));
  return sortedBy(all, ({ path, capability, reason }) => `${path}\n${capability}\n${reason}`);
}

function findingsOf({ reported }: RenderedEnvironment): readonly ReportedFinding[] {
  const all = reported.flatMap(({ path, findings }) => findings.map(({ code, severity, message }) => ({ path, code, severity, message })));
  return sortedBy(all, ({ path, code, message }) => `${path}\n${code}\n${message}`);
}

function poolsOf({ pools }: RenderedEnvironment): readonly ReportedPool[] {
  const all = pools.map(({ path, request: { model }, verdicts }) => ({ path, model: model.name, roles: verdicts }));
  return sortedBy(all, ({ path }) => path);
}

function contentionOf({ sharedNodes }: RenderedEnvironment): readonly SharedNodes[] {
  return sortedBy(sharedNodes, ({ path }) => path);
}

function sortedBy<T>(items: readonly T[], keyOf: (item: T) => string): readonly T[] {
  return [...items].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : Number(keyOf(a) > keyOf(b))));
}
