import type { Construct } from 'constructs';
import { ValidationError } from '../../../errors/validation-error';
import type { InferenceRequest } from '../../../target/inference-request';

/** Refuses what is vLLM's for a pool that another engine serves: it would run without, and nothing would say so. */
export function requireNothingOfVllm(need: InferenceRequest, other: string, scope: Construct, without: readonly string[] = []): void {
  const { lora, kvOffload, modelCache } = need;
  const spread = need.roles.some(({ podsPerReplica, parallelism }) => podsPerReplica > 1 || parallelism.dataParallelSize > 1);
  const shared = need.roles.some(({ parallelism }) => parallelism.decodeContextParallelSize > 1) || undefined;
  const draft = need.roles.find(({ serving }) => serving.draft !== undefined)?.serving.draft;
  const asked = Object.entries({
    lora, kvOffload, modelCache, speculativeDecoding: draft, decodeContextParallelSize: shared,
    topology: spread || need.roles.length > 1 || undefined,
  });
  const [prop] = asked.find(([name, value]) => value !== undefined && !without.includes(name)) ?? [];
  if (prop !== undefined) {
    throw new ValidationError({
      code: 'EngineCannot', prop, value: 'given', rule: `is what vLLM does, and ${other} does not`, remedy: 'leave it out or use Engine.vllm',
    }, scope);
  }
}
