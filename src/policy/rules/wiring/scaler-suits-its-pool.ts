import type { Problem } from '../../../core/problem';
import type { RenderedObject } from '../../../core/rendered';
import { objectAt, valueAt } from '../../json';
import { holdsQueue } from '../../pickers';
import { isSelected } from '../../pods';
import { problemWith, Rule, Scene } from '../../rule';

/** Kinds of several pods a replica, of which the variant autoscaler knows nothing. */
const GROUPS: ReadonlySet<unknown> = new Set(['LeaderWorkerSet', 'DisaggregatedSet', 'DisaggregatedSetRoleScaler']);

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
function emptied(source: RenderedObject, { find, pods, objects, pickers }: Scene): readonly Problem[] {
  const spec = objectAt(source.object, 'spec');
  const least = spec?.idleReplicaCount ?? spec?.minReplicaCount ?? 0;
  const { namespace } = source.object.metadata;
  const target = objectAt(spec, 'scaleTargetRef');
  const workload = find(String(target?.kind ?? 'Deployment'), namespace, String(target?.name));
  const pool = objects.find(({ object }) => object.kind === 'InferencePool' && object.metadata.namespace === namespace
    && pods.some((pod) => pod.source === workload && isSelected(pod.labels, objectAt(object, 'spec', 'selector', 'matchLabels') ?? {})));
  const asked = pickers.filter(({ line, pod }) => pool !== undefined && pod.namespace === namespace && line.text('--pool-name') === pool.object.metadata.name);
  return least !== 0 || !asked.some((picker) => picker.config !== undefined && !holdsQueue(picker)) ? [] : [problemWith(source, {
    code: 'NothingHoldsRequests', prop: spec?.idleReplicaCount === undefined ? '/spec/minReplicaCount' : '/spec/idleReplicaCount', value: spec?.idleReplicaCount ?? spec?.minReplicaCount,
    rule: `lets '${pool!.object.metadata.name}' go to zero, and its picker refuses requests while there is no replica`, remedy: "use 1, or turn on the 'flowControl' of the picker",
  })];
}
