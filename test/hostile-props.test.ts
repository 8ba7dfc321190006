import { Construct } from 'constructs';
import {
  Accelerator, AttentionGroup, AwsInstanceType, AwsRegion, AwsTargetProps, CanaryProps, Cluster, CustomOperator, DisaggregatedProps, Duration,
  EdgeTargetProps, EksDistribution, Engine, Entrance, Environment, EnvironmentProps, GpuNodeGroup, GpuNodeGroupProps, IClient,
  InferenceGatewayClass, InferencePool, InferencePoolProps, Invoker, Jurisdiction, K3sDistribution, KeyCustody, KubernetesDistribution,
  KvOffload, LegacyVm, LegacyVmProps, Manifests, ManifestsProps, Measurement, Model, ModelCache, Network, Objective, ObjectiveProps,
  OnPremTargetProps, OpenShiftDistribution, OpenShiftTargetProps, Operator, PipelineParallelProps, Platform, PlatformProps, PrefixCache, RoleProps,
  Saturation,
  ScalingMetric, SiteModelStore, Size, Sourced, SovereignDataZone, SovereignDataZoneProps, SpeculativeDecoding, StateBackend, Strategies, Target,
  Topology, VmImage, WideExpertParallelProps, WideRoleProps,
} from '../src';
import { HostileName, optional, Props, refusedBut, required, Subject, subject, verdictsOnProp, verdictsOnProps } from './support/hostile';
import { aPlatform, aTarget } from './support/platforms';
import { aBlueprint, LEDGER } from './support/programs';
import { ChunkedAttention, FullAttention, IndexerKeys, LatentAttention, RecurrentState, SlidingAttention } from '../src/catalog/models/attention';

/** What a factory takes. */
type PropsOf<F extends (props: never) => unknown> = NonNullable<Parameters<F>[0]>;

/** What is told of a cluster. */
type ClusterProps = NonNullable<ConstructorParameters<typeof KubernetesDistribution>[0]>;

/** Where a construct is made, and what it is called. */
interface Place {
  readonly scope: Construct;
  readonly id: string;
}

const LEFT_OUT: readonly HostileName[] = ['undefined', 'an empty object', 'a construct'];

const anEnvironment = () => new Environment(aPlatform(), 'place', { target: aTarget() });
const aZone = () => new SovereignDataZone(anEnvironment(), 'Zone', { jurisdiction: Jurisdiction.GERMANY });
const someNodes = () => new GpuNodeGroup(aZone(), 'Gpus', { accelerator: Accelerator.H100_80GB, maxNodes: 2 });
const SMALL = Model.LLAMA_3_1_8B_INSTRUCT;
const NIMS = { images: { [SMALL.name]: 'nvcr.io/nim/meta/llama:1.12.0' }, authSecret: 'ngc' };
const zones = { instanceType: AwsInstanceType.of('m7i.xlarge') };

/** A scope with an id that is free. */
const aPlaceIn = (scope: Construct): Place => ({ scope, id: `subject${scope.node.children.length}` });

/** Replicas of one role of a topology. */
const aRole = (): Props<RoleProps> => ({
  minReplicas: optional(1), maxReplicas: optional(2), tensorParallelSize: optional(2),
  scaleOn: optional(ScalingMetric.queueDepth(8)), nodes: optional(someNodes()),
});

/** A construct, by its props and by its place. */
function construct<T extends object>(
  name: string, scope: () => Construct, props: () => Props<T>, make: (place: Place, props: T) => unknown, ...accepts: readonly HostileName[]
): readonly Subject[] {
  const valid = () => Object.fromEntries(Object.entries<{ value: unknown }>(props()).map(([prop, { value }]) => [prop, value])) as T;
  const parents: readonly HostileName[] = name === 'Manifests' ? ['a construct'] : [];
  return [
    subject<T>(name, props, (given) => make(aPlaceIn(scope()), given), ...accepts),
    subject<Place>(`${name}, by its place`, () => {
      const { scope: parent, id } = aPlaceIn(scope());
      return { scope: required(parent, ...parents), id: required(id, 'a word') };
    }, (place) => make(place, valid())),
  ];
}

