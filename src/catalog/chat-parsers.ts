import type { Sourced } from './sourced';

/** How vLLM tells what a model thinks and what it calls from what it says; the names are vLLM's. */
export interface ChatParsers extends Sourced {
  /** Repositories of the models that write so. */
  readonly repositories: RegExp;
  /** First minor version of vLLM 0.x that knows them. */
  readonly since: number;
  /** Parser of calls of tools. @default - none works with the model's own chat template */
  readonly toolCalls?: string;
  /** Parser of what comes before an answer. @default - the model thinks in no marks of its own */
  readonly reasoning?: string;
}

const recipe = (model: string): Sourced => ({ source: `https://github.com/vllm-project/recipes/blob/8959cf64/models/${model}.yaml`, asOf: '2026-08-21' });

const TOOLS: Sourced = { source: 'https://docs.vllm.ai/en/v0.26.0/features/tool_calling/', asOf: '2026-11-28' };
const REASONING: Sourced = { source: 'https://docs.vllm.ai/en/v0.26.0/features/reasoning_outputs/', asOf: '2026-11-28' };

const GPT_OSS: Sourced = {
  source: 'https://github.com/llm-d/llm-d/blob/55541149/guides/pd-disaggregation/modelserver/gpu/vllm/base/disaggregatedset.yaml', asOf: '2026-11-28',
};

/** Parsers that need neither a chat template nor a tokenizer beside the model's own files. */
export const CHAT_PARSERS: readonly ChatParsers[] = [
  { repositories: /^openai\/gpt-oss-/, since: 11, toolCalls: 'openai', reasoning: 'openai_gptoss', ...GPT_OSS },
  { repositories: /^Qwen\/Qwen3-[\d.]+B(-A\d+B)?(-AWQ|-FP8)?$/, since: 9, toolCalls: 'hermes', reasoning: 'qwen3', ...recipe('Qwen/Qwen3-8B') },
  { repositories: /^Qwen\/Qwen3-Coder-/, since: 10, toolCalls: 'qwen3_coder', ...recipe('Qwen/Qwen3-Coder-480B-A35B-Instruct') },
  { repositories: /^Qwen\/Qwen3\.[5-8]-/, since: 17, toolCalls: 'qwen3_coder', reasoning: 'qwen3', ...recipe('Qwen/Qwen3.6-27B') },
  { repositories: /^Qwen\/Qwen2\.5-/, since: 9, toolCalls: 'hermes', ...TOOLS },
  { repositories: /^deepseek-ai\/DeepSeek-R1-/, since: 9, reasoning: 'deepseek_r1', ...REASONING },
  { repositories: /^moonshotai\/Kimi-K2\.[56]$/, since: 20, toolCalls: 'kimi_k2', reasoning: 'kimi_k2', ...recipe('moonshotai/Kimi-K2.5') },
  { repositories: /^zai-org\/GLM-5\.2/, since: 23, toolCalls: 'glm47', reasoning: 'glm45', ...recipe('zai-org/GLM-5.2') },
  { repositories: /^MiniMaxAI\/MiniMax-M2\.7$/, since: 20, toolCalls: 'minimax_m2', reasoning: 'minimax_m2', ...recipe('MiniMaxAI/MiniMax-M2.7') },
  { repositories: /^XiaomiMiMo\/MiMo-V2-Flash$/, since: 11, toolCalls: 'qwen3_xml', reasoning: 'qwen3', ...recipe('XiaomiMiMo/MiMo-V2-Flash') },
  { repositories: /^google\/gemma-4-/, since: 20, reasoning: 'gemma4', ...recipe('Google/gemma-4-31B-it') },
  { repositories: /\/(Meta-)?Llama-3\.[13]-\d+B-Instruct/, since: 9, toolCalls: 'llama3_json', ...TOOLS },
  { repositories: /^mistralai\/(Mistral|Ministral)-/, since: 11, toolCalls: 'mistral', ...recipe('mistralai/Mistral-Large-3-675B-Instruct-2512') },
  { repositories: /^nvidia\/NVIDIA-Nemotron-3-Nano-30B-/, since: 12, toolCalls: 'qwen3_coder', ...recipe('nvidia/NVIDIA-Nemotron-3-Nano-30B-A3B-BF16') },
  {
    repositories: /^nvidia\/NVIDIA-Nemotron-3-Super-/, since: 18, toolCalls: 'qwen3_xml', reasoning: 'nemotron_v3',
    ...recipe('nvidia/NVIDIA-Nemotron-3-Super-120B-A12B-BF16'),
  },
  {
    repositories: /^nvidia\/NVIDIA-Nemotron-3-Ultra-/, since: 22, toolCalls: 'qwen3_coder', reasoning: 'nemotron_v3',
    ...recipe('nvidia/NVIDIA-Nemotron-3-Ultra-550B-A55B-BF16'),
  },
];

/** The parsers of a model that a version of vLLM knows. */
export function chatParsersOf(repository: string, engineMinor: number): ChatParsers | undefined {
  return CHAT_PARSERS.find(({ repositories, since }) => repositories.test(repository) && engineMinor >= since);
}
