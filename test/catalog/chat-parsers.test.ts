import { CHAT_PARSERS, chatParsersOf } from '../../src/catalog/chat-parsers';
import { Model } from '../../src/catalog/models';

const RECENT = 27;

describe('parsers of what models write', () => {
  test.each(CHAT_PARSERS)('of $repositories are of models that the catalog has, and of no others\' rows', (row) => {
    const models = Model.all().filter(({ repository }) => row.repositories.test(repository));

    expect(models.length).toBeGreaterThan(0);
    models.forEach(({ repository }) => expect(CHAT_PARSERS.filter(({ repositories }) => repositories.test(repository))).toEqual([row]));
  });

  test.each<[string, string | undefined, string | undefined]>([
    ['openai/gpt-oss-120b', 'openai', 'openai_gptoss'],
    ['Qwen/Qwen3-235B-A22B-FP8', 'hermes', 'qwen3'],
    ['Qwen/Qwen3-Coder-480B-A35B-Instruct', 'qwen3_coder', undefined],
    ['Qwen/Qwen3.6-35B-A3B', 'qwen3_coder', 'qwen3'],
    ['RedHatAI/Llama-3.3-70B-Instruct-FP8-dynamic', 'llama3_json', undefined],
    ['deepseek-ai/DeepSeek-R1-Distill-Qwen-14B', undefined, 'deepseek_r1'],
    ['microsoft/phi-4', undefined, undefined],
    ['mistralai/Mixtral-8x7B-v0.1', undefined, undefined],
  ])('of %s are %s and %s', (repository, toolCalls, reasoning) => {
    const { toolCalls: calls, reasoning: thoughts } = chatParsersOf(repository, RECENT) ?? {};

    expect([calls, thoughts]).toEqual([toolCalls, reasoning]);
  });

  test('are not given to a version that does not know them', () => {
    expect([22, 23].map((minor) => chatParsersOf('zai-org/GLM-5.2-FP8', minor)?.toolCalls)).toEqual([undefined, 'glm47']);
  });
});
