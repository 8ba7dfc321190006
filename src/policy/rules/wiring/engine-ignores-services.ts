import type { Problem } from '../../../core/problem';
import type { RenderedObject } from '../../../core/rendered';
import { valueAt } from '../../json';
import { poolsIn } from '../../pools';
import { problemWith, Rule } from '../../rule';

/** Longest name of a pool: its picker and gateways add suffixes. */
const LONGEST_NAME = 40;

/**
 * Rule 17: variables of Services do not reach engines, where one of a Service named `vllm` would be taken for a port; and the name of a pool leaves room for its picker's.
 *
 * Names are judged where the pool names a picker that ends in `-epp`.
 */
export const engineIgnoresServices: Rule = ({ engines, objects }) => [
  ...engines.filter(({ pod }) => pod.spec.enableServiceLinks !== false).map(({ pod }) => problemWith(pod.source, {
    code: 'ServiceLinksOn', prop: `${pod.field}/enableServiceLinks`, value: pod.spec.enableServiceLinks, rule: 'must be false: a Service named vllm would set VLLM_PORT, which the engine takes for its own', remedy: 'set it to false',
  })),
  ...poolsIn({ objects }).flatMap(longName),
];

function longName(pool: RenderedObject): readonly Problem[] {
  const { name } = pool.object.metadata;
  const suffixed = String(valueAt(pool.object, 'spec', 'endpointPickerRef', 'name')).endsWith('-epp');
  return name.length <= LONGEST_NAME || !suffixed ? [] : [problemWith(pool, {
    code: 'NameTooLong', prop: '/metadata/name', value: name, rule: `must have at most ${LONGEST_NAME} characters, because the endpoint picker and the gateway add suffixes`, remedy: 'shorten it',
  })];
}
