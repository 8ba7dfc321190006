import {
  Accelerator, AwsRegion, AwsTargetProps, EdgeTargetProps, Environment, GpuNodeGroup, GpuNodeGroupProps, InferencePool, InferencePoolProps,
  Jurisdiction, LegacyVm, LegacyVmProps, Model, OnPremTargetProps, Platform, SiteModelStore, Size, SovereignDataZone, StateBackend, Strategies,
  Target, VmImage,
} from 'aiplane';

/** One of each construct. */
export interface Blueprint {
  readonly environment: Environment;
  readonly zone: SovereignDataZone;
  readonly nodes: GpuNodeGroup;
  readonly pool: InferencePool;
  readonly machine: LegacyVm;
}

/** A target at Amazon in Frankfurt, valid as it is. */
export function atAmazon(props: Partial<AwsTargetProps> = {}): Target {
  return Target.aws({ region: AwsRegion.EU_CENTRAL_1, account: '111122223333', backend: StateBackend.s3({ bucket: 'bank-terraform-state' }), ...props });
}

/** A data centre in Munich, valid as it is. */
export function onPremises(props: Partial<OnPremTargetProps> = {}): Target {
  return Target.onPrem({
    site: 'muc2', country: 'DE', registry: 'registry.muc2.bank.example', storageClass: 'ceph-rbd', apiServerCidr: '10.30.0.0/24',
    modelStore: SiteModelStore.volume({ storageClass: 'cephfs', size: Size.gibibytes(500) }), ...props,
  });
}

/** One machine in a German factory, valid as it is. */
export function atTheEdge(props: Partial<EdgeTargetProps> = {}): Target {
  return Target.edge({ site: 'factory-12', country: 'DE', registry: 'registry.factory-12.example', apiServerCidr: '10.40.0.10/32', ...props });
}

/** An environment with nothing in it. */
export function anEnvironment(platform: Platform, target: Strategies = onPremises(), id = 'munich'): Environment {
  return new Environment(platform, id, { target });
}

/** A German zone in an environment of its own. */
export function aZone(platform: Platform, target?: Strategies, id?: string): SovereignDataZone {
  return new SovereignDataZone(anEnvironment(platform, target, id), 'Zone', { jurisdiction: Jurisdiction.GERMANY });
}

/** One machine with one L4, unless told otherwise. */
export function someNodes(zone: SovereignDataZone, props: Partial<GpuNodeGroupProps> = {}): GpuNodeGroup {
  return new GpuNodeGroup(zone, 'Gpus', { accelerator: Accelerator.L4, maxNodes: 1, ...props });
}

/** One replica of a small model. */
export function aPool(zone: SovereignDataZone, nodes: GpuNodeGroup, props: Partial<InferencePoolProps> = {}, id = 'Chat'): InferencePool {
  return new InferencePool(zone, id, { model: Model.LLAMA_3_1_8B_INSTRUCT, nodes, ...props });
}

/** A machine with one disk. */
export function aMachine(zone: SovereignDataZone, props: Partial<LegacyVmProps> = {}, id = 'Ledger'): LegacyVm {
  const image = VmImage.fromRegistry('registry.muc2.bank.example/ledger:rhel9');
  return new LegacyVm(zone, id, { image, cpus: 4, memory: Size.gibibytes(16), disk: Size.gibibytes(100), ...props });
}

/** A pool of its own, with what it is called for. */
export function poolOf(platform: Platform, props: Partial<InferencePoolProps>, nodes: Partial<GpuNodeGroupProps> = {}): InferencePool {
  const zone = aZone(platform);
  return aPool(zone, someNodes(zone, nodes), props);
}

/** A pool that a machine calls, in a zone of its own. */
export function aBlueprint(platform: Platform, target: Strategies = onPremises(), id?: string): Blueprint {
  const zone = aZone(platform, target, id);
  const nodes = someNodes(zone);
  const pool = aPool(zone, nodes);
  const machine = aMachine(zone);
  pool.allowFrom(machine);
  return { environment: Environment.of(zone), zone, nodes, pool, machine };
}
