import type { Problem } from '../../../core/problem';
import { containersOf, Engine, ENGINE_PORT, hasVariable, ROLE_LABEL, sidecarOf, variableOf } from '../../engines';
import { listAt } from '../../json';
import type { PodTemplate } from '../../pods';
import { poolsIn, takes } from '../../pools';
import { problemWith, Rule, Scene } from '../../rule';

/** Ports of engine and routing sidecar unless they are told others. @see https://github.com/llm-d/llm-d-router/blob/main/pkg/sidecar/proxy/options.go */
const SIDECAR_PORT = 8000;
const MODEL_SERVER_PORT = 8200;
const SIDE_CHANNEL = 'VLLM_NIXL_SIDE_CHANNEL_PORT';
const SIDE_CHANNEL_PORT = 5600;
const ROLES: ReadonlySet<string> = new Set(['prefill', 'decode', 'prefill-decode', 'both', 'encode', 'encode-prefill', 'encode-decode', 'encode-prefill-decode']);

/** Rule 3: what prefills and what decodes find each other: sidecar and engine on their ports, keys and values on one of their own, and a role on each pod. */
export const disaggregatedPortsMeet: Rule = (scene) => scene.engines.flatMap((engine) => [
  ...missedEngine(engine), ...takenSideChannel(engine), ...withoutRole(engine, scene),
]);

function missedEngine({ pod, field, line }: Engine): readonly Problem[] {
  const sidecar = sidecarOf(pod);
  const port = line.count('--port', ENGINE_PORT);
  if (sidecar === undefined || port === undefined || pod.isCompleted) {
    return [];
  }
  const asked = sidecar.has('--model-server-port') ? sidecar.count('--model-server-port', MODEL_SERVER_PORT) : sidecar.count('--vllm-port', MODEL_SERVER_PORT);
  const elsewhere = asked !== undefined && asked !== port ? `is not where the routing sidecar of the pod looks for the engine (${asked})` : undefined;
  const rule = port === sidecar.count('--port', SIDECAR_PORT) ? 'is the port of the routing sidecar in the same pod' : elsewhere;
  return rule === undefined ? [] : [problemWith(pod.source, { code: 'SidecarMissesEngine', prop: `${field}/args --port`, value: port, rule, remedy: `use ${asked ?? MODEL_SERVER_PORT}` })];
}

function takenSideChannel({ pod, container, field }: Engine): readonly Problem[] {
  const given = variableOf(container, SIDE_CHANNEL);
  if (given === undefined && (hasVariable(container, SIDE_CHANNEL) || !hasVariable(container, 'VLLM_NIXL_SIDE_CHANNEL_HOST'))) {
    return [];
  }
  const port = Number(given ?? SIDE_CHANNEL_PORT);
  const ports = [...containersOf(pod, 'containers'), ...containersOf(pod, 'initContainers')].flatMap((one) => listAt(one.container, 'ports'));
  const answers = ports.some(({ containerPort, name }) => containerPort === port && /http|grpc|metrics/.test(String(name)));
  return !answers ? [] : [problemWith(pod.source, {
    code: 'SideChannelTaken', prop: `${field}/env ${SIDE_CHANNEL}`, value: port, rule: 'is a port on which the pod answers requests too', remedy: `use another, such as ${SIDE_CHANNEL_PORT}`,
  })];
}

/** Where some pods of a pool say their role, the picker tells all of them apart by it: those that hand keys and values over say theirs too. */
function withoutRole({ pod, line }: Engine, scene: Scene): readonly Problem[] {
  const hands = line.has('--kv-transfer-config') && !saysRole(pod);
  const divided = hands && poolsIn(scene).some((pool) => takes(pool, pod) && scene.pods.some((other) => takes(pool, other) && saysRole(other)));
  return !divided ? [] : [problemWith(pod.source, {
    code: 'RoleUnlabelled', prop: `label ${ROLE_LABEL}`, value: pod.labels[ROLE_LABEL],
    rule: 'must say whether the pods prefill or decode, because others of their pool do', remedy: 'use prefill or decode',
  })];
}

function saysRole({ labels }: PodTemplate): boolean {
  return ROLES.has(labels[ROLE_LABEL]);
}
