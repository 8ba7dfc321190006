import type { Problem } from '../../../core/problem';
import type { RenderedObject } from '../../../core/rendered';
import { JsonObject, listAt, objectAt, valueAt } from '../../json';
import type { Picker } from '../../pickers';
import { isSelected } from '../../pods';
import { poolsIn } from '../../pools';
import { problemWith, Rule, Scene } from '../../rule';
import { portsOf } from '../service-reaches-a-port';

/** Port that a picker listens on unless it is told another. */
const PICKER_PORT = 9002;

/** Rule 1: a pool names the port of its picker, and the picker is told of that very pool. Judged where the output shows the picker. */
export const pickerAnswersForItsPool: Rule = (scene) => poolsIn(scene)
  .flatMap((pool) => pickersFor(pool, scene).flatMap(({ service, picker }) => [...wrongPort(pool, service, picker), ...otherPool(pool, picker)]));

function pickersFor(pool: RenderedObject, { find, pickers }: Scene) {
  const { namespace } = pool.object.metadata;
  const service = find('Service', namespace, String(valueAt(pool.object, 'spec', 'endpointPickerRef', 'name')));
  const selector = objectAt(service?.object, 'spec', 'selector');
  return service === undefined || selector === undefined ? []
    : pickers.filter(({ pod }) => pod.namespace === namespace && isSelected(pod.labels, selector)).map((picker) => ({ service, picker }));
}

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

function otherPool({ object }: RenderedObject, { line, field, pod }: Picker): readonly Problem[] {
  const told = { '--pool-name': object.metadata.name, '--pool-namespace': object.metadata.namespace, '--pool-group': object.apiVersion.replace(/\/.*$/, '') };
  const others = Object.entries(told).filter(([flag, value]) => line.text(flag) !== undefined && line.text(flag) !== value);
  return others.map(([flag, value]) => problemWith(pod.source, {
    code: 'PickerOfAnotherPool', prop: `${field}/args ${flag}`, value: line.text(flag), rule: `is not that of the InferencePool '${object.metadata.name}' which asks it`, remedy: `use ${value}`,
  }));
}
