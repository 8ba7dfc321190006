import type { Problem } from '../../../core/problem';
import type { RenderedObject } from '../../../core/rendered';
import { listAt, objectAt, valueAt } from '../../json';
import { holdsQueue } from '../../pickers';
import { poolsIn, takes } from '../../pools';
import { problemWith, Rule, Scene } from '../../rule';

/** Kinds of several pods a replica, of which the variant autoscaler knows nothing. */
const ROLE_SCALER = 'DisaggregatedSetRoleScaler';
const GROUPS: ReadonlySet<unknown> = new Set(['LeaderWorkerSet', 'DisaggregatedSet', ROLE_SCALER]);

/**
 * Rule 18: the variant autoscaler scales Deployments alone, and a pool goes to zero only behind a picker that holds the requests which wait.
 *
 * Silent on what is scaled without a pool, and on pickers whose configuration the output does not show.
 */
export const scalerSuitsItsPool: Rule = (scene) => scene.objects.flatMap((source) => {
  switch (source.object.kind) {
    case 'VariantAutoscaling': return groupScaled(source);
    case 'ScaledObject': return emptied(source, scene);
    default: return [];
  }
});

function groupScaled(source: RenderedObject): readonly Problem[] {
  const kind = valueAt(source.object, 'spec', 'scaleTargetRef', 'kind');
  return !GROUPS.has(kind) ? [] : [problemWith(source, {
    code: 'GroupScaledAsVariant', prop: '/spec/scaleTargetRef/kind', value: kind, rule: 'is a kind of several pods a replica, which the variant autoscaler cannot scale', remedy: 'scale it with a ScaledObject',
  })];
}

/** KEDA goes to zero unless it is told another least number. */
function emptied(source: RenderedObject, scene: Scene): readonly Problem[] {
  const spec = objectAt(source.object, 'spec');
  const field = spec?.idleReplicaCount === undefined ? 'minReplicaCount' : 'idleReplicaCount';
  const pool = (spec?.[field] ?? 0) === 0 ? poolOf(source, scene) : undefined;
  const pickers = scene.pickers.filter(({ line, pod }) => pool !== undefined && pod.namespace === pool.object.metadata.namespace && line.text('--pool-name') === pool.object.metadata.name);
  return !pickers.some((picker) => holdsQueue(picker) === false) ? [] : [problemWith(source, {
    code: 'NothingHoldsRequests', prop: `/spec/${field}`, value: spec?.[field],
    rule: `lets '${pool!.object.metadata.name}' go to zero, and its picker refuses requests while there is no replica`, remedy: "use 1, or turn on the 'flowControl' of the picker",
  })];
}

/** The pool whose replicas are scaled. */
function poolOf({ object }: RenderedObject, scene: Scene): RenderedObject | undefined {
  const target = objectAt(object, 'spec', 'scaleTargetRef');
  const [kind, name] = [String(target?.kind ?? 'Deployment'), String(target?.name)];
  const workloads = kind === ROLE_SCALER ? setsWith(name, object.metadata.namespace, scene) : [scene.find(kind, object.metadata.namespace, name)];
  const pods = scene.pods.filter((pod) => workloads.includes(pod.source));
  return poolsIn(scene).find((pool) => pods.some((pod) => takes(pool, pod)));
}

/** The set whose controller makes the scaler of a role: its name is that of the set with the role after it. */
function setsWith(name: string, namespace: string | undefined, { objects }: Scene): readonly RenderedObject[] {
  return objects.filter(({ object }) => object.kind === 'DisaggregatedSet' && object.metadata.namespace === namespace
    && listAt(objectAt(object, 'spec'), 'roles').some((role) => name === `${object.metadata.name}-${String(role.name)}`));
}
