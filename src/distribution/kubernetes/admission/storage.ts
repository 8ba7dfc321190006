import { changes, type AdmissionRule } from './admission-rule';
import type { ZoneRequest } from '../../../target/requests';
import { namespaceOf } from '../network-policies';

/**
 * Owners of claims whose class is said elsewhere than in the zone. They hold copies: an image while a disk is filled from it,
 * and models on the disks of nodes.
 *
 * @see https://kubevirt.io/user-guide/storage/containerized_data_importer/
 * @see https://kserve.github.io/website/docs/model-serving/generative-inference/modelcache/localmodel
 */
const COPIES = {
  scratch: 'object.metadata.?labels.orValue({})[?"app"].orValue("") == "containerized-data-importer" '
    + '&& object.metadata.?ownerReferences.orValue([]).exists(owner, owner.kind == "Pod")',
  cached: 'object.metadata.?ownerReferences.orValue([]).exists(owner, owner.kind in ["LocalModelCache", "LocalModelNamespaceCache"])',
};

/** Volumes of the zone are of the classes that the program names, the zone's own first. */
export function storage({ namespace }: ZoneRequest, classes: () => readonly string[]): AdmissionRule {
  return {
    kind: 'storage',
    resources: ['persistentvolumeclaims'],
    namespaces: namespaceOf(namespace).namespaceSelector,
    facts: () => ({ classes: classes() }),
    only: { 'of-another-class': `oldObject == null || ${changes('storageClassName', '""')}` },
    variables: COPIES,
    conditions: [{
      holds: 'object.spec.?storageClassName.orValue("") in variables.classes || variables.scratch || variables.cached',
      prop: 'spec.storageClassName',
      value: 'object.spec.?storageClassName.orValue("")',
      rule: `is no storage class of the zone '${namespace}'`,
      remedy: 'use one that the zone names',
      choices: 'variables.classes',
    }],
  };
}
