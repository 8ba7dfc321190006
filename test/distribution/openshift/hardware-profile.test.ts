import { OpenShiftDistribution } from '../../../src/distribution/openshift/openshift-distribution';
import { describeWithCrds, validateCustomResource } from '../../support/crd-schemas';
import { objectsOf } from '../cluster-objects';
import { aNodeGroup, aPool, onGpus, type PoolFacts } from '../requests';

const openshift = new OpenShiftDistribution();
const shared = new OpenShiftDistribution({ hardwareProfile: { name: 'h100' } });
const unnamed = { nodeSelector: { pool: 'gpus' }, tolerations: [] };

const nodesOf = (facts = {}, distribution = openshift) => objectsOf((scope) => distribution.bindGpuSoftware(scope, aNodeGroup(facts)));

function annotationsOf(facts: PoolFacts = {}, distribution = openshift): readonly (string | undefined)[] {
  const { annotations = {} } = objectsOf((scope) => distribution.bindInference(scope, aPool(facts))).one('LLMInferenceService').metadata;
  return [annotations['opendatahub.io/hardware-profile-name'], annotations['opendatahub.io/hardware-profile-namespace']];
}

describe('the hardware profile of a node group', () => {
  test('is in the zone, and says where pods find the nodes', () => {
    // WHEN
    const { metadata, spec } = nodesOf().one('HardwareProfile');

    // THEN
    expect([metadata.name, metadata.namespace]).toEqual(['zone-gpus', 'zone']);
    expect(spec.scheduling).toEqual({ type: 'Node', node: onGpus });
  });

  test('names GPUs alone: of anything else, admission would make a limit', () => {
    expect(nodesOf().one('HardwareProfile').spec.identifiers).toEqual([
      { displayName: 'H100_80GB', identifier: 'nvidia.com/gpu', minCount: 1, defaultCount: 1, resourceType: 'Accelerator' },
    ]);
  });

  test('is the one that the pools on those nodes name', () => {
    const { name, namespace } = nodesOf().one('HardwareProfile').metadata;
    expect(annotationsOf()).toEqual([name, namespace]);
  });

  test('is neither made nor named where nodes belong to no group', () => {
    expect(nodesOf({ placement: unnamed }).all).toEqual([]);
    expect(annotationsOf({ placement: unnamed })).toEqual([undefined, undefined]);
  });
});

describe('a hardware profile of the cluster', () => {
  test('takes the place of those of the node groups', () => {
    expect(nodesOf({}, shared).all).toEqual([]);
    expect(annotationsOf({}, shared)).toEqual(['h100', 'redhat-ods-applications']);
  });

  test('may be in another namespace', () => {
    expect(annotationsOf({}, new OpenShiftDistribution({ hardwareProfile: { name: 'h100', namespace: 'profiles' } }))).toEqual(['h100', 'profiles']);
  });

  test('has a name that an object can have', () => {
    expect(() => new OpenShiftDistribution({ hardwareProfile: { name: 'H100' } })).toThrow(expect.objectContaining({
      message: "'hardwareProfile.name' (H100) must be a DNS label of at most 63 lower-case letters, digits and hyphens; correct its spelling",
    }));
  });
});

describeWithCrds('the definition of hardware profiles', () => {
  test('accepts that of a node group', () => {
    expect(nodesOf().all.flatMap(validateCustomResource)).toEqual([]);
  });
});
