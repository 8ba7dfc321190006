import type { Construct } from 'constructs';
import { requireForm, requireProps } from '../../errors/requirements';
import { NODE_GROUP_LABEL } from '../../target/labels';
import type { NodePlacement } from '../../target/placement';
import type { GpuSoftwareRequest } from '../../target/requests';
import { HardwareProfile } from '../crds/hardware-profile';
import type { StringMap } from '../kubernetes/api/metadata';
import { objectLabels } from '../kubernetes/labels';

/** A hardware profile of the cluster. */
export interface HardwareProfileProps {
  /** Name of the HardwareProfile. */
  readonly name: string;
  /** Namespace of the HardwareProfile. @default 'redhat-ods-applications' */
  readonly namespace?: string;
}

/** That profile, every choice made. */
export type NamedProfile = Required<HardwareProfileProps>;

const LABEL = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/;

/** Resolves which profile of the cluster pools use. */
export function namedProfile(props: HardwareProfileProps): NamedProfile {
  requireProps(props, undefined, 'hardwareProfile');
  const { name, namespace = 'redhat-ods-applications' } = props;
  Object.entries({ name, namespace }).forEach(([prop, value]) => requireForm(`hardwareProfile.${prop}`, value, LABEL, 'a DNS label of at most 63 lower-case letters, digits and hyphens'));
  return { name, namespace };
}

/**
 * Nodes of a group as a profile of their zone, which the dashboard shows and admission asks for by name.
 *
 * It names the GPUs alone: admission would make a limit of each other resource, and loading a model needs more memory than it keeps.
 */
export function nodeGroupProfile(scope: Construct, need: GpuSoftwareRequest): void {
  const { accelerator, namespace, placement } = need;
  const name = profileName(placement);
  if (name === undefined) {
    return;
  }
  new HardwareProfile(scope, 'HardwareProfile', {
    metadata: { name, namespace, labels: objectLabels(name), annotations: { 'opendatahub.io/display-name': `${accelerator.name} (${need.name})` } },
    spec: {
      identifiers: [{ displayName: accelerator.name, identifier: accelerator.resourceName, minCount: 1, defaultCount: 1, resourceType: 'Accelerator' }],
      scheduling: { type: 'Node', node: { nodeSelector: placement.nodeSelector, tolerations: placement.tolerations } },
    },
  });
}

/** The annotations by which a service names its profile; none where nodes belong to no group. */
export function profileAnnotations(named: NamedProfile | undefined, zone: string, placement: NodePlacement): StringMap {
  const name = named?.name ?? profileName(placement);
  return name === undefined ? {} : { 'opendatahub.io/hardware-profile-name': name, 'opendatahub.io/hardware-profile-namespace': named?.namespace ?? zone };
}

function profileName({ nodeSelector }: NodePlacement): string | undefined {
  return nodeSelector[NODE_GROUP_LABEL];
}
