import type { Sourced } from './sourced';

/** Parts of an LLMInferenceService `v1alpha2` that not every release has. */
export type LlmInferenceServicePart = 'adapters' | 'kvCacheOffloading' | 'keda' | 'rolloutStrategy';

/** A release of OpenShift AI, as far as an LLMInferenceService must know. */
export interface OpenShiftAiRelease extends Sourced {
  readonly parts: readonly LlmInferenceServicePart[];
  /** API group of InferenceObjective and InferenceModelRewrite. */
  readonly routerGroup: 'llm-d.ai' | 'inference.networking.x-k8s.io';
  /** llm-d's endpoint picker that it brings. */
  readonly endpointPicker: string;
}

/** Releases by number; their KServe is the branch of Open Data Hub of the same number. Releases before these serve v1alpha1 alone. */
const RELEASES = {
  '3.4': {
    parts: [], routerGroup: 'inference.networking.x-k8s.io', endpointPicker: 'v0.7.1',
    source: 'https://github.com/opendatahub-io/kserve/tree/odh-v3.4/pkg/apis/serving/v1alpha2', asOf: '2026-04-09',
  },
  '3.5': {
    parts: ['adapters', 'kvCacheOffloading'], routerGroup: 'llm-d.ai', endpointPicker: 'v0.9.0',
    source: 'https://github.com/opendatahub-io/kserve/tree/odh-v3.5/pkg/apis/serving/v1alpha2', asOf: '2026-08-14',
  },
  /** What follows 3.5 on the main branch. */
  '3.6': {
    parts: ['adapters', 'kvCacheOffloading', 'keda', 'rolloutStrategy'], routerGroup: 'llm-d.ai', endpointPicker: 'v0.9.0',
    source: 'https://github.com/opendatahub-io/kserve/tree/3cf0a0416662e3db328f6ddf4755ce730f41c747/pkg/apis/serving/v1alpha2', asOf: '2026-08-22',
  },
} as const satisfies Record<string, OpenShiftAiRelease>;

/** A release that is known. */
export type OpenShiftAiVersion = keyof typeof RELEASES;

/** All of them, oldest first. */
export const OPENSHIFT_AI_VERSIONS = Object.keys(RELEASES) as readonly OpenShiftAiVersion[];

/** Newest release that was tagged when the rows were read. */
export const NEWEST_OPENSHIFT_AI: OpenShiftAiVersion = '3.5';

/** What a release is. */
export function openShiftAiRelease(version: OpenShiftAiVersion): OpenShiftAiRelease {
  return RELEASES[version];
}

/** Whether a release has a part. */
export function hasPart(version: OpenShiftAiVersion, part: LlmInferenceServicePart): boolean {
  return openShiftAiRelease(version).parts.includes(part);
}

/** First release that has a part. */
export function firstWith(part: LlmInferenceServicePart): OpenShiftAiVersion {
  return OPENSHIFT_AI_VERSIONS.find((version) => hasPart(version, part))!;
}
