import {
  Accelerator, Duration, Environment, GpuNodeGroup, InferencePool, Jurisdiction, KeyCustody, LegacyVm, Model, Platform, ScalingMetric, Size,
  SovereignDataZone, StateBackend, SynthesisError, Target, ValidationError, VmImage,
} from '../src';
import { aFolder, aPlatform, aTarget, filesBelow, thrownBy } from './support/platforms';
import { aBlueprint, LEDGER, rendered } from './support/programs';
import { anAwsTarget, anEdgeTarget, anOnPremTarget } from './support/targets';

/** Whatever a caller without a compiler may pass. */
const anything = (value: unknown) => value as never;

function aZone(): SovereignDataZone {
  return new SovereignDataZone(new Environment(aPlatform(), 'place', { target: aTarget() }), 'Zone', { jurisdiction: Jurisdiction.GERMANY });
}

function aZoneCalled(id: string, law: Partial<Jurisdiction> = {}): SovereignDataZone {
  return new SovereignDataZone(new Environment(aPlatform(), 'place', { target: aTarget() }), id, { jurisdiction: { ...Jurisdiction.GERMANY, ...law } });
}

const SMALL = Model.LLAMA_3_1_8B_INSTRUCT;
const LARGE = Model.LLAMA_3_3_70B_INSTRUCT;

function pool(props: object, nodes: object = {}): () => unknown {
  return () => {
    const zone = aZone();
    new InferencePool(zone, 'Chat', { model: SMALL, nodes: new GpuNodeGroup(zone, 'Gpus', { accelerator: Accelerator.L4, maxNodes: 2, ...nodes }), ...props });
  };
}

const nodes = (props: object) => () => new GpuNodeGroup(aZone(), 'Gpus', { accelerator: Accelerator.L4, maxNodes: 1, ...props });
const machine = (props: object) => () => new LegacyVm(aZone(), 'Ledger', { ...LEDGER, ...props });

