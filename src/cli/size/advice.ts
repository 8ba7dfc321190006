import { freeShareOf } from '../../inference/sizing/device';
import type { OpenQuestion, Option } from '../../inference/sizing/options';
import type { Limit } from '../../inference/sizing/sizing';

/** What to change for each of what limits a layout. */
const ADVICE: Readonly<Record<Limit, (question: OpenQuestion) => string>> = {
  'weights': () => 'choose an accelerator with more memory, or a model in fewer bits',
  'overhead': () => 'choose an accelerator with more memory, or a model in fewer bits',
  'context': ({ kvCacheDtype }) => `shorten --context${kvCacheDtype === 'auto' ? ', or set --kv-cache-dtype to fp8' : ''}`,
  'concurrency': ({ kvCacheDtype }) => `lower --concurrency${kvCacheDtype === 'auto' ? ', or set --kv-cache-dtype to fp8' : ''}`,
  'free memory': (question) => `lower --gpu-memory-utilization to ${freeUtilization(question)}`,
  'recurrent states': () => 'lower --max-num-seqs',
};

/** What to change where no layout fits, by what limits those that come nearest. */
export function adviceOn(question: OpenQuestion, options: readonly Option[]): readonly string[] {
  const judged = options.flatMap(({ sizing }) => (sizing === undefined ? [] : [sizing]));
  const unlikely = judged.filter(({ verdict }) => verdict === 'unlikely');
  const limits = (unlikely.length > 0 ? unlikely : judged).map(({ limit }) => limit);
  return [...new Set(limits.map((limit) => ADVICE[limit](question)))];
}

/** The largest part of the memory that an engine gets beside the host's own programs, to two digits. */
function freeUtilization(question: OpenQuestion): number {
  return Math.floor(freeShareOf(question) * 100) / 100;
}
