import type { Construct } from 'constructs';
import { requireEngine } from './engine/engine';
import { requireKvOffload } from './engine/kv-offload';
import { requireModelCache } from './engine/model-cache';
import type { InferencePoolProps } from './inference-pool-props';
import { requireObjective } from './routing/objective';
import { requireRoutingForm } from './routing/routing';
import { requireScorers } from './routing/scorers';
import { requireScalingMetric } from './scaling-metric';
import { requireTopology } from './topology/topology';
import { requireModel } from '../catalog/model-form';
import { GpuNodeGroup } from '../compute/gpu-node-group';
import { inScope, requireProps, whereGiven, wrongKind } from '../errors/requirements';
import { wholeSeconds } from '../units/seconds';

/** What a replica may take to finish, seconds: a node that is replaced waits for it. */
const DRAIN_SECONDS = { min: 1, max: 86_400 };

/** What a replica may take to be ready, seconds: one that takes a day has failed. */
const STARTUP_SECONDS = { min: 10, max: 86_400 };

/** Refuses props of the wrong kind; what engine and nodes ask of them is not asked here. */
export function requirePoolForm(props: InferencePoolProps, scope: Construct): void {
  requireProps(props, scope);
  inScope(scope, () => requireModel('model', props.model));
  if (!GpuNodeGroup.isGpuNodeGroup(props.nodes)) {
    throw wrongKind('nodes', props.nodes, 'GpuNodeGroup', scope);
  }
  whereGiven(props.scaleOn, (metric) => inScope(scope, () => requireScalingMetric('scaleOn', metric)));
  whereGiven(props.objective, (objective) => requireObjective(objective, scope));
  whereGiven(props.routing, (routing) => requireRoutingForm(routing, props.model, scope));
  whereGiven(props.routing?.scorers, (scorers) => requireScorers(scorers, props, scope));
  whereGiven(props.topology, (topology) => inScope(scope, () => requireTopology('topology', topology)));
  whereGiven(props.drainTimeout, (timeout) => wholeSeconds('drainTimeout', timeout, DRAIN_SECONDS, scope));
  requireServingForm(props, scope);
}

function requireServingForm(props: InferencePoolProps, scope: Construct): void {
  whereGiven(props.engine, (engine) => inScope(scope, () => requireEngine('engine', engine)));
  whereGiven(props.kvOffload, (offload) => inScope(scope, () => requireKvOffload('kvOffload', offload)));
  whereGiven(props.modelCache, (cache) => inScope(scope, () => requireModelCache('modelCache', cache)));
  whereGiven(props.startupTimeout, (timeout) => wholeSeconds('startupTimeout', timeout, STARTUP_SECONDS, scope));
}
