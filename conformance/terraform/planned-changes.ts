import type { Finding } from './finding';
import type { Failure } from '../run/step';

/** What Terraform would do to an object. */
export type Action = 'create' | 'update' | 'replace' | 'delete';

/** One line of a plan. */
export interface PlannedChange {
  readonly address: string;
  readonly type: string;
  readonly action: Action;
  /** Values afterwards, as far as they are known. @default - there is nothing afterwards */
  readonly after?: unknown;
}

/** `terraform show -json` of a plan, as far as it is read here. */
export interface PlanJson {
  readonly resource_changes?: readonly {
    readonly address: string;
    readonly type: string;
    readonly change: { readonly actions: readonly string[]; readonly after?: unknown };
  }[];
}

/** What a change in the program must lead to. */
export interface ChangePromise {
  /** Addresses that are changed in place, and at least one is. @default - none */
  readonly inPlace?: RegExp;
  /** Addresses that may be created. @default - none */
  readonly created?: RegExp;
  /** Addresses that may be destroyed. @default - none */
  readonly destroyed?: RegExp;
}

/** Types that hold data, open it, or are the place where everything else runs. */
const STATEFUL = [
  'aws_cloudwatch_log_group', 'aws_db_instance', 'aws_dynamodb_table', 'aws_ebs_volume', 'aws_ecr_repository', 'aws_efs_file_system', 'aws_eks_cluster',
  'aws_fsx_lustre_file_system', 'aws_kms_key', 'aws_rds_cluster', 'aws_s3_bucket', 'aws_secretsmanager_secret', 'aws_sqs_queue', 'aws_vpc',
];

/** What a plan would do; what it only reads or leaves is not in it. */
export function plannedChanges({ resource_changes = [] }: PlanJson): readonly PlannedChange[] {
  return resource_changes.flatMap(({ address, type, change }) => {
    const action = actionOf(change.actions);
    const after = change.after ?? undefined;
    return action === undefined ? [] : [{ address, type, action, ...(after === undefined ? {} : { after }) }];
  });
}

/** @see https://docs.aws.amazon.com/eks/latest/APIReference/API_NodegroupScalingConfig.html */
interface NodeGroup {
  readonly scaling_config?: readonly { readonly min_size?: number; readonly desired_size?: number; readonly max_size?: number }[];
}

/** What the API refuses and the mock does not: a node group whose size is not between its limits. */
export function refusedByApi(changes: readonly PlannedChange[]): readonly Failure[] {
  return changes.filter(({ type }) => type === 'aws_eks_node_group').flatMap(({ address, after }) => {
    const { min_size: min = 0, desired_size: desired = 0, max_size: max = 0 } = (after as NodeGroup | undefined)?.scaling_config?.[0] ?? {};
    const message = `would have ${desired} nodes, and between ${min} and ${max} are allowed: EKS refuses that`;
    return desired < min || desired > max ? [{ subject: address, message }] : [];
  });
}

/** Where a plan does not keep what was promised of the change. */
export function brokenPromises(changes: readonly PlannedChange[], promise: ChangePromise): readonly Failure[] {
  const updated = changes.filter(({ action }) => action === 'update');
  const kept = promise.inPlace === undefined || updated.some(({ address }) => promise.inPlace!.test(address));
  return [
    ...changes.flatMap((change) => unpromised(change, promise)),
    ...refusedByApi(changes),
    ...(kept ? [] : [{ subject: String(promise.inPlace), message: 'is promised to change in place, and does not' }]),
  ];
}

/** A plan that is to be empty. */
export function unchanged(plan: PlanJson): Finding {
  const changes = plannedChanges(plan);
  const outputs = plan.resource_changes !== undefined && changes.length === 0 ? [{ subject: 'outputs', message: 'would change again' }] : [];
  const failures = [...changes.map(({ address, action }) => ({ subject: address, message: `would be ${action}d again` })), ...outputs];
  return { passed: failures.length === 0 ? 1 : 0, failures };
}

function unpromised({ address, type, action }: PlannedChange, { inPlace, created, destroyed }: ChangePromise): readonly Failure[] {
  if ((action === 'delete' || action === 'replace') && STATEFUL.includes(type)) {
    return [{ subject: address, message: `would be ${action}d, and it is stateful` }];
  }
  const allowed = { create: created, update: inPlace, replace: undefined, delete: destroyed }[action];
  return allowed?.test(address) === true ? [] : [{ subject: address, message: `would be ${action}d, which nobody promised` }];
}

function actionOf(actions: readonly string[]): Action | undefined {
  if (actions.length === 2) {
    return 'replace';
  }
  return (['create', 'update', 'delete'] as const).find((action) => action === actions[0]);
}