describe('a program is refused where it is written', () => {
  test.each<[string, () => unknown, string, string]>([
    // pools: replicas and capacity
    ['more replicas than the nodes hold', pool({ model: SMALL, maxReplicas: 16, minReplicas: 1, tensorParallelSize: 2, scaleOn: ScalingMetric.queueDepth(8) }, { accelerator: Accelerator.H100_80GB, gpusPerNode: 8, maxNodes: 3 }),
      'CapacityExceeded', "'maxReplicas' (16) needs 32 × H100_80GB (2 a replica), but 'place/Zone/Gpus' holds at most 24; raise its 'maxNodes' (3) to 4 or choose a smaller model"],
    ['a range that nothing moves within', pool({ minReplicas: 1, maxReplicas: 2 }),
      'NothingScales', "'maxReplicas' (2) is above 'minReplicas' (1), but nothing scales between them; declare 'scaleOn', such as ScalingMetric.queueDepth(8), or leave 'maxReplicas' out"],
    ['fewer replicas at most than at least', pool({ minReplicas: 2, maxReplicas: 1 }), 'MinAboveMax', "'minReplicas' (2) must be at most 'maxReplicas' (1); lower it or raise 'maxReplicas'"],
    ['no replicas', pool({ minReplicas: 0 }), 'NotACount', "'minReplicas' (0) must be a whole number of at least 1; set it to 1 or more"],
    ['replicas that are no number', pool({ maxReplicas: NaN }), 'NotACount', "'maxReplicas' (NaN) must be a whole number of at least 1; set it to 1 or more"],
    ['replicas as text', pool({ minReplicas: anything('2') }), 'NotACount', "'minReplicas' (2) must be a whole number of at least 1; set it to 1 or more"],
    // pools: fit
    ['a model larger than the GPU', pool({ model: LARGE }),
      'ModelDoesNotFit', "'model' (llama-3.3-70b-instruct) needs 131.4 GiB for weights and 2.5 GiB for the key-value cache of one request of 8192 tokens on each of 1 × L4, but the engine may use 20.6 GiB of each; choose a smaller model, an accelerator with more memory, or more 'gpusPerNode' (1) for 'place/Zone/Gpus'"],
    ['a model that more GPUs of the node would hold', pool({ model: LARGE, tensorParallelSize: 1 }, { accelerator: Accelerator.H100_80GB, gpusPerNode: 8 }),
      'ModelDoesNotFit', "'model' (llama-3.3-70b-instruct) needs 131.4 GiB for weights and 2.5 GiB for the key-value cache of one request of 8192 tokens on each of 1 × H100_80GB, but the engine may use 73.6 GiB of each; raise 'tensorParallelSize' (1) to 2 or choose a smaller model"],
    ['a context that leaves no room', pool({ maxModelLen: 65536 }),
      'ModelDoesNotFit', "'model' (llama-3.1-8b-instruct) needs 15.0 GiB for weights and 8.0 GiB for the key-value cache of one request of 65536 tokens on each of 1 × L4, but the engine may use 20.6 GiB of each; lower 'maxModelLen' (65536), spread a replica over several nodes with Topology.pipelineParallel({ pipelineParallelSize: 2 }), choose a smaller model, an accelerator with more memory, or more 'gpusPerNode' (1) for 'place/Zone/Gpus'"],
    ['a context beyond the model\'s', pool({ maxModelLen: 200000 }), 'NotACount', "'maxModelLen' (200000) must be a whole number from 1 to 131072; set it to 131072 or less"],
    ['heads that cannot be shared out', pool({ tensorParallelSize: 3 }, { gpusPerNode: 4 }),
      'HeadsNotDivisible', "'tensorParallelSize' (3) must divide the 32 attention heads of 'llama-3.1-8b-instruct'; use one of: 1, 2, 4, 8, 16, 32"],
    ['a replica larger than a node', pool({ tensorParallelSize: 2 }),
      'ReplicaExceedsNode', "'tensorParallelSize' (2) must be at most the 'gpusPerNode' (1) of 'place/Zone/Gpus': a replica does not reach beyond its node; lower it or raise 'gpusPerNode' to 2"],
    ['more than the whole memory', pool({ gpuMemoryUtilization: 1.2 }), 'NotAFraction', "'gpuMemoryUtilization' (1.2) must be a number above 0 and at most 1; leave it out for 0.92"],
    ['an unknown number format', pool({ kvCacheDtype: anything('fp9') }), 'UnknownKvCacheDtype', "'kvCacheDtype' (fp9) is no format of the key-value cache; did you mean 'fp8'? use one of: auto, fp8"],
    ['no model', pool({ model: undefined }), 'WrongKind', "'model' (undefined) must be a Model; use one of the catalog, such as Model.LLAMA_3_1_8B_INSTRUCT, or Model.fromDirectory(path)"],
    ['a model by name', pool({ model: anything('llama') }), 'WrongKind', "'model' (llama) must be a Model; use one of the catalog, such as Model.LLAMA_3_1_8B_INSTRUCT, or Model.fromDirectory(path)"],
    ['props that are none', () => new InferencePool(aZone(), 'Chat', anything(undefined)), 'NotAnObject', "'props' (undefined) must be an object; write it in braces, name by name"],
    ['a null in place of a default', pool({ maxModelLen: anything(null) }), 'NullGiven', "'maxModelLen' (null) must not be null; give it a value, or leave it out where it has a default"],
    ['nodes that are none', pool({ nodes: anything({ accelerator: Accelerator.L4, gpusPerNode: 1 }) }), 'WrongKind', '\'nodes\' ({"accelerator":{"name":"L4","memoryMib":22888,"resourceName":"nvidia.com/gpu","productLabels":["NVIDIA-L4"],"computeC...) must be a GpuNodeGroup; pass the group itself, made by \'new GpuNodeGroup(zone, …)\''],
    ['another construct as nodes', pool({ nodes: anything(aZone()) }), 'WrongKind', "'nodes' (place/Zone) must be a GpuNodeGroup; pass the group itself, made by 'new GpuNodeGroup(zone, …)'"],
    ['a threshold as a metric', pool({ scaleOn: anything(8) }), 'WrongKind', "'scaleOn' (8) must be a ScalingMetric; use one of them, such as ScalingMetric.queueDepth(8)"],
    ['a time without a unit', pool({ drainTimeout: anything(30) }), 'WrongKind', "'drainTimeout' (30) must be a Duration; write it with its unit, such as Duration.minutes(5)"],
    ['a time of a fraction', pool({ drainTimeout: Duration.millis(1500) }), 'NotWholeSeconds', "'drainTimeout' (1.5 s) must be a whole number of seconds; use Duration.seconds(2)"],
    ['no time to drain', pool({ drainTimeout: Duration.seconds(0) }), 'NotACount', "'drainTimeout' (0) must be a whole number from 1 to 86400; set it to 1 or more"],
    ['a year to drain', pool({ drainTimeout: Duration.days(365) }), 'NotACount', "'drainTimeout' (31536000) must be a whole number from 1 to 86400; set it to 86400 or less"],
    ['a metric without a threshold', () => ScalingMetric.queueDepth(0), 'NotACount', "'scaleOn' (0) must be a whole number of at least 1; set it to 1 or more"],
    // nodes
    ['no nodes', nodes({ maxNodes: 0 }), 'NotACount', "'maxNodes' (0) must be a whole number from 1 to 450; set it to 1 or more"],
    ['half a node', nodes({ maxNodes: 1.5 }), 'NotACount', "'maxNodes' (1.5) must be a whole number from 1 to 450; set it to 1 or more"],
    ['more nodes at least than at most', nodes({ minNodes: 3 }), 'MinAboveMax', "'minNodes' (3) must be at most 'maxNodes' (1); lower it or raise 'maxNodes'"],
    ['an unknown accelerator', nodes({ accelerator: anything(undefined) }), 'WrongKind', "'accelerator' (undefined) must be an Accelerator; use one of the catalog, such as Accelerator.L40S, or Accelerator.custom({…})"],
    ['an accelerator with memory in words', nodes({ accelerator: { ...Accelerator.L4, memoryMib: anything('24G') } }), 'NotACount', "'accelerator.memoryMib' (24G) must be a whole number of at least 1; set it to 1 or more"],
    ['a disk that is no size', nodes({ disk: anything(100) }), 'WrongKind', "'disk' (100) must be a Size; write it with its unit, such as Size.gibibytes(16)"],
    ['a disk of a fraction', nodes({ disk: Size.mebibytes(30000) }), 'NotWholeGibibytes', "'disk' (29.296875 GiB) must be a whole number of GiB; use Size.gibibytes(30)"],
    // machines
    ['a machine without CPUs', machine({ cpus: 0 }), 'NotACount', "'cpus' (0) must be a whole number from 1 to 256; set it to 1 or more"],
    ['a machine with more memory than there is', machine({ memory: Size.tebibytes(100) }), 'NotACount', "'memory' (102400) must be a whole number from 1 to 24576; set it to 24576 or less"],
    ['a port out of range', machine({ ports: [70000] }), 'NotACount', "'ports' (70000) must be a whole number from 1 to 65535; set it to 65535 or less"],
    ['an image by name', machine({ image: anything('rhel7') }), 'WrongKind', "'image' (rhel7) must be a VmImage; use one of VmImage.fromRegistry('…'), VmImage.fromUrl('…', checksum), VmImage.fromVolume('…', namespace)"],
    ['a disk image without a checksum', () => VmImage.fromUrl('https://images.example/a.qcow2', ''), 'NotAText', "'checksum' () must be a string that is not empty; give it a value"],
    ['a disk image in the clear', () => VmImage.fromUrl('http://images.example/a.qcow2', 'x'), 'WrongForm', "'url' (http://images.example/a.qcow2) must be an address that starts with https://; correct its spelling"],
    ['ports that are no list', machine({ ports: anything(80) }), 'NotAList', "'ports' (80) must be a list; put it in square brackets"],
    ['a port that is given twice', machine({ ports: [80, 443, 80] }), 'GivenTwice', "'ports' (80) is given twice; name each once"],
    ['an image with a scheme', () => VmImage.fromRegistry('docker://x/y'),
      'WrongForm', "'reference' (docker://x/y) must be an image reference without a scheme, such as registry.bank.example/ledger:rhel7; correct its spelling"],
    ['a volume that no claim is called', () => VmImage.fromVolume('A_B', 'images'), 'WrongForm', "'name' (A_B) must be a DNS-1123 subdomain: lower-case letters, digits, hyphens and dots; correct its spelling"],
    ['an image of nothing', machine({ image: { bind: () => 7 } }), 'WrongKind', "'image.bind' (7) must be a VmImageSource; pass a VmImageSource"],
    ['an image from somewhere unknown', machine({ image: { bind: () => ({ kind: 'htp' }) } }), 'NotAnAlternative', "'image.kind' (htp) must be a kind of source; did you mean 'http'? use one of: http, pvc, registry"],
    ['an image of one\'s own that is spelled wrong', machine({ image: { bind: () => ({ kind: 'registry', reference: 'a b' }) } }),
      'WrongForm', "'image.reference' (a b) must be an image reference without a scheme, such as registry.bank.example/ledger:rhel7; correct its spelling"],
    // zones
    ['a number where a text is meant', () => anAwsTarget({ account: anything(111122223333) }), 'NotAText', "'account' (111122223333) must be a string that is not empty; write it in quotes"],
    ['two environments of one id', () => { const root = aPlatform(); ['place', 'place'].forEach((id) => new Environment(root, id, { target: aTarget() })); },
      'IdTaken', "'id' (place) is the id of another construct of the platform; give one of the two another id"],
    ['two zones of one id', () => { const { scope } = aZone().node; ['B', 'B'].forEach((id) => new SovereignDataZone(scope as Environment, id, { jurisdiction: Jurisdiction.GERMANY })); },
      'IdTaken', "'id' (B) is the id of another construct below 'place'; give one of the two another id"],
    ['a zone in a namespace of the cluster', () => aZoneCalled('KubeSystem'), 'ReservedNamespace', "'id' (KubeSystem) makes the namespace 'kube-system', which belongs to the cluster; choose another id"],
    ['a zone in the namespace of those without one', () => aZoneCalled('default'), 'ReservedNamespace', "'id' (default) makes the namespace 'default', which belongs to the cluster; choose another id"],
    ['a zone in a namespace of another distribution', () => aZoneCalled('openshift-monitoring'),
      'ReservedNamespace', "'id' (openshift-monitoring) makes the namespace 'openshift-monitoring', which belongs to the cluster; choose another id"],
    ['two zones in one namespace', () => new SovereignDataZone(aZone().node.scope as Environment, 'zone', { jurisdiction: Jurisdiction.GERMANY }),
      'NameCollision', "'id' (zone) makes the namespace 'zone', which 'place/Zone' makes too; rename one of the two"],
    ['a law without countries', () => aZoneCalled('Other', { countries: [] }), 'NowhereInForce', "'jurisdiction.countries' ([]) must name the countries where the law applies; name one or more"],
    ['a law whose countries are a text', () => aZoneCalled('Other', { countries: anything('DE') }), 'NotAList', "'jurisdiction.countries' (DE) must be a list; put it in square brackets"],
    ['a zone without a law', () => new SovereignDataZone(aZone().node.scope as Environment, 'Other', anything({})), 'WrongKind', "'jurisdiction' (undefined) must be a Jurisdiction; use one of the catalog, such as Jurisdiction.EUROPEAN_UNION, or Jurisdiction.custom({…})"],
    ['a zone in a zone', () => new SovereignDataZone(aZone(), 'Inner', { jurisdiction: Jurisdiction.GERMANY }),
      'NestedZone', "'scope' (place/Zone) is inside the zone 'place/Zone', and a zone contains no other; create the two zones side by side"],
    ['keys that nobody holds', () => new SovereignDataZone(aZone().node.scope as Environment, 'Other', { jurisdiction: Jurisdiction.GERMANY, keyCustody: anything('me') }),
      'WrongKind', "'keyCustody' (me) must be a KeyCustody; use one of: KeyCustody.CUSTOMER, KeyCustody.PROVIDER"],
    ['a pool outside of a zone', () => new GpuNodeGroup(aZone().node.scope as Environment, 'Gpus', { accelerator: Accelerator.L4, maxNodes: 1 }),
      'OutsideZone', "'scope' (place/Gpus) must be in the scope of a SovereignDataZone; create it below a 'new SovereignDataZone(…)'"],
    // targets
    ['law that does not hold at Amazon', () => new SovereignDataZone(new Environment(aPlatform(), 'place', { target: anAwsTarget() }), 'Zone', { jurisdiction: Jurisdiction.SWITZERLAND }),
      'OutsideJurisdiction', "'jurisdiction' (SWITZERLAND) does not contain 'DE', the country of 'eu-central-1'; place the zone in an environment there or choose another jurisdiction"],
    ['law that does not hold in the data centre', () => new SovereignDataZone(new Environment(aPlatform(), 'place', { target: anOnPremTarget() }), 'Zone', { jurisdiction: Jurisdiction.SWITZERLAND }),
      'OutsideJurisdiction', "'jurisdiction' (SWITZERLAND) does not contain 'DE', the country of 'ffm1'; place the zone in an environment there or choose another jurisdiction"],
    ['OpenShift on a cluster of its own', () => Target.openShift({ on: anAwsTarget() }),
      'TwoClusters', "'on' (aws) makes an EKS cluster, on which OpenShift does not run; use Target.onPrem or Target.edge, or Target.custom with machines of your own"],
    ['a target that is none', () => Target.custom(anything({ name: 'x' })), 'WrongKind', "'strategies' (x) must be a Target; use one of Target.aws({…}), Target.onPrem({…}), Target.edge({…}), Target.openShift({…}), Target.custom({…})"],
    ['an account that is no account', () => anAwsTarget({ account: '12345' }), 'WrongForm', "'account' (12345) must be the twelve digits of an account, as a string; correct its spelling"],
    ['state that lies nowhere', () => anAwsTarget({ backend: anything(undefined) }), 'WrongKind', "'backend' (undefined) must be a StateBackend; use one of StateBackend.s3({ bucket: '…' }), StateBackend.local(), StateBackend.custom(…)"],
    ['adapters that nobody declares', () => new GpuNodeGroup(new SovereignDataZone(new Environment(aPlatform(), 'place', { target: anOnPremTarget() }), 'Zone', { jurisdiction: Jurisdiction.GERMANY }), 'Gpus', { accelerator: Accelerator.L4, maxNodes: 2, fabric: true }),
      'FabricUnknown', "'fabric' (true) asks for adapters that move memory past the kernel, and nothing is known of any on nodes of 'on-prem'; leave it out: what pods of several nodes send one another goes over TCP"],
    ['adapters by name', nodes({ fabric: anything('efa') }), 'NotAFlag', "'fabric' (efa) must be true or false; write one of the two, without quotes"],
    ['more machines than the edge has', () => new GpuNodeGroup(new SovereignDataZone(new Environment(aPlatform(), 'place', { target: anEdgeTarget() }), 'Zone', { jurisdiction: Jurisdiction.GERMANY }), 'Gpus', { accelerator: Accelerator.L4, maxNodes: 2 }),
      'ExceedsSite', "'maxNodes' (2) exceeds the one machine at 'factory-12'; set it to 1 or choose an environment with more machines"],
    ['strategies that leave a need unmet', () => Target.custom({ ...aTarget(), distribution: anything({ name: 'mine' }) }), 'WrongKind', "'strategies.distribution' (mine) must be a Distribution; pass a Distribution"],
    ['state that is declared by a word', () => StateBackend.custom(anything('http')), 'NotAFunction', "'declare' (http) must be a function; pass one, such as (stack) => new HttpBackend(stack, {…})"],
    // platforms
    ['one folder for both outputs', () => new Platform({ outdir: 'out', cdktfOutdir: './out' }), 'FoldersOverlap', "'outdir' (out) is the folder of cdktf's own output ('./out'); choose two folders beside each other"],
    ['a folder in that of cdktf', () => new Platform({ outdir: 'out/ours', cdktfOutdir: 'out' }), 'FoldersOverlap', "'outdir' (out/ours) is inside the folder of cdktf's own output ('out'); choose two folders beside each other"],
    ['a folder around that of cdktf', () => new Platform({ outdir: '.', cdktfOutdir: 'out' }), 'FoldersOverlap', "'outdir' (.) contains the folder of cdktf's own output ('out'); choose two folders beside each other"],
    // catalog
    ['a model that is none', () => Model.custom(anything(undefined)), 'NotAnObject', "'facts' (undefined) must be an object; write it in braces, name by name"],
    ['a model that weighs nothing that is known', () => Model.custom({ ...SMALL, weightsGib: NaN }), 'NotANumber', "'weightsGib' (NaN) must be a number above 0 and at most 16384; correct its value"],
    ['a model in an unknown format', () => Model.custom({ ...SMALL, weightsFormat: anything('fp3') }), 'NotAnAlternative', "'weightsFormat' (fp3) must be a number format; did you mean 'fp8'? use one of: bf16, fp8, int4, int8, mxfp4, nvfp4"],
    ['a model whose name needs quotes', () => Model.custom({ ...SMALL, name: 'a "b"' }), 'WrongForm', "'name' (a \"b\") must be a name of letters, digits, dots, hyphens and underscores, such as llama-3.3-70b-instruct; correct its spelling"],
    ['a model that lies outside of the store', () => Model.custom({ ...SMALL, repository: '../etc' }), 'WrongForm', "'repository' (../etc) must be owner and name on the model hub, such as meta-llama/Llama-3.3-70B-Instruct; correct its spelling"],
    ['a model that pays no attention', () => Model.custom({ ...SMALL, attention: [] }), 'NotACount', "'attention.length' (0) must be a whole number of at least 1; set it to 1 or more"],
    ['an accelerator of another device plugin', () => Accelerator.custom({ ...Accelerator.L4, resourceName: anything('amd.com/gpu') }),
      'NotAnAlternative', "'resourceName' (amd.com/gpu) must be the resource of a device plugin that the library runs; use one of: nvidia.com/gpu"],
    ['a country that there is not', () => Jurisdiction.custom({ ...Jurisdiction.GERMANY, countries: ['XX'] }), 'UnknownCountry', "'countries' (XX) is no country of ISO 3166-1; use the code of the country"],
    ['a row that nobody read', () => Jurisdiction.custom({ ...Jurisdiction.GERMANY, asOf: anything('yesterday') }), 'WrongForm', "'asOf' (yesterday) must be a day, such as '2026-07-20'; correct its spelling"],
    ['a model without a repository', () => Model.custom({ ...SMALL, repository: '' }), 'NotAText', "'repository' () must be a string that is not empty; give it a value"],
    ['an accelerator without memory', () => Accelerator.custom({ ...Accelerator.L4, memoryMib: -1 }), 'NotACount', "'memoryMib' (-1) must be a whole number of at least 1; set it to 1 or more"],
    ['a country by name', () => Jurisdiction.custom({ ...Jurisdiction.GERMANY, countries: ['Germany'] }), 'WrongForm', "'countries' (Germany) must be two upper-case letters of ISO 3166-1, such as CH; correct its spelling"],
  ])('%s', (_, program, code, message) => {
    const error = thrownBy(program);
    expect(error).toBeInstanceOf(ValidationError);
    expect({ code: (error as ValidationError).code, message: error.message }).toEqual({ code, message });
  });

  test('and the trace that nobody catches says where', () => {
    const error = thrownBy(nodes({ maxNodes: 0 })) as ValidationError;
    expect(error.path).toBe('place/Zone/Gpus');
    expect(error.stack!.split('\n')[0]).toBe("ValidationError: [place/Zone/Gpus] 'maxNodes' (0) must be a whole number from 1 to 450; set it to 1 or more");
  });
});

