import type { Problem } from '../../../core/problem';
import type { RenderedPool } from '../../../core/rendered';
import type { DraftRequest } from '../../../target/engine-request';
import { modelPath } from '../../../target/model-path';
import { Engine, roleOf } from '../../engines';
import { isObject, JsonObject } from '../../json';
import { judgedEngines } from '../../pools';
import { problemWith, Rule } from '../../rule';

const FLAG = '--speculative-config';

/**
 * Rule 11, of what guesses tokens: it takes weights and cache beside its model, and more of it, or another, was not counted.
 *
 * Silent where nothing guesses: then there is more room. Pools that asked for no draft are judged with all other arguments.
 */
export const engineGuessesAsJudged: Rule = (scene) => judgedEngines(scene).flatMap(({ engine, pool }) => otherDraft(engine, pool));

function otherDraft({ pod, field, line }: Engine, { path, request }: RenderedPool): readonly Problem[] {
  const { draft } = roleOf(pod, request).serving;
  const written = line.written(FLAG);
  return draft === undefined || written === undefined || isCounted(configIn(written), draft) ? [] : [problemWith(pod.source, {
    code: 'EngineNotAsJudged', prop: `${field}/args ${FLAG}`, value: written,
    rule: `is not the draft that the verdict on '${path}' is about: ${draft.model?.name ?? draft.method}, ${draft.numSpeculativeTokens} tokens at once`,
    remedy: "state it as the pool's 'speculativeDecoding', which judges it anew, or undo the patch",
  })];
}

function isCounted({ num_speculative_tokens: tokens, model: path }: JsonObject, { numSpeculativeTokens, model }: DraftRequest): boolean {
  return tokens === numSpeculativeTokens && (model === undefined || String(path).endsWith(modelPath(model)));
}

/** The object that an argument is, in the quotes of a shell or without; empty where it is none. */
function configIn(written: string): JsonObject {
  try {
    const config: unknown = JSON.parse(written.replace(/^'([^]*)'$/, '$1'));
    return isObject(config) ? config : {};
  } catch {
    return {};
  }
}
