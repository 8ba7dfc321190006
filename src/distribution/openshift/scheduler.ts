import type { Construct } from 'constructs';
import { PICKER_CONTAINER } from './kserve-pods';
import { hasRouterKinds, type OpenShiftAiVersion } from '../../catalog/openshift-ai-releases';
import { mirrored } from '../../target/images';
import type { InferenceRequest } from '../../target/inference-request';
import { zoneAffinity } from '../../target/zone-affinity';
import type { LlmRouter } from '../crds/kserve';
import { configObject } from '../kubernetes/endpoint-picker/config';
import { declaredConfig } from '../kubernetes/endpoint-picker/declared-config';
import { gracePeriodSeconds } from '../kubernetes/engine/engine-lifecycle';

type Scheduler = NonNullable<LlmRouter['scheduler']>;

/** What KServe's endpoint picker has beside its defaults. A template without the container's name would take the container away. */
export function scheduler(scope: Construct, need: InferenceRequest, aiVersion: OpenShiftAiVersion): Scheduler {
  // a stream lives as long as its request, so the picker stays as long as any replica may
  const grace = { terminationGracePeriodSeconds: gracePeriodSeconds(need) };
  const template = { affinity: zoneAffinity(need.namespace), ...grace, containers: [{ name: PICKER_CONTAINER, ...pickerImage(need) }] };
  const replicas = need.routing?.pickerReplicas;
  return { ...(replicas !== undefined && { replicas }), ...schedulerConfig(scope, need, aiVersion), template };
}

function pickerImage({ routing, cluster }: InferenceRequest): { readonly image?: string } {
  return routing?.pickerImage === undefined ? {} : { image: mirrored(cluster.registry, routing.pickerImage) };
}

/** The picker's configuration, where KServe's own would not do what was asked for: that has every prompt prefilled elsewhere, and holds nothing back. */
function schedulerConfig(scope: Construct, need: InferenceRequest, aiVersion: OpenShiftAiVersion): Pick<Scheduler, 'config'> {
  const asked = need.kvTransfer !== undefined || need.routing !== undefined;
  return asked && hasRouterKinds(aiVersion) ? { config: { inline: configObject(declaredConfig(scope, approximated(need), '')) } } : {};
}

/** What engines tell of their caches, and models of latency, need objects beside the picker, which are KServe's to make. */
function approximated({ routing, ...need }: InferenceRequest): InferenceRequest {
  if (routing === undefined) {
    return need;
  }
  const { prefixCache, ...others } = routing;
  const known = prefixCache?.kind === 'precise' ? { ...prefixCache, kind: 'approximate' as const } : prefixCache;
  return { ...need, routing: { ...others, predictedLatency: false, ...(known !== undefined && { prefixCache: known }) } };
}