describe('a program is refused when all of it is known', () => {
  test('where pools always use more GPUs than their nodes have', () => {
    const { environment, zone, gpus } = aBlueprint(aTarget());
    new InferencePool(zone, 'Search', { model: SMALL, nodes: gpus });
    const error = thrownBy(() => rendered(environment)) as SynthesisError;
    expect(error.problems).toEqual([{
      path: 'place/Zone/Gpus',
      code: 'NodesOversubscribed',
      message: "'maxNodes' (1) holds 1 × L4, but its pools always use 2 ('place/Zone/Chat' 1, 'place/Zone/Search' 1); raise it to 2 or lower their 'minReplicas'",
    }]);
  });
});

describe('a call is refused', () => {
  test('from another environment', () => {
    const platform = aPlatform();
    const { chat } = aBlueprint(aTarget(), {}, platform, 'here');
    const { ledger } = aBlueprint(aTarget(), {}, platform, 'there');
    expect(() => chat.allowFrom(ledger)).toThrow("'client' (there/Zone/Ledger) is in 'there', and a policy does not reach beyond its cluster; call a pool of its own environment");
  });

  test('by what has no pods', () => {
    const { chat } = aBlueprint(aTarget());
    expect(() => chat.allowFrom(anything({}))).toThrow("'client' ({}) must be a Client; pass a construct that has a 'peer', such as a LegacyVm");
  });
});

describe('saying a thing twice', () => {
  test('is saying it once', () => {
    const { environment, chat, ledger } = aBlueprint(aTarget());
    chat.allowFrom(ledger);
    chat.allowFrom(ledger);
    expect(rendered(environment).manifests.filter(({ file }) => file.startsWith('zone-chat-access')).map(({ file }) => file)).toEqual(['zone-chat-access-ledger']);
  });
});

test('KeyCustody has the holders that an infrastructure knows', () => {
  expect([KeyCustody.CUSTOMER.holder, KeyCustody.PROVIDER.holder]).toEqual(['customer', 'provider']);
});

test('a refused program leaves no folder behind', () => {
  const folder = aFolder();
  const platform = aPlatform(folder);
  new Environment(platform, 'place', { target: aTarget() }).node.addValidation({ validate: () => ['no'] });
  thrownBy(() => platform.synth());
  expect(Object.keys(filesBelow(folder))).toEqual([]);
});
