import { PICKER_CONTAINER } from './kserve-pods';
import { openShiftAiRelease, type OpenShiftAiVersion } from '../../catalog/openshift-ai-releases';
import type { InferenceRequest } from '../../target/inference-request';
import type { KvTransferRequest } from '../../target/transfer-request';
import { zoneAffinity } from '../../target/zone-affinity';
import type { LlmRouter } from '../crds/kserve';
import { gracePeriodSeconds } from '../kubernetes/engine-lifecycle';

/** What each role is chosen by, and how much that counts: what KServe's own configuration says, which always has prompts prefilled elsewhere. */
const WEIGHTS = {
  prefill: { 'prefix-cache-scorer': 3, 'queue-scorer': 2, 'kv-cache-utilization-scorer': 2 },
  decode: { 'active-request-scorer': 2, 'prefix-cache-scorer': 3 },
} as const;

const ADAPTERS = { 'lora-affinity-scorer': 4 };

/** What KServe's endpoint picker has beside its defaults. A template without the container's name would take the container away. */
export function scheduler(need: InferenceRequest, aiVersion: OpenShiftAiVersion): NonNullable<LlmRouter['scheduler']> {
  // a stream lives as long as its request, so the picker stays as long as any replica may
  const grace = { terminationGracePeriodSeconds: gracePeriodSeconds(need) };
  const template = { affinity: zoneAffinity(need.namespace), ...grace, containers: [{ name: PICKER_CONTAINER }] };
  return { ...schedulerConfig(need, aiVersion), template };
}

/** Whether the picker of a release weighs if a prompt is worth another replica. */
export function weighsPrompts(aiVersion: OpenShiftAiVersion): boolean {
  return openShiftAiRelease(aiVersion).routerGroup === 'llm-d.ai';
}

/** The picker's configuration, where KServe's own would not do what was asked for. */
function schedulerConfig(need: InferenceRequest, aiVersion: OpenShiftAiVersion): Pick<NonNullable<LlmRouter['scheduler']>, 'config'> {
  return need.kvTransfer === undefined || !weighsPrompts(aiVersion) ? {} : { config: { inline: prefilledElsewhere(need, need.kvTransfer) } };
}

/** Short prompts are prefilled where they are decoded. What decides that is told of before what asks it: plugins are made in their order. */
function prefilledElsewhere({ roles, lora }: InferenceRequest, { nonCachedTokens }: KvTransferRequest): Readonly<Record<string, unknown>> {
  const profiles = Object.entries(WEIGHTS).map(([name, weights]) => ({ name, weights: { ...(lora !== undefined && ADAPTERS), ...weights } }));
  const scorers = [...new Set(profiles.flatMap(({ weights }) => Object.keys(weights)))];
  const types = [...profiles.map(({ name }) => `${name}-filter`), ...scorers, 'max-score-picker'];
  return {
    apiVersion: 'llm-d.ai/v1alpha1',
    kind: 'EndpointPickerConfig',
    plugins: [
      { type: 'approx-prefix-cache-producer', parameters: cachesOf(roles) },
      ...types.map((type) => ({ type })),
      { type: 'prefix-based-pd-decider', parameters: { nonCachedTokens } },
      { type: 'disagg-profile-handler', parameters: { deciders: { prefill: 'prefix-based-pd-decider' } } },
    ],
    schedulingProfiles: profiles.map(({ name, weights }) => ({
      name,
      plugins: [{ pluginRef: `${name}-filter` }, ...Object.entries(weights).map(([pluginRef, weight]) => ({ pluginRef, weight })), { pluginRef: 'max-score-picker' }],
    })),
  };
}

/** Blocks are as the engines', which tell of them once they run; both roles agree on their size. */
function cachesOf([first]: InferenceRequest['roles']): object {
  const blockSizeTokens = first?.serving.blockSize;
  return { autoTune: true, ...(blockSizeTokens !== undefined && { blockSizeTokens }) };
}
