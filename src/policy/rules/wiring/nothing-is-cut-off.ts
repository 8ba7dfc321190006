import type { Problem } from '../../../core/problem';
import type { RenderedPool } from '../../../core/rendered';
import { Engine, hasSidecar, variableOf } from '../../engines';
import { valueAt } from '../../json';
import type { Picker } from '../../pickers';
import type { PodTemplate } from '../../pods';
import { enginesFor, judgedEngines } from '../../pools';
import { problemWith, Rule, Scene } from '../../rule';

/** Seconds that a pod gets to stop unless it says otherwise. */
const GRACE_SECONDS = 30;
/** Seconds after which the routing sidecar closes connections that rest. @see https://github.com/llm-d/llm-d-router/blob/main/pkg/sidecar/proxy/proxy.go */
const SIDECAR_IDLE_SECONDS = 90;
/** Seconds for which vLLM keeps connections open unless it is told otherwise. */
const KEEP_ALIVE_SECONDS = 5;
const KEEP_ALIVE = 'VLLM_HTTP_TIMEOUT_KEEP_ALIVE';

/** Rule 5: no request is cut off: connections outlive the sidecar's patience, pods live until they are drained, and pickers as long as any of their engines. */
export const nothingIsCutOff: Rule = (scene) => [
  ...scene.engines.flatMap((engine) => [...closesFirst(engine), ...killedEarly(engine)]),
  ...scene.pickers.flatMap((picker) => leavesFirst(picker, scene)),
  ...judgedEngines(scene).flatMap(({ engine, pool }) => drainsLess(engine, pool)),
];

/** An engine that is told no time ends its requests at once, whatever the grace period. KServe's command has a time of its own. */
function drainsLess({ pod, field, line }: Engine, { path, request: { drainSeconds } }: RenderedPool): readonly Problem[] {
  const seconds = line.count('--shutdown-timeout', 0);
  return pod.isCompleted || seconds === undefined || seconds >= drainSeconds ? [] : [problemWith(pod.source, {
    code: 'GraceTooShort', prop: `${field}/args --shutdown-timeout`, value: line.written('--shutdown-timeout'),
    rule: `must be at least the ${drainSeconds} seconds for which '${path}' lets requests finish`, remedy: "state it as the pool's 'drainTimeout', or undo the patch",
  })];
}

function closesFirst({ pod, container, field }: Engine): readonly Problem[] {
  const seconds = Number(variableOf(container, KEEP_ALIVE) ?? KEEP_ALIVE_SECONDS);
  return !hasSidecar(pod) || seconds > SIDECAR_IDLE_SECONDS ? [] : [problemWith(pod.source, {
    code: 'KeepAliveTooShort', prop: `${field}/env ${KEEP_ALIVE}`, value: seconds, rule: `must be above the ${SIDECAR_IDLE_SECONDS} seconds for which the routing sidecar keeps a connection that rests`, remedy: 'use 120',
  })];
}

/** A preStop hook that is a command takes a time that nobody can read: then only draining is counted. */
function killedEarly({ pod, container, line }: Engine): readonly Problem[] {
  const drain = line.count('--shutdown-timeout', 0);
  const sleep = valueAt(container, 'lifecycle', 'preStop', 'sleep', 'seconds');
  const needed = (drain ?? 0) + (typeof sleep === 'number' ? sleep : 0);
  const grace = graceOf(pod);
  return needed === 0 || grace === undefined || grace > needed ? [] : [problemWith(pod.source, {
    code: 'GraceTooShort', prop: `${pod.field}/terminationGracePeriodSeconds`, value: grace,
    rule: `must be above the ${needed} seconds that the engine takes to stop: its preStop hook and its 'shutdown-timeout'`, remedy: `use ${needed + 15} or more`,
  })];
}

function leavesFirst(picker: Picker, scene: Scene): readonly Problem[] {
  const { pod } = picker;
  const graces = enginesFor(picker, scene).map((engine) => graceOf(engine.pod) ?? 0);
  const [longest, grace] = [Math.max(0, ...graces), graceOf(pod)];
  return grace === undefined || grace >= longest ? [] : [problemWith(pod.source, {
    code: 'PickerLeavesFirst', prop: `${pod.field}/terminationGracePeriodSeconds`, value: grace, rule: `must be at least the ${longest} seconds of the engines, whose streams end with the picker`, remedy: `use ${longest} or more`,
  })];
}

/** Seconds that a pod gets to stop; undefined where a controller completes it. */
function graceOf({ spec, isCompleted }: PodTemplate): number | undefined {
  const given = spec.terminationGracePeriodSeconds;
  return typeof given === 'number' ? given : isCompleted ? undefined : GRACE_SECONDS;
}
