import type { Construct } from 'constructs';
import type { Engine } from './engine';
import { engineOptions } from './engine-options';
import { Image } from '../../catalog/images';
import { vllmMinorOf } from '../../catalog/vllm-versions';
import { oneOf } from '../../errors/did-you-mean';
import { requireCount, requireText } from '../../errors/requirements';
import { ValidationError } from '../../errors/validation-error';
import type { ServingParameters } from '../../target/inference-request';
import type { InferencePoolProps } from '../inference-pool-props';
import { ONE_GPU } from '../sizing/layout';
import type { OpenQuestion } from '../sizing/options';

/** Longest context that a pool gets unless it asks for more: the cache of a long one crowds out concurrent requests. */
const DEFAULT_MAX_MODEL_LEN = 8192;


/** Tokens of a block that replicas pass on: few large ones, for each has a price. @see https://github.com/llm-d/llm-d/tree/main/guides/pd-disaggregation */
const TRANSFERRED_BLOCK = 128;

/**
 * Every argument that the memory estimate depends on, but how the model is spread. Throws on what no engine accepts.
 *
 * @param transfers whether replicas pass blocks of the cache on to others
 */
export function servingArguments(props: InferencePoolProps, transfers: boolean, scope: Construct): ServingParameters {
  const serving = {
    maxModelLen: props.maxModelLen ?? Math.min(props.model.maxModelLen, DEFAULT_MAX_MODEL_LEN),
    maxNumBatchedTokens: props.maxNumBatchedTokens ?? 8192,
    maxNumSeqs: props.maxNumSeqs ?? 128,
    gpuMemoryUtilization: props.gpuMemoryUtilization ?? 0.92,
    kvCacheDtype: props.kvCacheDtype ?? 'auto',
    ...engineOptions(props, scope),
    ...blockSizeOf(props, transfers),
  };
  requireCount('tensorParallelSize', props.tensorParallelSize ?? ONE_GPU.tensorParallelSize, { min: 1 }, scope);
  requireCount('maxModelLen', serving.maxModelLen, { min: 1, max: props.model.maxModelLen }, scope);
  requireCount('maxConcurrency', props.maxConcurrency ?? 1, { min: 1 }, scope);
  requireCount('maxNumBatchedTokens', serving.maxNumBatchedTokens, { min: 1 }, scope);
  requireCount('maxNumSeqs', serving.maxNumSeqs, { min: 1 }, scope);
  requireFraction('gpuMemoryUtilization', serving.gpuMemoryUtilization, scope);
  requireKvCacheDtype(serving.kvCacheDtype, scope);
  requireReason(props, scope);
  return serving;
}

/** Tokens of a block, where the pool says how many or passes blocks on: the engine and whoever knows its cache are told the same. */
function blockSizeOf({ model, routing }: InferencePoolProps, transfers: boolean): Pick<ServingParameters, 'blockSize'> {
  // blocks beside recurrent states are as large as those, which the engine sees to
  const recurrent = model.attention.some(({ kind }) => kind === 'recurrent');
  const blockSize = routing?.prefixCache?.blockSize ?? (transfers && !recurrent ? TRANSFERRED_BLOCK : undefined);
  return blockSize === undefined ? {} : { blockSize };
}

/**
 * What a pool asks of its nodes, with the layout left open.
 *
 * @param image the engine that manifests run: what it needs beside weights and cache depends on its version
 */
export function questionOf(props: InferencePoolProps, serving: ServingParameters, image: string = Image.VLLM.reference): OpenQuestion {
  const { model, nodes: { accelerator }, maxConcurrency = 1, engine } = props;
  return { ...serving, model, accelerator, maxConcurrency, engineMinor: askedMinor(engine) ?? vllmMinorOf(image) ?? NaN };
}

/** The version that the pool names. */
function askedMinor(engine: Engine | undefined): number | undefined {
  return engine?.request.kind === 'vllm' ? engine.request.minor : undefined;
}

function requireReason({ acceptUnlikely }: InferencePoolProps, scope: Construct): void {
  if (acceptUnlikely !== undefined) {
    requireText('acceptUnlikely.reason', acceptUnlikely?.reason, scope);
  }
}

function requireFraction(prop: string, value: unknown, scope: Construct): void {
  if (typeof value !== 'number' || !(value > 0 && value <= 1)) {
    throw new ValidationError({ code: 'NotAFraction', prop, value, rule: 'must be a number above 0 and at most 1', remedy: 'leave it out for 0.92' }, scope);
  }
}

function requireKvCacheDtype(value: unknown, scope: Construct): void {
  const formats = ['auto', 'fp8'];
  if (!formats.includes(value as string)) {
    throw new ValidationError({ code: 'UnknownKvCacheDtype', prop: 'kvCacheDtype', value, rule: 'is no format of the key-value cache', remedy: oneOf(value, formats) }, scope);
  }
}
