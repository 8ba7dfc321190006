import type { Problem } from '../../../core/problem';
import type { RenderedObject } from '../../../core/rendered';
import { ENGINE_PORT, hasSidecar } from '../../engines';
import { listAt, objectAt } from '../../json';
import { poolsIn, takes } from '../../pools';
import { problemWith, Rule, Scene } from '../../rule';
import { portsOf } from '../service-reaches-a-port';

/** Ports that one pool may have: one for each engine of a pod. */
const MOST = 8;

/** Rule 2: the ports of a pool are those that its pods open and its engines listen on, each once, and no more than gateways take. That its selector finds pods is another rule. */
export const poolReachesItsPorts: Rule = (scene) => poolsIn(scene).flatMap((pool) => {
  const ports = listAt(objectAt(pool.object, 'spec'), 'targetPorts').map(({ number }) => number);
  return [...tooMany(pool, ports), ...twice(pool, ports), ...closed(pool, ports, scene), ...elsewhere(pool, ports, scene)];
});

function tooMany(pool: RenderedObject, ports: readonly unknown[]): readonly Problem[] {
  return ports.length <= MOST ? [] : [problemWith(pool, {
    code: 'TooManyPorts', prop: '/spec/targetPorts', value: ports.length, rule: `must be at most ${MOST} ports`, remedy: 'spread the engines over more pods',
  })];
}

function twice(pool: RenderedObject, ports: readonly unknown[]): readonly Problem[] {
  return ports.filter((port, index) => ports.indexOf(port) !== index).map((port) => problemWith(pool, {
    code: 'GivenTwice', prop: '/spec/targetPorts', value: port, rule: 'is given twice', remedy: 'name each once',
  }));
}

function closed(pool: RenderedObject, ports: readonly unknown[], { pods }: Scene): readonly Problem[] {
  return pods.filter((pod) => takes(pool, pod)).filter(({ isCompleted, spec }) => !isCompleted && portsOf({ spec }).length > 0).flatMap((pod) => {
    const open: readonly unknown[] = portsOf(pod).filter((port) => typeof port === 'number');
    return ports.map((port, index) => ({ port, index })).filter(({ port }) => !open.includes(port)).map(({ port, index }) => problemWith(pool, {
      code: 'PortReachesNothing', prop: `/spec/targetPorts/${index}/number`, value: port,
      rule: `is a port on which the pods of the ${pod.source.object.kind} '${pod.source.object.metadata.name}' do not listen`, remedy: `use one of: ${open.join(', ')}`,
    }));
  });
}

/** Ports that a pod names open nothing: an engine listens where its arguments say, or behind a routing sidecar, which is another rule. Silent where the pod does not name the pool's ports either. */
function elsewhere(pool: RenderedObject, ports: readonly unknown[], { engines }: Scene): readonly Problem[] {
  const answering = engines.filter(({ pod, line }) => takes(pool, pod) && !pod.isCompleted && !hasSidecar(pod) && !line.has('--headless'));
  return answering.map((engine) => ({ ...engine, port: engine.line.count('--port', ENGINE_PORT) }))
    .filter(({ pod, port }) => port !== undefined && !ports.includes(port) && ports.some((other) => portsOf(pod).includes(other as number)))
    .map(({ pod, field, port }) => problemWith(pod.source, {
      code: 'PortReachesNothing', prop: `${field}/args --port`, value: port,
      rule: `is no port of the InferencePool '${pool.object.metadata.name}', which sends requests to ${ports.join(', ')}`, remedy: `use ${String(ports[0])}`,
    }));
}
