import { Model } from '../../../catalog/models';
import type { Problem } from '../../../core/problem';
import type { RenderedPool } from '../../../core/rendered';
import { modelPath } from '../../../target/model-path';
import type { EngineRole } from '../../../target/inference-request';
import type { Engine } from '../../engines';
import { objectAt, valueAt } from '../../json';
import { problemWith, Rule } from '../../rule';

const ROLE_LABEL = 'llm-d.ai/role';

/** Arguments that decide how much memory is left, and that no verdict counts: the pool has no prop for them. */
const UNCOUNTED = ['--kv-cache-memory-bytes', '--num-gpu-blocks-override', '--cpu-offload-gb', '--quantization', '--dtype', '--hf-overrides', '--config', '--model'];

/** What an argument must say, and the prop that says it. */
interface Judged {
  readonly flag: string;
  readonly value: number | string;
  readonly prop: string;
  /** What the engine takes where the argument is left out. @default - the argument must be there */
  readonly otherwise?: number;
}

/**
 * The verdict on a pool is about what is deployed: its engines are told the very figures that the pool was judged by.
 *
 * Judges the engines below a pool of the program. That they get as many GPUs as they have ranks is another rule.
 */
export const engineRunsWhatWasJudged: Rule = ({ engines, pools }) => pools.flatMap((pool) => engines
  .filter(({ pod }) => pod.source.path.startsWith(`${pool.path}/`))
  .flatMap((engine) => differences(engine, pool)));

function differences(engine: Engine, pool: RenderedPool): readonly Problem[] {
  const role = roleOf(engine, pool);
  const kserve = engine.pod.source.object.kind === 'LLMInferenceService';
  return [
    ...argumentsOf(role, pool).flatMap((judged) => (kserve && judged.prop.endsWith('ParallelSize') ? otherField(engine, judged, pool) : otherArgument(engine, judged, pool))),
    ...UNCOUNTED.filter((flag) => engine.line.has(flag)).map((flag) => problemWith(engine.pod.source, {
      code: 'EngineNotAsJudged', prop: `${engine.field}/args ${flag}`, value: engine.line.written(flag), rule: `is not counted in the verdict on '${pool.path}'`, remedy: 'undo the patch',
    })),
    ...otherModel(engine, pool),
  ];
}

function argumentsOf({ serving, parallelism }: EngineRole, { request: { lora } }: RenderedPool): readonly Judged[] {
  const optional = (flag: string, prop: string, value: number, otherwise: number) => ({ flag, prop, value, otherwise });
  return [
    { flag: '--max-model-len', prop: 'maxModelLen', value: serving.maxModelLen },
    { flag: '--max-num-batched-tokens', prop: 'maxNumBatchedTokens', value: serving.maxNumBatchedTokens },
    { flag: '--max-num-seqs', prop: 'maxNumSeqs', value: serving.maxNumSeqs },
    { flag: '--gpu-memory-utilization', prop: 'gpuMemoryUtilization', value: serving.gpuMemoryUtilization },
    { flag: '--kv-cache-dtype', prop: 'kvCacheDtype', value: serving.kvCacheDtype },
    optional('--tensor-parallel-size', 'tensorParallelSize', parallelism.tensorParallelSize, 1),
    optional('--pipeline-parallel-size', 'pipelineParallelSize', parallelism.pipelineParallelSize, 1),
    optional('--data-parallel-size', 'dataParallelSize', parallelism.dataParallelSize, 1),
    optional('--decode-context-parallel-size', 'decodeContextParallelSize', parallelism.decodeContextParallelSize, 1),
    optional('--max-loras', 'lora.maxLoras', lora?.maxLoras ?? 1, 1),
    optional('--max-lora-rank', 'lora.maxLoraRank', lora?.maxLoraRank ?? 16, 16),
  ];
}

function otherArgument({ pod, field, line }: Engine, { flag, prop, value, otherwise }: Judged, pool: RenderedPool): readonly Problem[] {
  const written = line.has(flag) ? line.written(flag) : otherwise;
  return written !== undefined && String(written) !== '' && (Number(written) === value || written === value) ? [] : [problemWith(pod.source, {
    code: 'EngineNotAsJudged', prop: `${field}/args ${flag}`, value: written, rule: `is not the ${value} that the verdict on '${pool.path}' is about`, remedy: `state it as the pool's '${prop}', which judges it anew, or undo the patch`,
  })];
}

/** KServe makes these arguments of fields. */
function otherField({ pod }: Engine, { flag, prop, value }: Judged, pool: RenderedPool): readonly Problem[] {
  const name = flag === '--tensor-parallel-size' ? 'tensor' : flag === '--pipeline-parallel-size' ? 'pipeline' : flag === '--data-parallel-size' ? 'data' : undefined;
  const at = pod.field.startsWith('/spec/prefill/') ? ['prefill'] : [];
  const written = name === undefined ? value : valueAt(objectAt(pod.source.object, 'spec', ...at, 'parallelism'), name) ?? 1;
  return written === value ? [] : [problemWith(pod.source, {
    code: 'EngineNotAsJudged', prop: `/${['spec', ...at, 'parallelism', name].join('/')}`, value: written, rule: `is not the ${value} that the verdict on '${pool.path}' is about`, remedy: `state it as the pool's '${prop}', which judges it anew, or undo the patch`,
  })];
}

/** Another model of the catalog in place of the one that was judged. */
function otherModel({ pod, field, line }: Engine, { path, request: { model } }: RenderedPool): readonly Problem[] {
  const uri = pod.source.object.kind === 'LLMInferenceService' ? valueAt(pod.source.object, 'spec', 'model', 'uri') : undefined;
  const location = typeof uri === 'string' ? uri : line.words[line.words.indexOf('serve') + 1] ?? '';
  const other = location.endsWith(modelPath(model)) ? undefined : Model.all().find((one) => one.repository !== model.repository && location.endsWith(`/${one.repository}`));
  return other === undefined ? [] : [problemWith(pod.source, {
    code: 'EngineNotAsJudged', prop: typeof uri === 'string' ? '/spec/model/uri' : `${field}/args`, value: location, rule: `is '${other.name}', and the verdict on '${path}' is about '${model.name}'`, remedy: "state it as the pool's 'model', which judges it anew, or undo the patch",
  })];
}

/** The role that an engine has, by the label that the picker knows it by, or by the name of its object. */
function roleOf({ pod }: Engine, { request: { roles } }: RenderedPool): EngineRole {
  const byLabel = roles.find(({ role }) => role === pod.labels[ROLE_LABEL]);
  return byLabel ?? roles.find(({ roleName }) => roleName === pod.source.object.metadata.name) ?? roles[0]!;
}
