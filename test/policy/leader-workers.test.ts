import { ApiObject, JsonPatch } from 'cdk8s';
import {
  Accelerator, Environment, GpuNodeGroup, InferencePool, Jurisdiction, Model, Platform, ScalingMetric, SovereignDataZone, SynthesisError, Topology,
} from '../../src';
import { aPlatform, thrownBy } from '../support/platforms';
import { anOnPremTarget } from '../support/targets';

const SCALED = { maxReplicas: 2, scaleOn: ScalingMetric.queueDepth(8) };

/** Two roles of leaders and workers, one of which is scaled. */
function aWidePool() {
  const environment = new Environment(aPlatform(), 'place', { target: anOnPremTarget() });
  const zone = new SovereignDataZone(environment, 'Zone', { jurisdiction: Jurisdiction.GERMANY });
  const nodes = new GpuNodeGroup(zone, 'Gpus', { accelerator: Accelerator.L40S, gpusPerNode: 4, maxNodes: 6 });
  const topology = Topology.wideExpertParallel({ dataParallelSize: 8, disaggregate: { decode: SCALED } });
  return { environment, pool: new InferencePool(zone, 'Chat', { model: Model.QWEN3_30B_A3B, nodes, topology }) };
}

function objectOf(pool: InferencePool, kind: string): ApiObject {
  return pool.node.findAll().filter((node): node is ApiObject => ApiObject.isApiObject(node)).find((object) => object.kind === kind)!;
}

function problemsOf(environment: Environment): readonly string[] {
  const error = thrownBy(() => (environment.node.root as Platform).emit());
  return (error as SynthesisError).problems.map(({ message }) => message);
}

test('a set of roles is what its pool, policies and scaler mean', () => {
  const { environment } = aWidePool();

  expect(() => (environment.node.root as Platform).emit()).not.toThrow();
});

test.each<[string, string, JsonPatch, string]>([
  ['whose scaler means a role that nobody scales', 'ScaledObject', JsonPatch.replace('/spec/scaleTargetRef/name', 'chat-prefill'),
    "'/spec/scaleTargetRef/name' (chat-prefill) names no DisaggregatedSetRoleScaler of the namespace 'zone'; create it, or name one that exists"],
  ['whose scaled role was patched to a number', 'DisaggregatedSet', JsonPatch.remove('/spec/roles/1/scaling'),
    "'/spec/scaleTargetRef/name' (chat-decode) names no DisaggregatedSetRoleScaler of the namespace 'zone'; create it, or name one that exists"],
  ['whose pool selects none of its pods', 'InferencePool', JsonPatch.replace('/spec/selector/matchLabels', { 'aiplane.dev/workload': 'nobody' }),
    '\'/spec/selector/matchLabels\' ({"aiplane.dev/workload":"nobody"}) finds no pods in the namespace \'zone\'; undo the patch, or give the pods these labels'],
  ['whose pods no longer ask for their nodes', 'DisaggregatedSet', JsonPatch.remove('/spec/roles/1/spec/leaderWorkerTemplate/workerTemplate/spec/nodeSelector'),
    "'/spec/roles/1/spec/leaderWorkerTemplate/workerTemplate/spec/affinity' ({\"podAffinity\":{\"preferredDuringSchedulingIgnoredDuringExecution\":"
    + "[{\"podAffinityTerm\":{\"labelSelector\":{\"matchLabels\"...) lets pods of the zone 'zone' run on nodes of other zones; "
    + "set it to the 'affinity' of the zone, or ask for nodes of the zone with 'nodeSelector'"],
])('a set of roles is refused %s', (_, kind, patch, message) => {
  const { environment, pool } = aWidePool();
  objectOf(pool, kind).addJsonPatch(patch);

  expect(problemsOf(environment)).toEqual([message]);
});
