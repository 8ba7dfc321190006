import type { Construct } from 'constructs';
import type { InferencePoolProps } from '../inference-pool-props';
import { loraRoom } from './lora';
import { requireSpeculativeDecoding } from './speculative-decoding';
import { inScope, requireFlag, whereGiven } from '../../errors/requirements';
import { ValidationError } from '../../errors/validation-error';
import type { EngineOptions } from '../../target/engine-request';

/**
 * The options of the engine that memory depends on. They are a part of the arguments and of the question alike, so that
 * none can be deployed that was not counted.
 */
export function engineOptions(props: InferencePoolProps, scope: Construct): EngineOptions {
  const { lora, speculativeDecoding } = props;
  whereGiven(speculativeDecoding, (decoding) => inScope(scope, () => requireSpeculativeDecoding('speculativeDecoding', decoding)));
  requireSameWords(props, scope);
  return {
    ...flags(props, scope),
    ...(lora !== undefined && { lora: slots(loraRoom(lora, scope)) }),
    ...(speculativeDecoding !== undefined && { draft: speculativeDecoding.request }),
  };
}

/** A draft proposes words by their numbers: engines refuse one whose numbers are others. Heads that were trained for a model bring a translation. */
function requireSameWords({ model, speculativeDecoding }: InferencePoolProps, scope: Construct): void {
  const { method, model: draft } = speculativeDecoding?.request ?? {};
  const [own, other] = [model.vocabularySize, draft?.vocabularySize];
  if (method === 'draft_model' && own !== undefined && other !== undefined && own !== other) {
    const rule = `has a vocabulary of ${other}, and '${model.name}', which confirms what it guesses, one of ${own}`;
    throw new ValidationError({ code: 'VocabulariesDiffer', prop: 'speculativeDecoding.model', value: draft!.name, rule, remedy: 'choose a draft of the same family, or SpeculativeDecoding.ngram()' }, scope);
  }
}

function slots({ maxLoras, maxLoraRank }: NonNullable<EngineOptions['lora']>): EngineOptions['lora'] {
  return { maxLoras, maxLoraRank };
}

function flags(props: InferencePoolProps, scope: Construct): EngineOptions {
  const { languageModelOnly, enforceEager, enablePrefixCaching } = props;
  const given = Object.entries({ languageModelOnly, enforceEager, enablePrefixCaching }).filter(([, value]) => value !== undefined);
  given.forEach(([prop, value]) => requireFlag(prop, value, scope));
  return Object.fromEntries(given);
}