const sourced = (row: Sourced) => ({ source: required(row.source, 'a word'), asOf: required(row.asOf) });

const inCluster = {
  operators: optional([Operator.KUEUE], 'an empty list'),
  certificateIssuer: optional('issuer', 'a word'),
  monitoringNamespace: optional('monitoring', 'a word'),
  prometheusUrl: optional('https://prometheus.example'),
  podMonitorLabels: optional({ release: 'prometheus' }, 'an empty object'),
  dashboards: optional<'config-map'>('config-map'),
  gatewayClass: optional(InferenceGatewayClass.AGENTGATEWAY),
  gatewayVersion: optional('1.30.1'),
  imageVolumes: optional(true, 'true'),
};

const openShift = { version: optional('4.21' as const), aiVersion: optional('3.5' as const), hardwareProfile: optional({ name: 'gpus' }) };

const onSite = {
  site: required('ffm1', 'a word'),
  country: required('DE'),
  registry: optional('registry.ffm1.example'),
  kubernetesVersion: optional('1.34'),
  internetEgress: optional(true, 'true'),
  apiServerCidr: optional('10.0.0.0/24'),
  backend: optional(StateBackend.local()),
};

const aStore = () => SiteModelStore.volume({ storageClass: 'cephfs', size: Size.gibibytes(500) });

const CONSTRUCTS: readonly Subject[] = [
  ...construct<EnvironmentProps>('Environment', aPlatform, () => ({ target: required(aTarget()) }), ({ scope, id }, props) => new Environment(scope, id, props)),
  ...construct<ManifestsProps>('Manifests', anEnvironment, () => ({
    phase: optional('20-workloads'), namespace: optional('zone', 'a word'),
  }), ({ scope, id }, props) => new Manifests(scope, id, props), ...LEFT_OUT),
  ...construct<SovereignDataZoneProps>('SovereignDataZone', anEnvironment, () => ({
    jurisdiction: required(Jurisdiction.GERMANY), keyCustody: optional(KeyCustody.PROVIDER),
    registries: optional(['registry.bank.example/operators'], 'an empty list'), storageClasses: optional(['ceph-rbd-archive'], 'an empty list'),
  }), ({ scope, id }, props) => new SovereignDataZone(scope, id, props)),
  ...construct<GpuNodeGroupProps>('GpuNodeGroup', aZone, () => ({
    accelerator: required(Accelerator.L4), maxNodes: required(2), minNodes: optional(1), gpusPerNode: optional(1),
    disk: optional(Size.gibibytes(100)), fabric: optional(false),
  }), ({ scope, id }, props) => new GpuNodeGroup(scope, id, props)),
  ...construct<LegacyVmProps>('LegacyVm', aZone, () => ({
    image: required(LEDGER.image), cpus: required(2), memory: required(Size.gibibytes(4)), disk: required(Size.gibibytes(4)),
    ports: optional([80], 'an empty list'),
  }), ({ scope, id }, props) => new LegacyVm(scope, id, props)),
  ...[someNodes()].flatMap((nodes) => construct<InferencePoolProps>('InferencePool', () => nodes.node.scope as Construct, () => ({
    model: required(SMALL), nodes: required(nodes), minReplicas: optional(1), maxReplicas: optional(1),
    scaleOn: optional(ScalingMetric.queueDepth(8)), objective: optional({ priority: 5 }, 'an empty object', 'a construct'),
    tensorParallelSize: optional(1), decodeContextParallelSize: optional(1), maxModelLen: optional(8192),
    maxNumBatchedTokens: optional(8192), maxNumSeqs: optional(64),
    gpuMemoryUtilization: optional(0.9, 'half'), kvCacheDtype: optional('fp8'), drainTimeout: optional(Duration.minutes(1)),
    maxConcurrency: optional(1), acceptUnlikely: optional({ reason: 'measured' }),
    engine: optional(Engine.vllm()), kvOffload: optional(KvOffload.cpu(Size.gibibytes(8))), lora: optional({ maxLoras: 2 }, 'an empty object', 'a construct'),
    modelCache: optional(ModelCache.volume()), speculativeDecoding: optional(SpeculativeDecoding.ngram()), languageModelOnly: optional(true, 'true'),
    enforceEager: optional(true, 'true'), enablePrefixCaching: optional(false, 'true'), startupTimeout: optional(Duration.minutes(20)),
    topology: optional(Topology.standalone()), routing: optional({ byModelName: true }, 'an empty object', 'a construct'),
  }), ({ scope, id }, props) => new InferencePool(scope, id, props))),
  ...[someNodes()].map((nodes) => subject<Objective>('the objective of InferencePool', () => ({
    timeToFirstToken: optional(Duration.seconds(2)), interTokenLatency: optional(Duration.millis(50)), priority: optional(5, '-1'),
  }), (objective) => {
    const { scope, id } = aPlaceIn(nodes.node.scope as Construct);
    return new InferencePool(scope, id, { model: SMALL, nodes, objective });
  }, ...LEFT_OUT)),
];

