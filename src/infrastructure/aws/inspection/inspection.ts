import { Configuration } from './configuration';
import type { Promised, Rule } from './rule';
import { bucketEncryption } from './rules/bucket-encryption';
import { danglingReferences } from './rules/dangling-reference';
import { fabricOfMachine } from './rules/fabric-of-machine';
import { imageSuitsMachine } from './rules/image-suits-machine';
import { noInternetEgress } from './rules/internet-egress';
import { nodeCredentials } from './rules/node-credentials';
import { nodesThatEnd } from './rules/nodes-that-end';
import { closedIngress } from './rules/open-ingress';
import { outsideRegion } from './rules/outside-region';
import { ownPartition } from './rules/partition';
import { placementInOneZone } from './rules/placement-in-one-zone';
import { encryptionOn } from './rules/plaintext';
import { promisedKeys } from './rules/promised-keys';
import { providerRegion } from './rules/provider-region';
import { privateAddresses } from './rules/public-address';
import { privateApi } from './rules/public-api';
import { privateBuckets } from './rules/public-bucket';
import { slicesOfMachine } from './rules/slices-of-machine';
import { stateNearby } from './rules/state';
import type { Objection, TerraformConfiguration } from '../../../target/infrastructure';

const RULES: readonly Rule[] = [
  providerRegion, outsideRegion, ownPartition, stateNearby,
  privateApi, privateAddresses, closedIngress, privateBuckets, noInternetEgress,
  encryptionOn, promisedKeys, bucketEncryption, nodeCredentials,
  imageSuitsMachine, fabricOfMachine, placementInOneZone, nodesThatEnd, slicesOfMachine,
  danglingReferences,
];

/** What stands against the resolved Terraform of an environment at Amazon. */
export function inspect(terraform: TerraformConfiguration, promised: Promised): readonly Objection[] {
  const configuration = new Configuration(terraform);
  return RULES.flatMap((rule) => rule(configuration, promised));
}
