import type { Construct } from 'constructs';
import { OLDEST_VLLM } from '../../../catalog/vllm-versions';
import { ValidationError } from '../../../errors/validation-error';
import type { InferenceRequest } from '../../../target/inference-request';

/** Refuses a vLLM that does not know what its command line says: it would not start. */
export function requireKnownFlags({ engine }: Pick<InferenceRequest, 'engine'>, scope: Construct): void {
  const minor = engine?.kind === 'vllm' ? engine.minor : undefined;
  if (minor !== undefined && minor < OLDEST_VLLM.minor) {
    const rule = `must be 0.${OLDEST_VLLM.minor} or newer: older ones cannot be told how long to let requests finish`;
    throw new ValidationError({ code: 'EngineTooOld', prop: 'engine.version', value: `0.${minor}`, rule, remedy: 'use a newer image' }, scope);
  }
}

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
