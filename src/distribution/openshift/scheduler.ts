import { PICKER_CONTAINER } from './kserve-pods';
import type { InferenceRequest } from '../../target/inference-request';
import { zoneAffinity } from '../../target/zone-affinity';
import type { LlmRouter } from '../crds/kserve';
import { gracePeriodSeconds } from '../kubernetes/engine-lifecycle';

/** What KServe's endpoint picker has beside its defaults. A template without the container's name would take the container away. */
export function scheduler(need: InferenceRequest): NonNullable<LlmRouter['scheduler']> {
  // a stream lives as long as its request, so the picker stays as long as any replica may
  const grace = { terminationGracePeriodSeconds: gracePeriodSeconds(need) };
  const template = { affinity: zoneAffinity(need.namespace), ...grace, containers: [{ name: PICKER_CONTAINER }] };
  return { ...schedulerConfig(need), template };
}

/** The picker's configuration: KServe's own weighs load, caches and adapters, and has prompts prefilled where a role does that. */
function schedulerConfig(_need: InferenceRequest): Pick<NonNullable<LlmRouter['scheduler']>, 'config'> {
  return {};
}
