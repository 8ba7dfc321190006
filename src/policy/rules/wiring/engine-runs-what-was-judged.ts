import { Model } from '../../../catalog/models';
import type { Problem } from '../../../core/problem';
import type { RenderedPool } from '../../../core/rendered';
import type { Parallelism, ServingParameters } from '../../../target/inference-request';
import { modelPath } from '../../../target/model-path';
import { Engine, roleOf } from '../../engines';
import { objectAt, valueAt } from '../../json';
import { judgedEngines } from '../../pools';
import { problemWith, Rule } from '../../rule';

/** Arguments that decide how much memory is left, and that no verdict counts: the pool has no prop for them. */
const UNCOUNTED = [
  '--kv-cache-memory-bytes', '--num-gpu-blocks-override', '--cpu-offload-gb', '--quantization', '--dtype', '--hf-overrides', '--config', '--model',
  '--mamba-cache-dtype', '--mamba-ssm-cache-dtype', '--mamba-block-size', '--eplb-config', '--num-redundant-experts', '--prefill-context-parallel-size',
];

/** Switches that lessen what the engine needs: a verdict that counts with one is void without it. */
const LESSENING = { enforceEager: '--enforce-eager', languageModelOnly: '--language-model-only' };

/** Figures of a pool with the options that some pools have. */
type Options = ServingParameters & Partial<Record<keyof typeof LESSENING, boolean>>;

/** Arguments that KServe makes of fields of `parallelism`. */
const KSERVE_FIELDS: Readonly<Record<string, string>> = {
  '--tensor-parallel-size': 'tensor', '--pipeline-parallel-size': 'pipeline', '--data-parallel-size': 'data',
};

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
export const engineRunsWhatWasJudged: Rule = (scene) => judgedEngines(scene).flatMap(({ engine, pool }) => differences(engine, pool));

function differences(engine: Engine, pool: RenderedPool): readonly Problem[] {
  const { parallelism, serving } = roleOf(engine.pod, pool.request);
  const kserve = engine.pod.source.object.kind === 'LLMInferenceService';
  return [
    ...servingArguments(serving).flatMap((judged) => otherArgument(engine, judged, pool)),
    ...layoutArguments(parallelism).flatMap((judged) => [
      ...(kserve ? otherField(engine, judged, pool) : []),
      ...(kserve && !engine.line.has(judged.flag) ? [] : otherArgument(engine, judged, pool)),
    ]),
    ...(kserve ? [] : optionArguments(serving, pool).flatMap((judged) => otherArgument(engine, judged, pool))),
    ...uncounted(serving, pool).filter((flag) => engine.line.has(flag)).map((flag) => problemWith(engine.pod.source, {
      code: 'EngineNotAsJudged', prop: `${engine.field}/args ${flag}`, value: engine.line.written(flag) || true,
      rule: `is not counted in the verdict on '${pool.path}'`, remedy: 'undo the patch',
    })),
    ...otherModel(engine, pool),
  ];
}

function servingArguments(serving: ServingParameters): readonly Judged[] {
  return [
    { flag: '--max-model-len', prop: 'maxModelLen', value: serving.maxModelLen },
    { flag: '--max-num-batched-tokens', prop: 'maxNumBatchedTokens', value: serving.maxNumBatchedTokens },
    { flag: '--max-num-seqs', prop: 'maxNumSeqs', value: serving.maxNumSeqs },
    { flag: '--gpu-memory-utilization', prop: 'gpuMemoryUtilization', value: serving.gpuMemoryUtilization },
    { flag: '--kv-cache-dtype', prop: 'kvCacheDtype', value: serving.kvCacheDtype },
    ...(serving.blockSize === undefined ? [] : [{ flag: '--block-size', prop: 'blockSize', value: serving.blockSize }]),
  ];
}

function layoutArguments(parallelism: Parallelism): readonly Judged[] {
  return [
    { flag: '--tensor-parallel-size', prop: 'tensorParallelSize', value: parallelism.tensorParallelSize, otherwise: 1 },
    { flag: '--pipeline-parallel-size', prop: 'pipelineParallelSize', value: parallelism.pipelineParallelSize, otherwise: 1 },
    { flag: '--data-parallel-size', prop: 'dataParallelSize', value: parallelism.dataParallelSize, otherwise: 1 },
    { flag: '--decode-context-parallel-size', prop: 'decodeContextParallelSize', value: parallelism.decodeContextParallelSize, otherwise: 1 },
  ];
}

/** What is only said where a pool asks for it; KServe makes arguments for adapters of fields of its own. */
function optionArguments(serving: Options, { request: { lora } }: RenderedPool): readonly Judged[] {
  const switches = (Object.keys(LESSENING) as (keyof typeof LESSENING)[]).filter((prop) => serving[prop] === true);
  return [
    { flag: '--max-loras', prop: 'lora.maxLoras', value: lora?.maxLoras ?? 1, otherwise: 1 },
    { flag: '--max-lora-rank', prop: 'lora.maxLoraRank', value: lora?.maxLoraRank ?? 16, otherwise: 16 },
    ...switches.map((prop) => ({ flag: LESSENING[prop], prop, value: 'given' })),
  ];
}

/** Adapters and drafts are counted where the pool asked for them. */
function uncounted(serving: Options, { request: { lora } }: RenderedPool): readonly string[] {
  return [...UNCOUNTED, ...(lora === undefined ? ['--enable-lora'] : []), ...(serving.draft === undefined ? ['--speculative-config'] : [])];
}

function otherArgument({ pod, field, line }: Engine, { flag, prop, value, otherwise }: Judged, pool: RenderedPool): readonly Problem[] {
  const written = !line.has(flag) ? otherwise : value === 'given' ? value : line.written(flag);
  return written !== undefined && String(written) !== '' && (Number(written) === value || written === value) ? [] : [problemWith(pod.source, {
    code: 'EngineNotAsJudged', prop: `${field}/args ${flag}`, value: written, rule: `is not the ${value} that the verdict on '${pool.path}' is about`, remedy: `state it as the pool's '${prop}', which judges it anew, or undo the patch`,
  })];
}

function otherField({ pod }: Engine, { flag, prop, value }: Judged, pool: RenderedPool): readonly Problem[] {
  const name = KSERVE_FIELDS[flag];
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
  const named = (one: Model) => one.repository !== model.repository && location.endsWith(`/${one.repository}`);
  const other = location.endsWith(modelPath(model)) ? undefined : Model.all().find(named);
  return other === undefined ? [] : [problemWith(pod.source, {
    code: 'EngineNotAsJudged', prop: typeof uri === 'string' ? '/spec/model/uri' : `${field}/args`, value: location, rule: `is '${other.name}', and the verdict on '${path}' is about '${model.name}'`, remedy: "state it as the pool's 'model', which judges it anew, or undo the patch",
  })];
}