const TARGETS: readonly Subject[] = [
  subject<AwsTargetProps>('Target.aws', () => ({
    ...inCluster, region: required(AwsRegion.EU_CENTRAL_1), account: required('111122223333'), backend: required(StateBackend.local()),
    network: optional(Network.create()), cluster: optional(Cluster.create()), internetEgress: optional(true, 'true'), deletionProtection: optional(false, 'true'),
    instanceTypes: optional([zones.instanceType], 'an empty list'),
  }), Target.aws),
  subject<OnPremTargetProps>('Target.onPrem', () => ({
    ...inCluster, ...onSite, storageClass: required('ceph-rbd', 'a word'), storageAccessMode: optional('ReadWriteMany'), modelStore: required(aStore()),
  }), Target.onPrem),
  subject<EdgeTargetProps>('Target.edge', () => {
    const { gatewayClass: _class, gatewayVersion: _version, certificateIssuer: _issuer, ...props } = inCluster;
    return { ...props, ...onSite, storageClass: optional('local-path', 'a word'), modelStore: optional(aStore()) };
  }, Target.edge),
  subject<OpenShiftTargetProps>('Target.openShift', () => ({
    on: required(aTarget()), inferenceGateway: optional({ port: 443 }, 'an empty object', 'a construct'), ...openShift, nim: optional(NIMS),
    operators: optional([Operator.KUEUE], 'an empty list'),
  }), Target.openShift),
  subject<NonNullable<OpenShiftTargetProps['nim']>>('the NIMs of Target.openShift', () => ({
    images: required(NIMS.images, 'an empty object'), authSecret: required('ngc', 'a word'), pullSecret: optional('ngc-pull', 'a word'),
  }), (nim) => Target.openShift({ on: aTarget(), nim }), 'undefined'),
  subject<NonNullable<OpenShiftTargetProps['inferenceGateway']>>('the gateway of Target.openShift', () => ({
    name: optional('gateway', 'a word'), namespace: optional('ingress', 'a word'), gatewayClassName: optional('class', 'a word'), port: optional(443), url: optional('https://models.example'),
  }), (inferenceGateway) => Target.openShift({ on: aTarget(), inferenceGateway }), ...LEFT_OUT),
  subject<NonNullable<OpenShiftTargetProps['hardwareProfile']>>('the hardware profile of Target.openShift', () => ({
    name: required('gpus', 'a word'), namespace: optional('profiles', 'a word'),
  }), (hardwareProfile) => Target.openShift({ on: aTarget(), hardwareProfile }), 'undefined'),
  subject<Strategies>('Target.custom', () => {
    const { name, infrastructure, distribution } = aTarget();
    return { name: required(name, 'a word'), infrastructure: required(infrastructure), distribution: required(distribution) };
  }, Target.custom),
  ...[EksDistribution, KubernetesDistribution].map((distribution) => (
    subject<ClusterProps>(distribution.name, () => inCluster, (props) => new distribution(props), ...LEFT_OUT))),
  subject<Record<string, never>>('K3sDistribution', () => ({}), (props) => new K3sDistribution(props), ...LEFT_OUT),
  subject<Omit<OpenShiftTargetProps, 'on' | 'inferenceGateway'>>('OpenShiftDistribution', () => ({ ...openShift, nim: optional(NIMS), operators: optional([Operator.KUEUE], 'an empty list') }), (props) => new OpenShiftDistribution(props), ...LEFT_OUT),
];

