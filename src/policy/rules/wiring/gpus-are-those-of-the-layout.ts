import type { Problem } from '../../../core/problem';
import { devicesOf, Engine } from '../../engines';
import { isObject, objectAt, valueAt } from '../../json';
import { isSelected } from '../../pods';
import { problemWith, Rule, Scene } from '../../rule';

const GPU = 'nvidia.com/gpu';

/** The ranks of an engine's pod that take a GPU each. */
interface Ranks {
  readonly tensor: number;
  readonly pipeline: number;
  /** Engines in this pod. */
  readonly local: number;
}

/**
 * Rule 10: a pod asks for one GPU a rank, and for no more than a node of its group has.
 *
 * Silent on pods that ask for no GPU by the name of the device plugin, and on sizes that only the start of the container knows.
 */
export const gpusAreThoseOfTheLayout: Rule = (scene) => scene.engines.flatMap((engine) => {
  const gpus = devicesOf(engine.container, GPU);
  return gpus === undefined ? [] : [...otherNumber(engine, gpus), ...largerThanNode(engine, gpus, scene)];
});

function otherNumber(engine: Engine, gpus: number): readonly Problem[] {
  const ranks = ranksOf(engine);
  if (ranks === undefined) {
    return [];
  }
  const needed = ranks.tensor * ranks.pipeline * ranks.local;
  const parts = Object.entries(ranks).filter(([, size]) => size !== 1).map(([name, size]) => `${name} ${size}`).join(' × ');
  return needed === gpus ? [] : [problemWith(engine.pod.source, {
    code: 'GpusNotOfLayout', prop: `${engine.field}/resources/limits/${GPU}`, value: gpus, rule: `must be ${needed}, one for each rank of the pod${parts === '' ? '' : ` (${parts})`}`,
    remedy: 'change both together, or neither',
  })];
}

/** Stages and data-parallel engines are spread over the pods of a replica; undefined where a size cannot be read. */
function ranksOf(engine: Engine): Ranks | undefined {
  const kserve = engine.pod.source.object.kind === 'LLMInferenceService' ? kserveRanks(engine) : undefined;
  const { line, pod } = engine;
  const tensor = kserve?.tensor ?? line.count('--tensor-parallel-size', 1);
  const stages = kserve?.pipeline ?? line.count('--pipeline-parallel-size', 1);
  const local = kserve?.local ?? localOf(engine);
  if (tensor === undefined || stages === undefined || local === undefined || line.has('--config')) {
    return undefined;
  }
  const pods = line.count('--nnodes', pod.podsPerReplica) ?? pod.podsPerReplica;
  const pipeline = stages > 1 ? stages / (kserve === undefined ? pods : 1) : 1;
  return { tensor, pipeline, local };
}

function localOf({ line, pod }: Engine): number | undefined {
  const all = line.count('--data-parallel-size', 1);
  return line.has('--data-parallel-size-local') ? line.count('--data-parallel-size-local', 1) : all === undefined ? undefined : all / pod.podsPerReplica;
}

/** What KServe makes the command of; its pods of a pipeline hold a stage each. */
function kserveRanks({ pod }: Engine): Ranks {
  const parallelism = objectAt(pod.source.object, 'spec', ...(pod.field.startsWith('/spec/prefill/') ? ['prefill'] : []), 'parallelism');
  const size = (name: string) => (typeof parallelism?.[name] === 'number' ? parallelism[name] : undefined);
  return { tensor: size('tensor') ?? 1, pipeline: 1, local: size('dataLocal') ?? size('data') ?? 1 };
}

function largerThanNode({ pod, field }: Engine, gpus: number, { nodeGroups }: Scene): readonly Problem[] {
  const asked = valueAt(pod.spec, 'nodeSelector');
  const groups = nodeGroups.filter((group) => group.gpus?.resourceName === GPU && isObject(asked) && isSelected({ ...group.labels, ...group.nodeSelector }, asked));
  const most = Math.max(0, ...groups.map((group) => group.gpus!.perNode));
  return groups.length === 0 || gpus <= most ? [] : [problemWith(pod.source, {
    code: 'PodExceedsNode', prop: `${field}/resources/limits/${GPU}`, value: gpus, rule: `must be at most ${most}, which is what a node of '${groups.map(({ name }) => name).join("', '")}' has`, remedy: 'lower it, or spread the replica over more pods',
  })];
}
