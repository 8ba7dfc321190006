import { subjectOf } from './server-side-apply';
import { nameOf, type EmittedEnvironment, type EmittedObject } from '../run/emitted';
import type { Failure } from '../run/step';

const PLACEHOLDER = /\$\{([^}]*)\}/g;

/** Placeholders that no row of `handoff.json` will fill, and tokens that no one can. */
export function unknownPlaceholders({ written: { objects }, handoff }: Pick<EmittedEnvironment, 'written' | 'handoff'>): readonly Failure[] {
  const awaited = new Set(handoff.values.flatMap(({ placeholder, consumers }) => consumers.map(({ object, field, file }) => [placeholder, object, field, file].join('\n'))));
  return objects.flatMap((emitted) => placeholdersIn(emitted)
    .filter(({ placeholder, field }) => !awaited.has([placeholder, nameOf(emitted.object), field, emitted.file].join('\n')))
    .map(({ placeholder, field }) => ({ subject: subjectOf(emitted), message: `'\${${placeholder}}' at ${field} is not in handoff.json` })));
}

/** Placeholders of the contract that are still there when the objects are applied: the API server takes them for text. */
export function unfilledPlaceholders({ objects, handoff }: Pick<EmittedEnvironment, 'objects' | 'handoff'>): readonly Failure[] {
  const names = new Set(handoff.values.map(({ placeholder }) => placeholder));
  return objects.flatMap((emitted) => placeholdersIn(emitted).filter(({ placeholder }) => names.has(placeholder))
    .map(({ placeholder, field }) => ({ subject: subjectOf(emitted), message: `'\${${placeholder}}' at ${field} is not filled` })));
}

interface FoundPlaceholder {
  readonly placeholder: string;
  /** JSON pointer to the text that holds it. */
  readonly field: string;
}

/** Every placeholder of an object; `$${…}` is the escaped form, which stays. */
function placeholdersIn({ object }: EmittedObject): readonly FoundPlaceholder[] {
  return textsIn(object, '').flatMap(({ text, field }) => [...text.matchAll(PLACEHOLDER)]
    .filter(({ index }) => text[index - 1] !== '$')
    .map(([, placeholder]) => ({ placeholder: placeholder!, field })));
}

function textsIn(value: unknown, field: string): readonly { readonly text: string; readonly field: string }[] {
  if (typeof value === 'string') {
    return [{ text: value, field }];
  }
  if (typeof value !== 'object' || value === null) {
    return [];
  }
  return Object.entries(value).flatMap(([key, item]) => {
    const at = `${field}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`;
    return [...textsIn(item, at), ...(Array.isArray(value) ? [] : textsIn(key, at).filter(({ text }) => text.includes('${')))];
  });
}
