import type { Problem } from '../../../core/problem';
import type { RenderedObject, RenderedPool } from '../../../core/rendered';
import type { EngineRole } from '../../../target/inference-request';
import { valueAt } from '../../json';
import { problemWith, Rule } from '../../rule';

/** Where an object of a role says how many replicas there may be, or how many more while they are replaced. */
interface Place {
  readonly path: readonly string[];
  readonly prop: string;
  readonly most: (role: EngineRole) => number;
  /** What counts where nothing is said. @default - nothing is judged */
  readonly otherwise?: number;
}

const MOST = (role: EngineRole) => role.maxReplicas;
const SURGE = (role: EngineRole) => role.surgeReplicas?.() ?? 0;

/** By kind; KEDA scales to a hundred unless it is told another number. @see https://keda.sh/docs/latest/reference/scaledobject-spec/ */
const PLACES: Readonly<Record<string, readonly Place[]>> = {
  Deployment: [
    { path: ['spec', 'replicas'], prop: 'maxReplicas', most: MOST },
    { path: ['spec', 'strategy', 'rollingUpdate', 'maxSurge'], prop: 'maxReplicas', most: SURGE },
  ],
  LeaderWorkerSet: [
    { path: ['spec', 'replicas'], prop: 'maxReplicas', most: MOST },
    { path: ['spec', 'rolloutStrategy', 'rollingUpdateConfiguration', 'maxSurge'], prop: 'maxReplicas', most: SURGE },
  ],
  ScaledObject: [{ path: ['spec', 'maxReplicaCount'], prop: 'maxReplicas', most: MOST, otherwise: 100 }],
};

/**
 * Rule 10, of all replicas: no more are asked for than the nodes of their pool were found to hold, nor more at once while they are replaced.
 *
 * Judged on the objects of a pool's roles; surges in percent are unknown.
 */
export const replicasFitTheNodes: Rule = ({ objects, pools }) => pools.flatMap((pool) => objects
  .filter(({ path }) => path.startsWith(`${pool.path}/`))
  .flatMap((source) => beyond(source, pool)));

function beyond(source: RenderedObject, { path: pool, request: { roles } }: RenderedPool): readonly Problem[] {
  const role = roles.find(({ roleName }) => roleName === source.object.metadata.name);
  return role === undefined ? [] : (PLACES[source.object.kind] ?? []).flatMap(({ path, prop, most, otherwise }) => {
    const asked = valueAt(source.object, ...path);
    const count = asked ?? otherwise;
    return typeof count !== 'number' || count <= most(role) ? [] : [problemWith(source, {
      code: 'ReplicasExceedNodes', prop: `/${path.join('/')}`, value: asked, rule: `must be at most ${most(role)}, which the nodes of '${pool}' hold for certain`,
      remedy: `state it as the pool's '${prop}', for which room is then asked, or undo the patch`,
    })];
  });
}
