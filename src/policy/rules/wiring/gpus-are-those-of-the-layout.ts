import type { Problem } from '../../../core/problem';
import { devicesOf, Engine } from '../../engines';
import { isObject, objectAt, valueAt } from '../../json';
import { isSelected } from '../../pods';
import { problemWith, Rule, Scene } from '../../rule';

const GPU = 'nvidia.com/gpu';

/** Sizes of a layout whose product is the number of ranks that take a GPU each, and the pods that these are shared out over. */
interface Ranks {
  readonly sizes: Readonly<Record<string, number | undefined>>;
  readonly pods: number;
}

/**
 * Rule 10: a pod asks for one GPU a rank, and for no more than a node of its group has.
 *
 * Silent on pods that ask for no GPU by the name of the device plugin, on sizes that only the start of the container knows, and on ranks that do not share out evenly.
 */
export const gpusAreThoseOfTheLayout: Rule = (scene) => scene.engines.flatMap((engine) => {
  const gpus = devicesOf(engine.container, GPU);
  return gpus === undefined ? [] : [...otherNumber(engine, gpus), ...largerThanNode(engine, gpus, scene)];
});

function otherNumber(engine: Engine, gpus: number): readonly Problem[] {
  const { sizes, pods } = engine.pod.source.object.kind === 'LLMInferenceService' ? kserveRanks(engine) : ranksOf(engine);
  const parts = Object.entries(sizes).filter(([, size]) => size !== 1).map(([name, size]) => `${name} ${size}`);
  const needed = Object.values(sizes).reduce<number>((product, size) => product * (size ?? NaN), 1) / pods;
  const known = Number.isSafeInteger(needed) && !engine.line.has('--config');
  return !known || needed === gpus ? [] : [problemWith(engine.pod.source, {
    code: 'GpusNotOfLayout', prop: `${engine.field}/resources/limits/${GPU}`, value: gpus,
    rule: `must be ${needed}, one for each rank of the pod${parts.length === 0 ? '' : ` (${parts.join(' × ')}${pods === 1 ? '' : ` over ${pods} pods`})`}`,
    remedy: 'change both together, or neither',
  })];
}

/** Engines that a pod says it has are all in it; else the ranks of a replica are shared out over its pods. */
function ranksOf({ line, pod }: Engine): Ranks {
  const tensor = line.count('--tensor-parallel-size', 1);
  const pipeline = line.count('--pipeline-parallel-size', 1);
  return line.has('--data-parallel-size-local')
    ? { sizes: { tensor, 'local data': line.count('--data-parallel-size-local', 1) }, pods: 1 }
    : { sizes: { tensor, pipeline, data: line.count('--data-parallel-size', 1) }, pods: line.count('--nnodes', pod.podsPerReplica) ?? pod.podsPerReplica };
}

/** What KServe makes the command of; its pods of a pipeline hold a stage each. */
function kserveRanks({ pod }: Engine): Ranks {
  const parallelism = objectAt(pod.source.object, 'spec', ...(pod.field.startsWith('/spec/prefill/') ? ['prefill'] : []), 'parallelism');
  const size = (name: string) => (typeof parallelism?.[name] === 'number' ? parallelism[name] : undefined);
  return { sizes: { 'tensor': size('tensor') ?? 1, 'local data': size('dataLocal') ?? size('data') ?? 1 }, pods: 1 };
}

function largerThanNode({ pod, field }: Engine, gpus: number, { nodeGroups }: Scene): readonly Problem[] {
  const asked = valueAt(pod.spec, 'nodeSelector');
  const withGpus = nodeGroups.filter(({ gpus: own }) => own?.resourceName === GPU);
  const groups = withGpus.filter((group) => isObject(asked) && isSelected({ ...group.labels, ...group.nodeSelector }, asked));
  const most = Math.max(0, ...groups.map((group) => group.gpus!.perNode));
  return groups.length === 0 || gpus <= most ? [] : [problemWith(pod.source, {
    code: 'PodExceedsNode', prop: `${field}/resources/limits/${GPU}`, value: gpus, rule: `must be at most ${most}, which is what a node of '${groups.map(({ name }) => name).join("', '")}' has`, remedy: 'lower it, or spread the replica over more pods',
  })];
}
