import type { Problem } from '../../../core/problem';
import type { RenderedObject } from '../../../core/rendered';
import { hasVariable, variableOf } from '../../engines';
import { JsonObject, listAt, objectAt, valueAt } from '../../json';
import type { Picker } from '../../pickers';
import { pickersFor, poolsIn } from '../../pools';
import { problemWith, Rule } from '../../rule';
import { portsOf } from '../service-reaches-a-port';

/** Port that a picker listens on unless it is told another. */
const PICKER_PORT = 9002;

/** Variable and group by which a picker finds its pool unless it is told otherwise. @see https://github.com/llm-d/llm-d-router/blob/v0.10.0/pkg/epp/server/options.go */
const NAMESPACE = 'NAMESPACE';
const POOL_GROUP = 'inference.networking.k8s.io';

/** Rule 1: a pool names the port of its picker, and the picker is told of that very pool. Judged where the output shows the picker. */
export const pickerAnswersForItsPool: Rule = (scene) => poolsIn(scene)
  .flatMap((pool) => pickersFor(pool, scene).flatMap(({ service, picker }) => [...wrongPort(pool, service, picker), ...otherPool(pool, picker)]));

function wrongPort(pool: RenderedObject, service: RenderedObject, picker: Picker): readonly Problem[] {
  const listens = picker.line.count('--grpc-port', PICKER_PORT);
  const number = valueAt(pool.object, 'spec', 'endpointPickerRef', 'port', 'number');
  const ports = listAt(objectAt(service.object, 'spec'), 'ports');
  const leadsToIt = (port: JsonObject) => numberOf(port.targetPort ?? port.port, picker) === listens;
  const named = ports.find((port) => port.port === number);
  // a Service whose port leads nowhere is told so itself
  if (listens === undefined || (named !== undefined && (leadsToIt(named) || !portsOf(picker.pod).includes(named.targetPort ?? named.port)))) {
    return [];
  }
  const right = ports.filter(leadsToIt).map((port) => port.port).join(', ');
  return [problemWith(pool, {
    code: 'PickerPortWrong', prop: '/spec/endpointPickerRef/port/number', value: number,
    rule: `is no port of the Service '${service.object.metadata.name}' that leads to its picker, which answers proxies on ${listens}`,
    remedy: right === '' ? `give the Service a port with the target ${listens}` : `use ${right}`,
  })];
}

/** A target port is a number, or the name of a port of the picker's containers. */
function numberOf(target: unknown, { pod }: Picker): unknown {
  const ports = listAt(pod.spec, 'containers').flatMap((container) => listAt(container, 'ports'));
  return typeof target === 'string' ? ports.find(({ name }) => name === target)?.containerPort : target;
}

function otherPool({ object }: RenderedObject, picker: Picker): readonly Problem[] {
  const asked = { '--pool-name': object.metadata.name, '--pool-namespace': object.metadata.namespace, '--pool-group': object.apiVersion.replace(/\/.*$/, '') };
  const others = Object.entries(asked).filter(([flag, value]) => answered(picker, flag).every((told) => told !== value && !told.startsWith('$')));
  return others.map(([flag, value]) => problemWith(picker.pod.source, {
    code: 'PickerOfAnotherPool', prop: `${picker.field}/args ${flag}`, value: picker.line.written(flag), rule: `is not that of the InferencePool '${object.metadata.name}' which asks it`, remedy: `use ${value}`,
  }));
}

/** What a picker takes a flag for: what it is told, or else a variable of its container, and else what it does by default; `$` where only its start knows. */
function answered({ pod, container, line }: Picker, flag: string): readonly string[] {
  if (line.has(flag) || pod.isCompleted) {
    return [line.text(flag) ?? '$'];
  }
  const namespace = variableOf(container, NAMESPACE) ?? (hasVariable(container, NAMESPACE) ? '$' : 'default');
  return flag === '--pool-namespace' ? [namespace] : flag === '--pool-group' ? [POOL_GROUP] : [];
}
