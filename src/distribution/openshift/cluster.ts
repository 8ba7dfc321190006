import type { NamedProfile } from './hardware-profile';
import type { SharedGateway } from './shared-gateway';
import type { OpenShiftAiVersion } from '../../catalog/openshift-ai-releases';
import type { OpenShiftVersion } from '../../catalog/openshift-releases';
import type { Conventions } from '../kubernetes/conventions';

/** A cluster of OpenShift, as far as models on it must know. */
export interface OpenShiftCluster {
  readonly conventions: Conventions;
  readonly gateway: SharedGateway;
  /** @default - the release of the Kubernetes that the machines run */
  readonly version?: OpenShiftVersion;
  readonly aiVersion: OpenShiftAiVersion;
  /** @default - one of each node group */
  readonly hardwareProfile?: NamedProfile;
}
