import type { Problem } from '../../../core/problem';
import type { RenderedObject } from '../../../core/rendered';
import { containersOf, Engine } from '../../engines';
import { JsonObject, listAt, objectAt } from '../../json';
import type { PodTemplate } from '../../pods';
import { problemWith, Rule } from '../../rule';

/** Group of the constraints that give each namespace a range of user ids. */
const CONSTRAINTS = 'security.openshift.io';

const IDS = ['runAsUser', 'runAsGroup', 'fsGroup', 'supplementalGroups'];

/**
 * Rule 9: where the cluster gives each namespace its own range of user ids, pods of a zone name none; and an engine whose root cannot be written writes to volumes.
 *
 * Ids are judged where the cluster's operators bring security context constraints; machines of KubeVirt have none.
 */
export const clusterChoosesUsers: Rule = ({ pods, engines, zones, operators = [] }) => [
  ...(operators.some(({ groups }) => CONSTRAINTS in groups) ? pods.filter(({ namespace, source }) => zones.has(namespace ?? '') && source.object.kind !== 'VirtualMachine').flatMap(chosenIds) : []),
  ...engines.filter(({ pod }) => !pod.isCompleted && zones.has(pod.namespace ?? '')).flatMap(nowhereToWrite),
];

function chosenIds(pod: PodTemplate): readonly Problem[] {
  const contexts = [
    { context: objectAt(pod.spec, 'securityContext'), field: pod.field },
    ...(['containers', 'initContainers'] as const).flatMap((list) => containersOf(pod, list)).map(({ container, field }) => ({ context: objectAt(container, 'securityContext'), field })),
  ];
  return contexts.flatMap(({ context, field }) => IDS.filter((id) => context?.[id] !== undefined).map((id) => fixedId(pod.source, `${field}/securityContext/${id}`, context![id])));
}

function fixedId(source: RenderedObject, prop: string, value: unknown): Problem {
  return problemWith(source, { code: 'UserFixed', prop, value, rule: 'must be left out: the cluster gives each namespace a range of ids and refuses all others', remedy: 'remove it' });
}

/** The home and the temporary folder of an engine lie on volumes that it may write to. */
function nowhereToWrite({ pod, container, field }: Engine): readonly Problem[] {
  const readOnly = objectAt(container, 'securityContext')?.readOnlyRootFilesystem === true;
  const home = listAt(container, 'env').find(({ name }) => name === 'HOME')?.value;
  const needed = ['/tmp', ...(typeof home === 'string' ? [home] : [])];
  return (readOnly ? needed : []).filter((folder) => !isWritable(folder, container)).map((folder) => problemWith(pod.source, {
    code: 'NowhereToWrite', prop: `${field}/volumeMounts`, value: folder, rule: 'is on no volume that can be written, and the root of the container cannot be', remedy: `mount an emptyDir at ${folder}`,
  }));
}

function isWritable(folder: string, container: JsonObject): boolean {
  return listAt(container, 'volumeMounts').some(({ mountPath, readOnly }) => readOnly !== true && typeof mountPath === 'string' && `${folder}/`.startsWith(`${mountPath}/`));
}
