import type { Sourced } from './sourced';

/** Parts of an LLMInferenceService `v1alpha2` that not every release has. */
export type LlmInferenceServicePart = 'adapters' | 'kvCacheOffloading' | 'keda' | 'rolloutStrategy';

/** A release of OpenShift AI, as far as an LLMInferenceService must know. */
export interface OpenShiftAiRelease extends Sourced {
  readonly version: string;
  readonly parts: readonly LlmInferenceServicePart[];
  /** API group of InferenceObjective and InferenceModelRewrite. */
  readonly routerGroup: 'llm-d.ai' | 'inference.networking.x-k8s.io';
  /** llm-d's endpoint picker that it brings. */
  readonly endpointPicker: string;
}

/** Releases by number; their KServe is the branch of Open Data Hub of the same number. Releases before these serve v1alpha1 alone. */
const RELEASES = [
  {
    version: '3.4', parts: [], routerGroup: 'inference.networking.x-k8s.io', endpointPicker: 'v0.7.1',
    source: 'https://github.com/opendatahub-io/kserve/tree/odh-v3.4/pkg/apis/serving/v1alpha2', asOf: '2026-04-09',
  },
  {
    version: '3.5', parts: ['adapters', 'kvCacheOffloading'], routerGroup: 'llm-d.ai', endpointPicker: 'v0.9.0',
    source: 'https://github.com/opendatahub-io/kserve/tree/odh-v3.5/pkg/apis/serving/v1alpha2', asOf: '2026-08-14',
  },
  // what follows 3.5 on the main branch
  {
    version: '3.6', parts: ['adapters', 'kvCacheOffloading', 'keda', 'rolloutStrategy'], routerGroup: 'llm-d.ai', endpointPicker: 'v0.9.0',
    source: 'https://github.com/opendatahub-io/kserve/tree/3cf0a0416662e3db328f6ddf4755ce730f41c747/pkg/apis/serving/v1alpha2', asOf: '2026-08-22',
  },
] as const satisfies readonly OpenShiftAiRelease[];

/** A release that is known. */
export type OpenShiftAiVersion = typeof RELEASES[number]['version'];

/** All of them, oldest first. */
export const OPENSHIFT_AI_VERSIONS: readonly OpenShiftAiVersion[] = RELEASES.map(({ version }) => version);

/** Newest release that was tagged when the rows were read. */
export const NEWEST_OPENSHIFT_AI: OpenShiftAiVersion = '3.5';

/** What a release is. */
export function openShiftAiRelease(version: OpenShiftAiVersion): OpenShiftAiRelease {
  return RELEASES.find((release) => release.version === version)!;
}

/** Whether a release has a part. */
export function hasPart(version: OpenShiftAiVersion, part: LlmInferenceServicePart): boolean {
  return openShiftAiRelease(version).parts.includes(part);
}

/** Whether a release brings InferenceObjective and InferenceModelRewrite of llm-d, and a picker that is configured as llm-d's current one. */
export function hasRouterKinds(version: OpenShiftAiVersion): boolean {
  return openShiftAiRelease(version).routerGroup === 'llm-d.ai';
}

/** First release that has a part. */
export function firstWith(part: LlmInferenceServicePart): OpenShiftAiVersion {
  return OPENSHIFT_AI_VERSIONS.find((version) => hasPart(version, part))!;
}
