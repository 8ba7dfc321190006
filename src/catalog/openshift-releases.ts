import type { Sourced } from './sourced';

/** A release of OpenShift, as far as models behind its gateway must know. */
export interface OpenShiftRelease extends Sourced {
  /** Kubernetes minor that it is, such as `1.34`. */
  readonly kubernetes: string;
  /** Istio that its own Gateways run. */
  readonly istio: string;
  /** Version of InferencePool that those Gateways route to. @default - none */
  readonly inferencePool?: 'v1alpha2' | 'v1';
}

/** Releases by number. Which Istio serves which pool: v1alpha2 until 1.27, v1 in the builds of 4.21 and later, tested in opendatahub-io/kserve#1090. */
const RELEASES = {
  '4.19': { kubernetes: '1.32', istio: '1.24.4', source: 'https://github.com/openshift/cluster-ingress-operator/pull/1244', asOf: '2025-07-28' },
  '4.20': { kubernetes: '1.33', istio: '1.26.8', inferencePool: 'v1alpha2', source: 'https://github.com/openshift/cluster-ingress-operator/pull/1510', asOf: '2026-07-16' },
  '4.21': { kubernetes: '1.34', istio: '1.27.8', inferencePool: 'v1', source: 'https://github.com/openshift/cluster-ingress-operator/pull/1509', asOf: '2026-07-16' },
  '4.22': { kubernetes: '1.35', istio: '1.28.5', inferencePool: 'v1', source: 'https://github.com/openshift/cluster-ingress-operator/pull/1406', asOf: '2026-03-31' },
} as const satisfies Record<string, OpenShiftRelease>;

/** A release that is known. */
export type OpenShiftVersion = keyof typeof RELEASES;

/** All of them, oldest first. */
export const OPENSHIFT_VERSIONS = Object.keys(RELEASES) as readonly OpenShiftVersion[];

/** What a release is. */
export function openShiftRelease(version: OpenShiftVersion): OpenShiftRelease {
  return RELEASES[version];
}

/** The release that is of a Kubernetes minor. */
export function openShiftOf(kubernetesVersion: string): OpenShiftVersion | undefined {
  return OPENSHIFT_VERSIONS.find((version) => RELEASES[version].kubernetes === kubernetesVersion);
}