const FACTORIES: readonly Subject[] = [
  subject<PlatformProps>('Platform', () => ({
    outdir: optional('aiplane.out', 'a word'), cdktfOutdir: optional('cdktf.out', 'a word'), context: optional({ key: 'value' }, 'an empty object', 'a construct'),
    resolvers: optional([{ resolve: () => undefined }], 'an empty list'),
  }), (props) => new Platform(props), ...LEFT_OUT),
  ...[aBlueprint(aTarget())].map(({ chat, ledger }) => subject<{ client: IClient }>('InferencePool.allowFrom', () => ({ client: required(ledger) }), ({ client }) => chat.allowFrom(client))),
  subject<DisaggregatedProps>('Topology.disaggregated', () => ({
    prefill: required({}, 'an empty object', 'a construct'), decode: required({}, 'an empty object', 'a construct'), nonCachedTokens: optional(256),
  }), Topology.disaggregated),
  subject<RoleProps>('a role of Topology.disaggregated', aRole, (decode) => Topology.disaggregated({ prefill: {}, decode }), 'an empty object', 'a construct'),
  subject<PipelineParallelProps>('Topology.pipelineParallel', () => ({
    pipelineParallelSize: required(2), tensorParallelSize: optional(2),
  }), Topology.pipelineParallel),
  subject<WideExpertParallelProps>('Topology.wideExpertParallel', () => ({
    dataParallelSize: required(2), dataParallelSizeLocal: optional(2), tensorParallelSize: optional(2), disaggregate: optional({}, 'an empty object', 'a construct'),
  }), Topology.wideExpertParallel),
  subject<WideRoleProps>('a role of Topology.wideExpertParallel', () => ({
    ...aRole(), dataParallelSize: optional(2), dataParallelSizeLocal: optional(2),
  }), (decode) => Topology.wideExpertParallel({ dataParallelSize: 2, disaggregate: { decode } }), ...LEFT_OUT),
  subject<PropsOf<typeof Network.create>>('Network.create', () => ({ cidr: optional('10.0.0.0/16') }), Network.create, ...LEFT_OUT),
  subject<PropsOf<typeof Network.existing>>('Network.existing', () => ({ vpcId: required('vpc-0a'), privateSubnetIds: required(['subnet-0a', 'subnet-0b']) }), Network.existing),
  subject<PropsOf<typeof Cluster.create>>('Cluster.create', () => ({
    kubernetesVersion: optional('1.34'), administrators: optional(['arn:aws:iam::111122223333:role/x'], 'an empty list'), systemNodes: optional(2),
    systemInstanceType: optional(zones.instanceType), serviceCidr: optional('172.20.0.0/16'), logRetentionDays: optional(365),
  }), Cluster.create, ...LEFT_OUT),
  subject<PropsOf<typeof Cluster.existing>>('Cluster.existing', () => ({
    name: required('shared', 'a word'), kubernetesVersion: required('1.34'), nodeRoleArn: optional('arn:aws:iam::111122223333:role/x'),
    securityGroupIds: optional(['sg-0a'], 'an empty list'), volumeDriverRoleName: optional('driver', 'a word'), serviceCidr: optional('172.20.0.0/16'),
  }), Cluster.existing),
  subject<PropsOf<typeof StateBackend.s3>>('StateBackend.s3', () => ({
    bucket: required('state', 'a word'), key: optional('key', 'a word'), region: optional('eu-central-1'), kmsKeyId: optional('arn:aws:kms:x'),
  }), StateBackend.s3),
  subject<PropsOf<typeof StateBackend.local>>('StateBackend.local', () => ({ directory: optional('state', 'a word') }), StateBackend.local, ...LEFT_OUT),
  subject<{ declare: Parameters<typeof StateBackend.custom>[0] }>('StateBackend.custom', () => ({ declare: required(() => undefined, 'a function') }), ({ declare }) => StateBackend.custom(declare)),
  subject<PropsOf<typeof SiteModelStore.s3>>('SiteModelStore.s3', () => ({
    endpoint: required('https://s3.example'), bucket: required('models', 'a word'), region: optional('zrh', 'a word'), secretName: required('keys', 'a word'), egressCidr: required('10.0.0.0/24'),
  }), SiteModelStore.s3),
  subject<PropsOf<typeof SiteModelStore.volume>>('SiteModelStore.volume', () => ({
    storageClass: required('cephfs', 'a word'), accessMode: optional('ReadWriteOnce'), size: required(Size.gibibytes(10)),
  }), SiteModelStore.volume),
  subject<{ reference: string }>('VmImage.fromRegistry', () => ({ reference: required('registry.example/ledger:1', 'a word') }), ({ reference }) => VmImage.fromRegistry(reference)),
  subject<{ url: string; checksum: string }>('VmImage.fromUrl', () => ({
    url: required('https://images.example/a.qcow2'), checksum: required(`sha256:${'0'.repeat(64)}`),
  }), ({ url, checksum }) => VmImage.fromUrl(url, checksum)),
  subject<{ name: string; namespace: string }>('VmImage.fromVolume', () => ({
    name: required('golden', 'a word'), namespace: required('images', 'a word'),
  }), ({ name, namespace }) => VmImage.fromVolume(name, namespace)),
  subject<{ cpu: Size }>('KvOffload.cpu', () => ({ cpu: required(Size.gibibytes(8)) }), ({ cpu }) => KvOffload.cpu(cpu)),
  subject<PropsOf<typeof KvOffload.fileSystem>>('KvOffload.fileSystem', () => ({ cpu: required(Size.gibibytes(8)), disk: required(Size.gibibytes(100)) }), KvOffload.fileSystem),
  subject<PropsOf<typeof KvOffload.shared>>('KvOffload.shared', () => ({
    cpu: required(Size.gibibytes(8)), disk: required(Size.gibibytes(100)), storageClass: optional('cephfs', 'a word'),
  }), KvOffload.shared),
  subject<PropsOf<typeof ModelCache.volume>>('ModelCache.volume', () => ({
    size: optional(Size.gibibytes(100)), storageClass: optional('cephfs', 'a word'),
  }), ModelCache.volume, ...LEFT_OUT),
  subject<PropsOf<typeof ModelCache.image>>('ModelCache.image', () => ({ reference: required('registry.example/llama:1', 'a word'), path: optional('models', 'a word') }), ModelCache.image),
  subject<PropsOf<typeof ModelCache.node>>('ModelCache.node', () => ({ nodeGroup: required('gpus', 'a word') }), ModelCache.node),
  subject<PropsOf<typeof Engine.vllm>>('Engine.vllm', () => ({
    image: optional('registry.example/vllm:v0.27.1'), version: optional('0.27'), extraArgs: optional(['--seed=7'], 'an empty list'),
  }), Engine.vllm, ...LEFT_OUT),
  subject<PropsOf<typeof Engine.nim>>('Engine.nim', () => ({
    image: required('nvcr.io/nim/meta/llama:1.12.0'), profile: optional('tp2', 'a word'), authSecret: required('ngc', 'a word'), pullSecret: optional('ngc-pull', 'a word'),
  }), Engine.nim),
  subject<PropsOf<typeof Engine.kserve>>('Engine.kserve', () => ({
    runtime: required('vllm-runtime', 'a word'), modelFormat: optional('vLLM', 'a word'), port: optional(8080),
  }), Engine.kserve),
  subject<PropsOf<typeof Engine.custom>>('Engine.custom', () => ({
    image: required('registry.example/engine:1'), command: optional(['serve'], 'an empty list'), args: required(() => [], 'a function'), healthPath: optional('/health'),
  }), Engine.custom),
  subject<PropsOf<typeof SpeculativeDecoding.ngram>>('SpeculativeDecoding.ngram', () => ({ numSpeculativeTokens: optional(3) }), SpeculativeDecoding.ngram, ...LEFT_OUT),
  ...[SpeculativeDecoding.draftModel, SpeculativeDecoding.eagle3].map((guess) => subject<PropsOf<typeof guess>>(`SpeculativeDecoding.${guess.name}`, () => ({
    model: required(SMALL), numSpeculativeTokens: optional(3),
  }), guess)),
  ...[PrefixCache.approximate, PrefixCache.precise].map((cache) => (
    subject<PropsOf<typeof cache>>(`PrefixCache.${cache.name}`, () => ({ blockSize: optional(64) }), cache, ...LEFT_OUT))),
  subject<PropsOf<typeof Saturation.utilization>>('Saturation.utilization', () => ({
    queueDepth: optional(5), kvCacheUtilization: optional(0.8, 'half'), headroom: optional(0.2, 'half'),
  }), Saturation.utilization, ...LEFT_OUT),
  subject<PropsOf<typeof Saturation.concurrency>>('Saturation.concurrency', () => ({ maxConcurrency: required(8), headroom: optional(0.2, 'half') }), Saturation.concurrency),
  subject<PropsOf<typeof Invoker.apiKey>>('Invoker.apiKey', () => ({ secretName: required('keys', 'a word'), header: optional('x-api-key', 'a word') }), Invoker.apiKey),
  subject<PropsOf<typeof Invoker.clientCertificate>>('Invoker.clientCertificate', () => ({ caConfigMap: required('partners', 'a word') }), Invoker.clientCertificate),
  subject<PropsOf<typeof Invoker.oidc>>('Invoker.oidc', () => ({
    issuer: required('https://login.example'), audiences: required(['ai']), jwksUri: optional('https://login.example/keys'), jwks: optional('{"keys":[]}'),
  }), Invoker.oidc),
  subject<PropsOf<typeof Entrance.gateway>>('Entrance.gateway', () => ({
    name: required('public', 'a word'), namespace: required('edge', 'a word'), sectionName: optional('https', 'a word'), hostname: required('ai.bank.example'),
    proxy: optional({ namespace: 'edge', podLabels: { app: 'proxy' } }),
  }), Entrance.gateway),
  ...[aBlueprint(aTarget())].flatMap(({ chat }) => [
    subject<ObjectiveProps>('InferencePool.addObjective', () => ({ priority: required(1, '-1') }), (props) => chat.addObjective(`objective${chat.node.children.length}`, props)),
    subject<Omit<CanaryProps, 'pool'>>('InferencePool.addCanary', () => ({ weight: required(1), model: required('tuned', 'a word') }), (props) => chat.addCanary('Tuned', props)),
    subject<{ entrance: Entrance }>('InferencePool.exposeVia', () => ({
      entrance: required(Entrance.gateway({ name: 'public', namespace: 'edge', hostname: 'ai.bank.example' })),
    }), ({ entrance }) => chat.exposeVia(entrance)),
    subject<{ invoker: Invoker }>('InferencePool.grantInvoke', () => ({ invoker: required(Invoker.oidc({ issuer: 'https://login.example', audiences: ['ai'] })) }), ({ invoker }) => chat.grantInvoke(invoker)),
  ]),
  subject<InferenceGatewayClass>('InferenceGatewayClass.custom', () => ({
    ...sourced(InferenceGatewayClass.ISTIO), name: required('MINE', 'a word'), className: required('mine', 'a word'), servesInferencePoolSince: required('1.0.0'),
    controlPlane: optional({ namespace: 'istio-system', podLabels: { app: 'istiod' }, port: 15012 }), proxyService: required('gateway'), portOffset: optional(0),
    pickerTls: required('none'), policies: optional('istio'), clientCertificates: required(false, 'true'),
  }), InferenceGatewayClass.custom),
  ...[ScalingMetric.poolSaturation, ScalingMetric.kvCacheUse].map((metric) => subject<{ scaleOn: number }>(`ScalingMetric.${metric.name}`, () => ({ scaleOn: required(0.8, 'half') }), ({ scaleOn }) => metric(scaleOn))),
  ...[ScalingMetric.timeToFirstToken, ScalingMetric.interTokenLatency].map((metric) => subject<{ scaleOn: Duration }>(`ScalingMetric.${metric.name}`, () => ({ scaleOn: required(Duration.millis(50)) }), ({ scaleOn }) => metric(scaleOn))),
  subject<PropsOf<typeof ScalingMetric.variants>>('ScalingMetric.variants', () => ({ cost: required(12, 'half') }), ScalingMetric.variants),
  ...[ScalingMetric.queueDepth, ScalingMetric.runningRequests, ScalingMetric.pickerQueue].map((metric) => subject<{ scaleOn: number }>(`ScalingMetric.${metric.name}`, () => ({ scaleOn: required(8) }), ({ scaleOn }) => metric(scaleOn))),
];

