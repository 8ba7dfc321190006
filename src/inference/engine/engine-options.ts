import type { Construct } from 'constructs';
import type { InferencePoolProps } from '../inference-pool-props';
import { loraRoom } from './lora';
import { requireSpeculativeDecoding } from './speculative-decoding';
import { inScope, requireFlag, whereGiven } from '../../errors/requirements';
import type { EngineOptions } from '../../target/engine-request';

/**
 * The options of the engine that memory depends on. They are a part of the arguments and of the question alike, so that
 * none can be deployed that was not counted.
 */
export function engineOptions(props: InferencePoolProps, scope: Construct): EngineOptions {
  const { lora, speculativeDecoding } = props;
  whereGiven(speculativeDecoding, (decoding) => inScope(scope, () => requireSpeculativeDecoding('speculativeDecoding', decoding)));
  return {
    ...flags(props, scope),
    ...(lora !== undefined && { lora: slots(loraRoom(lora, scope)) }),
    ...(speculativeDecoding !== undefined && { draft: speculativeDecoding.request }),
  };
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
