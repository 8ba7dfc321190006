import type { Construct } from 'constructs';
import type { InferencePoolProps } from './inference-pool-props';
import { isPossible, memoryNeed, MemoryNeed, smallestTensorParallelSize } from './sizing';
import type { Model } from '../catalog/models';
import type { GpuNodeGroup } from '../compute/gpu-node-group';
import { oneOf } from '../errors/did-you-mean';
import { requireCount } from '../errors/requirements';
import { ValidationError } from '../errors/validation-error';
import type { ServingParameters } from '../target/requests';

/** Longest context that a pool gets unless it asks for more: the cache of a long one crowds out concurrent requests. */
const DEFAULT_MAX_MODEL_LEN = 8192;

/** Every argument that the memory estimate depends on, each with its default made explicit. Throws on what no engine accepts. */
export function servingParameters(props: InferencePoolProps, scope: Construct): ServingParameters {
  const serving: ServingParameters = {
    tensorParallelSize: props.tensorParallelSize ?? 1,
    maxModelLen: props.maxModelLen ?? Math.min(props.model.maxModelLen, DEFAULT_MAX_MODEL_LEN),
    maxNumBatchedTokens: props.maxNumBatchedTokens ?? 8192,
    maxNumSeqs: props.maxNumSeqs ?? 128,
    gpuMemoryUtilization: props.gpuMemoryUtilization ?? 0.92,
    kvCacheDtype: props.kvCacheDtype ?? 'auto',
  };
  requireCount('tensorParallelSize', serving.tensorParallelSize, { min: 1 }, scope);
  requireCount('maxModelLen', serving.maxModelLen, { min: 1, max: props.model.maxModelLen }, scope);
  requireCount('maxNumBatchedTokens', serving.maxNumBatchedTokens, { min: 1 }, scope);
  requireCount('maxNumSeqs', serving.maxNumSeqs, { min: 1 }, scope);
  requireFraction('gpuMemoryUtilization', serving.gpuMemoryUtilization, scope);
  requireKvCacheDtype(serving.kvCacheDtype, scope);
  return serving;
}

/** Refuses a layout that no node of the group can hold, and a model that fails with no overhead at all. */
export function requireFit(model: Model, nodes: GpuNodeGroup, serving: ServingParameters, scope: Construct): void {
  requireDivisible(model, serving, scope);
  requireOneNode(nodes, serving, scope);
  const need = memoryNeed(model, nodes.accelerator.memoryMib, serving);
  if (!isPossible(need)) {
    const rule = `needs ${gib(need.weightsGib)} for weights and ${gib(need.kvCacheGib)} for the key-value cache of one request of ${serving.maxModelLen} tokens on each `
      + `of ${serving.tensorParallelSize} × ${nodes.accelerator.name}, but the engine may use ${gib(need.usableGib)} of each`;
    throw new ValidationError({ code: 'ModelDoesNotFit', prop: 'model', value: model.name, rule, remedy: remedyFor(model, nodes, serving, need) }, scope);
  }
}

function remedyFor(model: Model, nodes: GpuNodeGroup, serving: ServingParameters, need: MemoryNeed): string {
  const size = smallestTensorParallelSize(model, nodes.accelerator.memoryMib, serving, nodes.gpusPerNode);
  if (size !== undefined) {
    return `raise 'tensorParallelSize' (${serving.tensorParallelSize}) to ${size} or choose a smaller model`;
  }
  const shorter = need.weightsGib < need.usableGib ? `lower 'maxModelLen' (${serving.maxModelLen}), ` : '';
  return `${shorter}choose a smaller model, an accelerator with more memory, or more 'gpusPerNode' (${nodes.gpusPerNode}) for '${nodes.node.path}'`;
}

function requireDivisible(model: Model, serving: ServingParameters, scope: Construct): void {
  if (model.attentionHeads % serving.tensorParallelSize !== 0) {
    const divisors = Array.from({ length: model.attentionHeads }, (_, index) => index + 1).filter((size) => model.attentionHeads % size === 0);
    const rule = `must divide the ${model.attentionHeads} attention heads of '${model.name}'`;
    const remedy = `use one of: ${divisors.join(', ')}`;
    throw new ValidationError({ code: 'HeadsNotDivisible', prop: 'tensorParallelSize', value: serving.tensorParallelSize, rule, remedy }, scope);
  }
}

function requireOneNode(nodes: GpuNodeGroup, serving: ServingParameters, scope: Construct): void {
  if (serving.tensorParallelSize > nodes.gpusPerNode) {
    const rule = `must be at most the 'gpusPerNode' (${nodes.gpusPerNode}) of '${nodes.node.path}': a replica does not reach beyond its node`;
    const remedy = `lower it or raise 'gpusPerNode' to ${serving.tensorParallelSize}`;
    throw new ValidationError({ code: 'ReplicaExceedsNode', prop: 'tensorParallelSize', value: serving.tensorParallelSize, rule, remedy }, scope);
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

function gib(value: number): string {
  return `${value.toFixed(1)} GiB`;
}
