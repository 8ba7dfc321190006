import type { AwsEnvironment } from './aws-environment';
import type { AwsZone } from './aws-zone';
import { mirrorOf, type ImageRepositories } from './image-repositories';
import type { ModelAccess } from './model-access';
import type { Finding, Fulfilment } from '../../target/binding';
import type { ZoneInfrastructureRequest } from '../../target/requests';

/** How cluster and network are met. */
export function environmentFulfilments({ account, cluster, internetEgress, network }: AwsEnvironment): Fulfilment[] {
  const made = cluster.resource !== undefined;
  return [
    {
      capability: 'cluster.managed', level: made ? 'equal' : 'substituted', objects: made ? [cluster.resource] : [],
      reason: made ? `an EKS cluster in ${account.region.code} that answers inside its network only` : `the cluster '${cluster.name}' exists and is run by others`,
    },
    internetEgress
      ? { capability: 'net.noEgress', level: 'not-applicable', objects: [], reason: 'the network is to have internet egress' }
      : {
        capability: 'net.noEgress', level: network.resource ? 'equal' : 'substituted', objects: network.resource ? [network.resource] : [],
        reason: network.resource ? 'the network has no internet gateway: services of Amazon are reached by VPC endpoints' : 'the network exists and is declared to have no way out',
      },
  ];
}

/** How data, keys and models of a zone are met. */
export function zoneFulfilments({ bucket, bucketName, environment, key }: AwsZone, need: ZoneInfrastructureRequest): Fulfilment[] {
  const { country, code } = environment.account.region;
  return [
    { capability: 'data.residency', level: 'equal', objects: [bucket.resource], reason: `bucket and volumes lie in ${code} in ${country}, which ${need.jurisdiction.name} contains` },
    key === undefined
      ? { capability: 'key.customerHeld', level: 'not-applicable', objects: [], reason: 'the zone leaves its keys to the provider' }
      : { capability: 'key.customerHeld', level: 'substituted', objects: [key.resource], reason: "a customer-managed key of KMS: its policy is the customer's, its material lies with Amazon" },
    { capability: 'model.store', level: 'equal', objects: [bucket.resource], reason: `the bucket '${bucketName}' holds the models` },
  ];
}

/** Warns where volumes may be refused because nobody let their driver use the zone's key. */
export function volumeDriverFindings({ environment, key }: AwsZone): Finding[] {
  const { name, volumeDriverRole } = environment.cluster;
  return key === undefined || volumeDriverRole !== undefined ? [] : [{
    code: 'VolumeDriverAccessUnknown', severity: 'warning',
    message: `'volumeDriverRoleName' (undefined) leaves open whether the EBS driver of '${name}' may use the zone's key; name its role in 'Cluster.existing' or allow it to`,
  }];
}

/** How the identity that reads models is met. */
export function modelAccessFulfilments({ association }: ModelAccess): Fulfilment[] {
  return [{ capability: 'identity.workload', level: 'equal', objects: [association], reason: "a role of its own by Pod Identity, which reads the zone's models only; no static keys" }];
}

/** How images are met. */
export function imageFulfilments(environment: AwsEnvironment, { repositories }: ImageRepositories): Fulfilment[] {
  return [environment.internetEgress
    ? { capability: 'img.mirror', level: 'not-applicable', objects: [], reason: 'the network has internet egress: images are pulled from their own registries' }
    : { capability: 'img.mirror', level: 'equal', objects: repositories, reason: `images are pulled from '${mirrorOf(environment)}'; ${repositories.length} repositories wait for their copies` }];
}
