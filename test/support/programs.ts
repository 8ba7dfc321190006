import { aPlatform } from './platforms';
import {
  Accelerator, Environment, GpuNodeGroup, GpuNodeGroupProps, InferencePool, InferencePoolProps, Jurisdiction, LegacyVm, Model, Platform,
  RenderedEnvironment, ScalingMetric, Size, SovereignDataZone, Strategies, VmImage,
} from '../../src';

/** One of each construct, small enough for every place. */
export interface Blueprint {
  readonly environment: Environment;
  readonly zone: SovereignDataZone;
  readonly gpus: GpuNodeGroup;
  readonly chat: InferencePool;
  readonly ledger: LegacyVm;
}

/** A machine with one disk. */
export const LEDGER = { image: VmImage.fromRegistry('registry.bank.example/ledger:rhel7'), cpus: 2, memory: Size.gibibytes(8), disk: Size.gibibytes(40), ports: [1521] };

/** One of each construct in an environment of a platform of its own. */
export function aBlueprint(
  target: Strategies, pool: Partial<InferencePoolProps> = {}, platform: Platform = aPlatform(), id = 'place', nodes: Partial<GpuNodeGroupProps> = {},
): Blueprint {
  const environment = new Environment(platform, id, { target });
  const zone = new SovereignDataZone(environment, 'Zone', { jurisdiction: Jurisdiction.GERMANY });
  const gpus = new GpuNodeGroup(zone, 'Gpus', { accelerator: Accelerator.L4, maxNodes: 1, ...nodes });
  const chat = new InferencePool(zone, 'Chat', { model: Model.LLAMA_3_1_8B_INSTRUCT, nodes: gpus, scaleOn: ScalingMetric.queueDepth(8), ...pool });
  const ledger = new LegacyVm(zone, 'Ledger', LEDGER);
  return { environment, zone, gpus, chat, ledger };
}

/** What is written about an environment. */
export function rendered(environment: Environment): RenderedEnvironment {
  const results = (environment.node.root as Platform).emit();
  return results.map((result) => result.environment).find(({ path }) => path === environment.node.path)!;
}

/** Every object of an environment. */
export function objectsOf(environment: RenderedEnvironment) {
  return environment.manifests.flatMap(({ objects }) => objects.map(({ object }) => object));
}
