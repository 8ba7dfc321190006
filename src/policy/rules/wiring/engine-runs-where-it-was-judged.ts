import { Image } from '../../../catalog/images';
import { vllmMinorOf } from '../../../catalog/vllm-versions';
import type { Problem } from '../../../core/problem';
import type { RenderedPool } from '../../../core/rendered';
import type { EngineRole } from '../../../target/inference-request';
import { devicesOf, Engine, roleOf } from '../../engines';
import { listAt, objectAt, valueAt } from '../../json';
import { gpuGroupsOf } from '../../node-groups';
import { judgedEngines } from '../../pools';
import { problemWith, Rule, Scene } from '../../rule';

/** Resources by which pods ask for slices of GPUs. */
const SLICE = 'nvidia.com/mig-';

/**
 * Rule 11, of where an engine runs: on the GPUs, and by the version of vLLM, that the verdict on its pool is about.
 *
 * Silent on images whose tag is no version of vLLM 0.x, and on pods that claim devices instead of asking for a number of them.
 */
export const engineRunsWhereItWasJudged: Rule = (scene) => judgedEngines(scene)
  .flatMap(({ engine, pool }) => [...otherNodes(engine, pool, scene), ...withoutGpu(engine, pool), ...otherVersion(engine, pool)]);

function otherNodes({ pod }: Engine, pool: RenderedPool, { nodeGroups }: Scene): readonly Problem[] {
  const { accelerator } = roleOf(pod, pool.request);
  const others = gpuGroupsOf(pod, nodeGroups).filter(({ gpus }) => gpus!.accelerator !== accelerator.name);
  return others.map(({ name, gpus }) => problemWith(pod.source, {
    code: 'EngineNotAsJudged', prop: `${pod.field}/nodeSelector`, value: valueAt(pod.spec, 'nodeSelector'),
    rule: `lets the engine run on the ${gpus!.accelerator} of '${name}', and the verdict on '${pool.path}' is about ${accelerator.name}`, remedy: "state the node group as the pool's 'nodes', which judges it anew, or undo the patch",
  }));
}

function withoutGpu({ pod, container, field }: Engine, pool: RenderedPool): readonly Problem[] {
  const { accelerator: { resourceName }, gpusPerPod } = roleOf(pod, pool.request);
  const asked = Object.keys(objectAt(container, 'resources', 'limits') ?? {}).some((name) => name.startsWith(SLICE));
  const claimed = listAt(objectAt(container, 'resources'), 'claims').length > 0;
  return asked || claimed || devicesOf(container, resourceName) !== undefined ? [] : [problemWith(pod.source, {
    code: 'EngineNotAsJudged', prop: `${field}/resources/limits/${resourceName}`, value: undefined,
    rule: `is not the ${gpusPerPod} that the verdict on '${pool.path}' is about`, remedy: 'undo the patch',
  })];
}

/** What an engine takes beside weights and cache changes with its minor version. */
function otherVersion({ pod, container, field }: Engine, pool: RenderedPool): readonly Problem[] {
  const [judged, image] = [vllmMinorOf(judgedImage(roleOf(pod, pool.request), pool) ?? ''), valueAt(container, 'image')];
  const minor = vllmMinorOf(String(image));
  return judged === undefined || minor === undefined || minor === judged ? [] : [problemWith(pod.source, {
    code: 'EngineNotAsJudged', prop: `${field}/image`, value: image, rule: `is vLLM 0.${minor}, and the verdict on '${pool.path}' is about 0.${judged}`,
    remedy: "state it as the pool's 'engine', which judges it anew, or undo the patch",
  })];
}

function judgedImage({ fabric }: EngineRole, { request: { engine } }: RenderedPool): string | undefined {
  return engine === undefined || (engine.kind === 'vllm' && engine.image === undefined) ? fabric?.engineImage ?? Image.VLLM.reference : engine.kind === 'vllm' ? engine.image : undefined;
}
