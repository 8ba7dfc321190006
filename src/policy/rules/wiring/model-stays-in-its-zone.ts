import type { Problem } from '../../../core/problem';
import type { Json, RenderedObject } from '../../../core/rendered';
import { Engine, variableOf } from '../../engines';
import { problemWith, Rule } from '../../rule';

/** Schemes of addresses that lead to a public hub of models. */
const PUBLIC = /(?:^|[\s="'+])((?:hf|huggingface|modelscope|ngc):\/\/[^\s"']*)/;

/**
 * Rule 19: nothing in a zone fetches a model from a public hub: not by its address, and not by a name that vLLM looks up there.
 *
 * Judged in zones; whether images are of the environment's own registry is a finding, for nodes may be told of a mirror.
 */
export const modelStaysInItsZone: Rule = ({ objects, engines, zones }) => [
  ...objects.filter(({ object }) => zones.has(object.metadata.namespace ?? '') && object.kind !== 'ConfigMap').flatMap(publicAddresses),
  ...engines.filter(({ pod }) => zones.has(pod.namespace ?? '') && !pod.isCompleted).flatMap(lookedUp),
];

function publicAddresses(source: RenderedObject): readonly Problem[] {
  return textsIn(source.object.spec as Json | undefined, '/spec').filter(({ text }) => PUBLIC.test(text)).map(({ field, text }) => problemWith(source, {
    code: 'ModelFromOutside', prop: field, value: PUBLIC.exec(text)![1], rule: `leads out of the zone '${source.object.metadata.namespace}'`, remedy: 'mirror the model to the store of the zone, and name it there',
  }));
}

function textsIn(value: Json | undefined, field: string): readonly { readonly field: string; readonly text: string }[] {
  if (typeof value === 'string') {
    return value.includes('://') ? [{ field, text: value }] : [];
  }
  return typeof value === 'object' && value !== null ? Object.entries(value).flatMap(([key, member]) => textsIn(member as Json, `${field}/${key}`)) : [];
}

/** The model that an engine is told of is a path or an address: a bare `owner/name` is looked up at the hub, unless the engine is told to stay offline. */
function lookedUp({ pod, container, field, line }: Engine): readonly Problem[] {
  const serve = line.words.indexOf('serve');
  const name = line.text('--model') ?? (serve < 0 ? undefined : line.words[serve + 1]) ?? '';
  const bare = /^[\w.-]+\/[\w.-]+$/.test(name) && variableOf(container, 'HF_HUB_OFFLINE') !== '1';
  return !bare ? [] : [problemWith(pod.source, {
    code: 'ModelFromOutside', prop: `${field}/args`, value: name, rule: `is looked up outside of the zone '${pod.namespace}'`, remedy: 'name the folder or address of the model in the store of the zone',
  })];
}
