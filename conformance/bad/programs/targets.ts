import { BadProgram, unchecked } from '../bad-program';
import { anEnvironment, atAmazon, atTheEdge, onPremises } from '../blueprint';
import { AwsInstanceType, AwsRegion, Cluster, Network, SiteModelStore, Size, Target } from 'aiplane';

/** Places that do not exist as they are described. */
export const TARGETS: readonly BadProgram[] = [
  {
    name: 'Amazon without props', code: 'NotAnObject',
    message: "'props' (undefined) must be an object; write it in braces, name by name",
    build: () => Target.aws(unchecked(undefined)),
  },
  {
    name: 'a region by its code', code: 'WrongKind',
    message: "'region' (eu-central-1) must be an AwsRegion; use one of the catalog, such as AwsRegion.EU_CENTRAL_1, or AwsRegion.custom({…})",
    build: () => atAmazon({ region: unchecked('eu-central-1') }),
  },
  {
    name: 'an account that lost its zeros', code: 'NotAText',
    message: "'account' (12345678) must be a string that is not empty; write it in quotes",
    build: () => atAmazon({ account: unchecked(12_345_678) }),
  },
  {
    name: 'an account of eleven digits', code: 'WrongForm',
    message: "'account' (11112222333) must be the twelve digits of an account, as a string; correct its spelling",
    build: () => atAmazon({ account: '11112222333' }),
  },
  {
    name: 'instance types by their names', code: 'WrongKind',
    message: "'instanceTypes' (p5.48xlarge) must be an AwsInstanceType; use one of the catalog, such as AwsInstanceType.of('p5.48xlarge'), or AwsInstanceType.custom({…})",
    build: () => atAmazon({ instanceTypes: unchecked(['p5.48xlarge']) }),
  },
  {
    name: 'one instance type where a list is meant', code: 'NotAList',
    message: "'instanceTypes' (p5.48xlarge) must be a list; put it in square brackets",
    build: () => atAmazon({ instanceTypes: unchecked(AwsInstanceType.of('p5.48xlarge')) }),
  },
  {
    name: 'protection in quotes', code: 'NotAFlag',
    message: "'deletionProtection' (false) must be true or false; write one of the two, without quotes",
    build: () => atAmazon({ deletionProtection: unchecked('false') }),
  },
  {
    name: 'a network that is no block', code: 'NotACidr',
    message: "'cidr' (10.0.0.0) must be an IPv4 block in CIDR notation; write it as '10.0.0.0/16', the bits beyond the prefix zero",
    build: () => atAmazon({ network: Network.create({ cidr: '10.0.0.0' }) }),
  },
  {
    name: 'a network with bits beyond its prefix', code: 'NotACidr',
    message: "'cidr' (10.0.0.1/16) must be an IPv4 block in CIDR notation; write it as '10.0.0.0/16', the bits beyond the prefix zero",
    build: () => atAmazon({ network: Network.create({ cidr: '10.0.0.1/16' }) }),
  },
  {
    name: 'a network too small for its pods', code: 'NetworkSize',
    message: "'cidr' (10.0.0.0/24) must have a prefix from 16 to 20; choose a block such as '10.0.0.0/16'",
    build: () => atAmazon({ network: Network.create({ cidr: '10.0.0.0/24' }) }),
  },
  {
    name: 'services among the nodes', code: 'AddressesOverlap',
    message: "'serviceCidr' (10.0.64.0/18) overlaps the network's '10.0.0.0/16'; choose another block, such as '10.100.0.0/16'",
    build: () => atAmazon({ cluster: Cluster.create({ serviceCidr: '10.0.64.0/18' }) }),
  },
  {
    name: 'a cluster that exists in a network that does not', code: 'ClusterElsewhere',
    message: "'network' (a new network) cannot hold a cluster that exists; name the cluster's own network with 'Network.existing'",
    build: () => atAmazon({ cluster: Cluster.existing({ name: 'bank', kubernetesVersion: '1.34' }) }),
  },
  {
    name: 'a network of one subnet', code: 'TooFewSubnets',
    message: '\'privateSubnetIds\' (["subnet-0a1b2c3d"]) must name 2 subnets or more; name private subnets of different availability zones',
    build: () => atAmazon({ network: Network.existing({ vpcId: 'vpc-0a1b2c3d', privateSubnetIds: ['subnet-0a1b2c3d'] }) }),
  },
  {
    name: 'a VPC by its name', code: 'WrongForm',
    message: "'vpcId' (bank) must be the id of a VPC, such as 'vpc-0a1b2c3d'; correct its spelling",
    build: () => atAmazon({ network: Network.existing({ vpcId: 'bank', privateSubnetIds: [] }) }),
  },
  {
    name: 'Kubernetes by its patch', code: 'WrongForm',
    message: "'kubernetesVersion' (1.34.2) must be a Kubernetes minor, such as '1.34'; correct its spelling",
    build: () => atAmazon({ cluster: Cluster.create({ kubernetesVersion: '1.34.2' }) }),
  },
  {
    name: 'logs for a hundred days', code: 'RetentionPeriod',
    message: "'logRetentionDays' (100) must be a period that CloudWatch knows; use one of: 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653",
    build: () => atAmazon({ cluster: Cluster.create({ logRetentionDays: 100 }) }),
  },
  {
    name: 'an administrator by its name', code: 'WrongForm',
    message: "'administrators' (platform-team) must be ARNs of IAM roles or users, such as 'arn:aws:iam::123456789012:role/platform'; correct its spelling",
    build: () => atAmazon({ cluster: Cluster.create({ administrators: ['platform-team'] }) }),
  },
  {
    name: 'an administrator of another partition', code: 'OtherPartition',
    message: "'administrators' (arn:aws:iam::111122223333:role/platform) must be in the partition of region 'eusc-de-east-1', 'aws-eusc'; name a role that exists there",
    build: (platform) => anEnvironment(platform, atAmazon({
      region: AwsRegion.EUSC_DE_EAST_1,
      cluster: Cluster.create({ administrators: ['arn:aws:iam::111122223333:role/platform'] }),
    })),
  },
  {
    name: 'a site without a name', code: 'NotAText',
    message: "'site' () must be a string that is not empty; give it a value",
    build: () => onPremises({ site: '' }),
  },
  {
    name: 'a country in small letters', code: 'WrongForm',
    message: "'country' (de) must be two upper-case letters of ISO 3166-1, such as CH; correct its spelling",
    build: () => onPremises({ country: 'de' }),
  },
  {
    name: 'a country in full', code: 'WrongForm',
    message: "'country' (Germany) must be two upper-case letters of ISO 3166-1, such as CH; correct its spelling",
    build: () => atTheEdge({ country: 'Germany' }),
  },
  {
    name: 'a storage class that no cluster can have', code: 'WrongForm',
    message: "'storageClass' (Ceph RBD) must be a DNS-1123 subdomain: lower-case letters, digits, hyphens and dots; correct its spelling",
    build: () => onPremises({ storageClass: 'Ceph RBD' }),
  },
  {
    name: 'an access mode with a slip', code: 'UnknownAccessMode',
    message: "'storageAccessMode' (ReadWriteMay) must be an access mode; did you mean 'ReadWriteMany'? use one of: ReadWriteMany, ReadWriteOnce",
    build: () => onPremises({ storageAccessMode: unchecked('ReadWriteMay') }),
  },
  {
    name: 'a disk of one machine for two', code: 'AccessModeNotOffered',
    message: "'storageAccessMode' (ReadWriteMany) is not offered by the storage class 'local-path'; use ReadWriteOnce or name another storage class",
    build: () => onPremises({ storageClass: 'local-path', storageAccessMode: 'ReadWriteMany' }),
  },
  {
    name: 'a registry with its scheme', code: 'WrongForm',
    message: "'registry' (https://registry.muc2.bank.example) must be a registry host with a dot or a port, and a path without a trailing slash, such as registry.bank.example/aiplane; correct its spelling",
    build: () => onPremises({ registry: 'https://registry.muc2.bank.example' }),
  },
  {
    name: 'a site without a registry or the internet', code: 'RegistryRequired',
    message: "'registry' (undefined) must name a registry inside 'muc2', which has no internet egress; set it to the host and path that images are mirrored to, or set 'internetEgress' to true",
    build: (platform) => anEnvironment(platform, onPremises({ registry: undefined })),
  },
  {
    name: 'a factory without a registry or the internet', code: 'RegistryRequired',
    message: "'registry' (undefined) must name a registry inside 'factory-12', which has no internet egress; set it to the host and path that images are mirrored to, or set 'internetEgress' to true",
    build: (platform) => anEnvironment(platform, atTheEdge({ registry: undefined })),
  },
  {
    name: 'an API server at an address', code: 'WrongForm',
    message: "'apiServerCidr' (10.30.0.10) must be a CIDR block, such as 10.20.0.0/16; write the address, a slash and the length of its prefix",
    build: () => onPremises({ apiServerCidr: '10.30.0.10' }),
  },
  {
    name: 'the internet in quotes', code: 'NotAFlag',
    message: "'internetEgress' (no) must be true or false; write one of the two, without quotes",
    build: () => atTheEdge({ internetEgress: unchecked('no') }),
  },
  {
    name: 'models nowhere', code: 'WrongKind',
    message: "'modelStore' (undefined) must be a SiteModelStore; make one with SiteModelStore.s3 or SiteModelStore.volume",
    build: () => onPremises({ modelStore: unchecked(undefined) }),
  },
  {
    name: 'models behind another protocol', code: 'WrongForm',
    message: "'endpoint' (ftp://models.muc2.bank.example) must be a URL of scheme, host and port only, such as https://s3.zrh1.bank.example; correct its spelling",
    build: () => SiteModelStore.s3({ endpoint: 'ftp://models.muc2.bank.example', bucket: 'models', secretName: 'models', egressCidr: '10.20.0.0/24' }),
  },
  {
    name: 'models in a bucket that cannot be', code: 'WrongForm',
    message: "'bucket' (Models) must be a bucket name of 3 to 63 lower-case letters, digits, dots and hyphens; correct its spelling",
    build: () => SiteModelStore.s3({ endpoint: 'https://s3.muc2.bank.example', bucket: 'Models', secretName: 'models', egressCidr: '10.20.0.0/24' }),
  },
  {
    name: 'models on a volume of nothing', code: 'NotACount',
    message: "'size' (0) must be a whole number of at least 1; set it to 1 or more",
    build: () => SiteModelStore.volume({ storageClass: 'cephfs', size: Size.gibibytes(0) }),
  },
  {
    name: 'a gateway that serves no InferencePool yet', code: 'GatewayTooOld',
    message: "'gatewayVersion' (1.27.3) does not serve InferencePool v1, which 'istio' does since 1.28.0; upgrade the gateway to 1.28.0 or later",
    build: () => onPremises({ gatewayVersion: '1.27.3' }),
  },
  {
    name: 'a Prometheus without a scheme', code: 'WrongForm',
    message: "'prometheusUrl' (prometheus:9090) must be a URL that starts with http:// or https://; correct its spelling",
    build: () => onPremises({ prometheusUrl: 'prometheus:9090' }),
  },
  {
    name: 'OpenShift on nothing', code: 'WrongKind',
    message: "'on' (undefined) must be a Target; use one of Target.aws({…}), Target.onPrem({…}), Target.edge({…}), Target.openShift({…}), Target.custom({…})",
    build: () => Target.openShift(unchecked({})),
  },
  {
    name: 'OpenShift on EKS', code: 'TwoClusters',
    message: "'on' (aws) makes an EKS cluster, on which OpenShift does not run; use Target.onPrem or Target.edge, or Target.custom with machines of your own",
    build: () => Target.openShift({ on: atAmazon() }),
  },
  {
    name: 'OpenShift behind a port that is none', code: 'NotACount',
    message: "'port' (0) must be a whole number from 1 to 65535; set it to 1 or more",
    build: () => Target.openShift({ on: onPremises(), inferenceGateway: { port: 0 } }),
  },
  {
    name: 'a target of half a place', code: 'WrongKind',
    message: "'strategies' (mainframe) must be a Target; use one of Target.aws({…}), Target.onPrem({…}), Target.edge({…}), Target.openShift({…}), Target.custom({…})",
    build: () => Target.custom(unchecked({ name: 'mainframe', infrastructure: onPremises().infrastructure })),
  },
  {
    name: 'a target without a name', code: 'NotAText',
    message: "'strategies.name' () must be a string that is not empty; give it a value",
    build: () => Target.custom({ ...onPremises(), name: '' }),
  },
  {
    name: 'an environment without a target', code: 'WrongKind',
    message: "'target' ({}) must be a Target; use one of Target.aws({…}), Target.onPrem({…}), Target.edge({…}), Target.openShift({…}), Target.custom({…})",
    build: (platform) => anEnvironment(platform, unchecked({})),
  },
  {
    name: 'an environment at a place by its name', code: 'WrongKind',
    message: "'target' (frankfurt) must be a Target; use one of Target.aws({…}), Target.onPrem({…}), Target.edge({…}), Target.openShift({…}), Target.custom({…})",
    build: (platform) => anEnvironment(platform, unchecked('frankfurt')),
  },
  {
    name: 'a place of half a distribution', code: 'WrongKind',
    message: "'strategies.distribution' (cics) must be a Distribution; pass a Distribution",
    build: (platform) => anEnvironment(platform, Target.custom({ ...onPremises(), name: 'mainframe', distribution: unchecked({ name: 'cics' }) })),
  },
];
