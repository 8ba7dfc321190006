import { chatParsersOf } from '../../../catalog/chat-parsers';
import { ownVllmMinor } from '../../../catalog/vllm-versions';
import type { RoleRequest } from '../../../target/inference-request';

/**
 * How the engine tells what the model thinks and which tools it calls from what it says. Without it, answers hold the
 * marks of both, and requests that leave it to the model whether to call a tool are refused. What the pool itself says
 * takes its place.
 *
 * @see https://docs.vllm.ai/en/latest/features/tool_calling/
 */
export function chatArguments({ model, engine }: Pick<RoleRequest, 'model' | 'engine'>): readonly string[] {
  const { minor = ownVllmMinor(), extraArgs = [] } = engine?.kind === 'vllm' ? engine : {};
  const parsers = chatParsersOf(model.repository, minor);
  const said = new Set(extraArgs.map(flagOf));
  const tools = parsers?.toolCalls === undefined || said.has('enable-auto-tool-choice') || said.has('tool-call-parser');
  return [
    ...(tools ? [] : ['--enable-auto-tool-choice', `--tool-call-parser=${parsers.toolCalls}`]),
    ...(parsers?.reasoning === undefined || said.has('reasoning-parser') ? [] : [`--reasoning-parser=${parsers.reasoning}`]),
  ];
}

function flagOf(arg: string): string {
  return arg.split('=')[0]!.replaceAll('_', '-').replace(/^--(no-)?/, '');
}
