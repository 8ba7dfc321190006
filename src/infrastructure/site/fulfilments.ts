import type { SiteProps } from './site-props';
import type { Capability, Fulfilment, Level } from '../../target/binding';
import type { ImagesRequest, ModelAccessRequest, ZoneInfrastructureRequest } from '../../target/requests';
import type { ModelStore, ObjectModelStore } from '../../target/storage';

/** How a need was met by something that exists, so that no construct stands for it. */
export function metBySite(capability: Capability, level: Level, reason: string): Fulfilment {
  return { capability, level, reason, objects: [] };
}

/** What is said of a cluster that the library did not create. */
export function clusterFulfilments({ site, internetEgress }: SiteProps): Fulfilment[] {
  const egress = internetEgress
    ? metBySite('net.noEgress', 'not-applicable', `'${site}' is declared to have internet egress`)
    : metBySite('net.noEgress', 'substituted', `the network of '${site}' withholds the internet; the library creates no network there`);
  return [metBySite('cluster.managed', 'substituted', `the cluster of '${site}' exists and is run by whoever runs the site`), egress];
}

/** What is said of a zone's disks, keys and models. */
export function zoneFulfilments(props: SiteProps, need: ZoneInfrastructureRequest, store: ModelStore): Fulfilment[] {
  const { site, country, storageClass } = props;
  const key = need.keyHolder === 'customer'
    ? metBySite('key.customerHeld', 'substituted', `the storage class '${storageClass}' must encrypt its volumes; '${site}' holds the keys`)
    : metBySite('key.customerHeld', 'not-applicable', 'the zone leaves its keys to the provider');
  return [
    metBySite('data.residency', 'equal', `disks and models lie at '${site}' in ${country}, which ${need.jurisdiction.name} contains`),
    key,
    // the claim of a volume is the distribution's to make, and to report
    ...(store.kind === 'volume' ? [] : [metBySite('model.store', 'substituted', bucketReason(store, site))]),
  ];
}

/** What is said of the identity that reads models. */
export function modelAccessFulfilments(props: SiteProps, need: ModelAccessRequest): Fulfilment[] {
  const store = props.modelStore.bind(need);
  return [store.kind === 'volume'
    ? metBySite('identity.workload', 'not-applicable', 'models are read from a volume of the zone, which asks for no identity')
    : metBySite('identity.workload', 'degraded', `pods read the bucket with the static keys of Secret '${store.secretName}' in '${need.namespace}', not with an identity of their own`)];
}

/** What is said of the places that images come from. */
export function imageFulfilments({ registry, site }: SiteProps, need: ImagesRequest): Fulfilment[] {
  return [registry === undefined
    ? metBySite('img.mirror', 'not-applicable', `'${site}' has internet egress: images are pulled from their own registries`)
    : metBySite('img.mirror', 'equal', `every image (${need.references.length}) is pulled from '${registry}'`)];
}

function bucketReason(store: ObjectModelStore, site: string): string {
  return `the bucket '${store.uri}' at ${store.endpoint} holds the models; whoever runs '${site}' creates and fills it`;
}
