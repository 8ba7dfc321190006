import { Addition, argument, Mistake, toldOf } from './broken';
import { InferencePoolProps, Model, SpeculativeDecoding } from '../../../src';
import { anOnPremTarget } from '../../support/targets';

const DRAFT = SpeculativeDecoding.draftModel({ model: Model.QWEN3_0_6B });
const WITH_DRAFT: Partial<InferencePoolProps> = { model: Model.QWEN3_8B_AWQ, speculativeDecoding: DRAFT };

describe('what guesses for a pool', () => {
  test.each<Mistake>([
    ['a larger draft than was counted', ({ chat }) => argument(chat, 'Deployment', 'chat', '--speculative-config={"method":"ngram","num_speculative_tokens":9}'), [
      "[Chat/Manifests/Resource] EngineNotAsJudged '/spec/template/spec/containers/0/args --speculative-config' ({\"method\":\"ngram\",\"num_speculative_tokens\":9}) is not the draft that the verdict on 'place/Zone/Chat' is about: ngram, 3 tokens at once; state it as the pool's 'speculativeDecoding', which judges it anew, or undo the patch",
    ], anOnPremTarget(), { speculativeDecoding: SpeculativeDecoding.ngram() }],
    ['another draft than was counted', ({ chat }) => argument(chat, 'Deployment', 'chat', '--speculative-config={"method":"draft_model","num_speculative_tokens":3,"model":"/models/Qwen/Qwen3-8B"}'), [
      "[Chat/Manifests/Resource] EngineNotAsJudged '/spec/template/spec/containers/0/args --speculative-config' ({\"method\":\"draft_model\",\"num_speculative_tokens\":3,\"model\":\"/models/Qwen/Qwen3-8B\"}) is not the draft that the verdict on 'place/Zone/Chat' is about: qwen3-0.6b, 3 tokens at once; state it as the pool's 'speculativeDecoding', which judges it anew, or undo the patch",
    ], anOnPremTarget(), WITH_DRAFT],
  ])('refuses %s', (_, mistake, problems, ...place) => {
    expect(toldOf(mistake, ...place)).toEqual(problems);
  });

  test.each<Addition>([
    ['a draft that was counted', () => undefined, anOnPremTarget(), WITH_DRAFT],
  ])('says nothing of %s', (_, addition, ...place) => {
    expect(toldOf(addition, ...place)).toEqual([]);
  });
});