const heads = { layers: required(8), kvHeads: required(8), headDim: required(128), valueDim: optional(128) };

/** Layers of one kind, as the attention of a model. */
function attention<T extends AttentionGroup>(kind: string, props: () => Props<T>): readonly Subject[] {
  return [subject<T>(`${kind} attention of Model.custom`, props, (group) => Model.custom({ ...SMALL, attention: [group] }))];
}

const ROWS: readonly Subject[] = [
  subject<Model>('Model.custom', () => ({
    ...sourced(SMALL), name: required('mine', 'a word'), repository: required('owner/name'), revision: optional('0'.repeat(40), 'a word'), weightsGib: required(1, 'half'),
    weightsFormat: required('bf16'), attentionHeads: required(8), attention: required(SMALL.attention, 'an empty list'), maxModelLen: required(8192),
    architecture: required('LlamaForCausalLM', 'a word'), hiddenSize: required(4096), intermediateSize: optional(14336), vocabularySize: optional(128256),
    tiedEmbeddings: optional(true, 'true'), multimodal: optional(true, 'true'), weightsError: optional(0.03, 'half'), replicatedWeightsGib: optional(0.5, 'half'),
    quantizationBlock: optional(128), experts: optional({ count: 8, layers: 8, intermediateSize: 1024 }), unestimable: optional('has no formula', 'a word'),
    measured: optional({ source: SMALL.source, asOf: SMALL.asOf, kvBytesPerToken: 1024 }),
  }), Model.custom),
  subject<Measurement>('the measurement of Model.custom', () => ({
    ...sourced(SMALL), kvBytesPerToken: optional(1024, 'half'), activationGib: optional(1, 'half'), nonTorchGib: optional(1, 'half'),
  }), (measured) => Model.custom({ ...SMALL, measured }), 'undefined'),
  ...attention<FullAttention>('full', () => ({ ...heads, kind: required('full') })),
  ...attention<SlidingAttention>('sliding', () => ({ ...heads, kind: required('sliding'), window: required(1024) })),
  ...attention<ChunkedAttention>('chunked', () => ({ ...heads, kind: required('chunked'), chunk: required(8192) })),
  ...attention<LatentAttention>('latent', () => ({
    kind: required('latent'), layers: required(8), latentDim: required(512), ropeDim: required(64), fp8Bytes: optional(656),
  })),
  ...attention<IndexerKeys>('indexer', () => ({ kind: required('indexer'), layers: required(8), keyDim: required(128) })),
  ...attention<RecurrentState>('recurrent', () => ({
    kind: required('recurrent'), layers: required(8), convChannels: required(4096), convKernel: required(4), groups: optional({ count: 8, channels: 256 }),
    heads: required(32), headDim: required(128), stateDim: required(128), stateBytes: required(4),
  })),
  subject<Accelerator>('Accelerator.custom', () => ({
    ...sourced(SMALL), name: required('MINE', 'a word'), memoryMib: required(1024), resourceName: required('nvidia.com/gpu'), productLabels: required(['Mine']), computeCapability: required('9.0'),
    cudaMemoryMib: optional(1000, 'half'), freeMemoryMib: optional(1000, 'half'), unifiedMemory: optional(true, 'true'), slice: optional(true, 'true'),
  }), Accelerator.custom),
  subject<Jurisdiction>('Jurisdiction.custom', () => ({ ...sourced(SMALL), name: required('BAVARIA', 'a word'), countries: required(['DE']) }), Jurisdiction.custom),
  subject<AwsRegion>('AwsRegion.custom', () => ({
    ...sourced(SMALL), name: required('EU_EAST_1', 'a word'), code: required('eu-east-1'), partition: required('aws'), country: required('PL'),
    availabilityZones: required(['eu-east-1a', 'eu-east-1b']), dnsSuffix: required('amazonaws.com'),
  }), AwsRegion.custom),
  subject<CustomOperator>('Operator.custom', () => ({ name: required('ledgers', 'a word'), groups: required(['databases.bank.example'], 'an empty list') }), Operator.custom),
  subject<AwsInstanceType>('AwsInstanceType.custom', () => ({
    ...sourced(SMALL), name: required('x9.large'), vcpus: required(2), memoryGib: required(8), usdPerHour: optional(1, 'half'), efa: optional(4), metal: optional(true, 'true'),
    gpus: optional({ accelerator: 'L4', count: 1 }),
  }), AwsInstanceType.custom),
  subject<NonNullable<AwsInstanceType['gpus']>>('the GPUs of AwsInstanceType.custom', () => ({
    accelerator: required('L4', 'a word'), count: required(1),
  }), (gpus) => AwsInstanceType.custom({ ...zones.instanceType, gpus }), 'undefined'),
  subject<{ name: string }>('AwsInstanceType.of', () => ({ name: required('m7i.xlarge') }), ({ name }) => AwsInstanceType.of(name)),
];

