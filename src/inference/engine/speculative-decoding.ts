import { requireModel } from '../../catalog/model-form';
import type { Model } from '../../catalog/models';
import { requireCount, requireProps, wrongKind } from '../../errors/requirements';
import { ValidationError } from '../../errors/validation-error';
import type { DraftRequest } from '../../target/engine-request';

/** Tokens that are guessed at once. */
export interface NgramProps {
  /** Tokens that are guessed at once. @default 3 */
  readonly numSpeculativeTokens?: number;
}

/** A small model that guesses for a large one. */
export interface DraftModelProps extends NgramProps {
  /** The model that guesses; its vocabulary must be that of the one that confirms. It is read from the zone's own store. */
  readonly model: Model;
}

const MOST_TOKENS = 16;

/**
 * Tokens are guessed, and the model confirms several in one step: answers come faster while there is little load.
 *
 * @see https://docs.vllm.ai/en/latest/features/spec_decode/
 */
export class SpeculativeDecoding {
  /** Guesses what followed the same words in the prompt: takes no memory. */
  public static ngram(props: NgramProps = {}): SpeculativeDecoding {
    requireProps(props);
    return new SpeculativeDecoding({ method: 'ngram', numSpeculativeTokens: tokens(props), attention: [], weightsGib: 0 });
  }

  /** Guesses with a smaller model of the same family; its weights and cache count in the memory verdict. */
  public static draftModel(props: DraftModelProps): SpeculativeDecoding {
    return SpeculativeDecoding.drafting('draft_model', props);
  }

  /** Guesses with an EAGLE-3 head that was trained for the model. */
  public static eagle3(props: DraftModelProps): SpeculativeDecoding {
    return SpeculativeDecoding.drafting('eagle3', props);
  }

  private static drafting(method: 'draft_model' | 'eagle3', props: DraftModelProps): SpeculativeDecoding {
    requireProps(props);
    requireModel('model', props.model);
    const { model } = props;
    requireSized(model);
    return new SpeculativeDecoding({ method, numSpeculativeTokens: tokens(props), model, attention: model.attention, weightsGib: model.weightsGib });
  }

  private constructor(/** What the memory estimate and the distribution are asked for. */ public readonly request: DraftRequest) {}
}

/** Refuses what is no SpeculativeDecoding. */
export function requireSpeculativeDecoding(prop: string, value: unknown): void {
  const request = typeof value === 'object' && value !== null && 'request' in value ? value.request : undefined;
  if (typeof request !== 'object' || request === null || !('numSpeculativeTokens' in request)) {
    throw wrongKind(prop, value, 'SpeculativeDecoding');
  }
}

function tokens({ numSpeculativeTokens = 3 }: NgramProps): number {
  requireCount('numSpeculativeTokens', numSpeculativeTokens, { min: 1, max: MOST_TOKENS });
  return numSpeculativeTokens;
}

/** A draft adds layers to the cache, which must be known. */
function requireSized(model: Model): void {
  if (model.attention.length === 0 || model.unestimable !== undefined) {
    const rule = 'cannot guess: the size of its own cache has no formula';
    throw new ValidationError({ code: 'NotEstimable', prop: 'model', value: model.name, rule, remedy: 'choose another draft, or SpeculativeDecoding.ngram' });
  }
}