/** Of functions that take their arguments one by one. */
const OF_ARGUMENTS = /^(InferencePool\.(allowFrom|exposeVia|grantInvoke)|StateBackend\.custom|VmImage\.|ScalingMetric\.|KvOffload\.cpu|AwsInstanceType\.of)|place$/;

const SUBJECTS = [...CONSTRUCTS, ...TARGETS, ...FACTORIES, ...ROWS];

describe('whatever a caller without a compiler passes is refused in the words of the library', () => {
  const props = SUBJECTS.flatMap((one) => Object.entries(one.props()).map(([prop, { accepts }]) => ({ name: one.name, prop, accepts, one })));

  test.each(props)('$prop of $name', ({ one, prop, accepts }) => {
    expect(verdictsOnProp(one, prop)).toEqual(refusedBut(accepts));
  });

  test.each(SUBJECTS.filter(({ name }) => !OF_ARGUMENTS.test(name)))('all props of $name', (one) => {
    expect(verdictsOnProps(one)).toEqual(refusedBut(one.accepts));
  });

  test.each(SUBJECTS)('and what it should be is taken: $name', (one) => {
    const valid = Object.fromEntries(Object.entries(one.props()).map(([prop, { value }]) => [prop, value]));
    expect(() => one.make(valid)).not.toThrow();
  });
});
