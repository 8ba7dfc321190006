import { requireForm, requireList, requireText } from '../../errors/requirements';
import { ValidationError } from '../../errors/validation-error';

/** Flags of vLLM that the library sets, each with the property that decides it; an empty one is decided by nothing that a user states. */
const OWNED: Readonly<Record<string, string>> = {
  'block-size': 'routing', 'data-parallel-address': '', 'data-parallel-backend': '', 'data-parallel-hybrid-lb': '', 'data-parallel-rank': '',
  'data-parallel-rpc-port': '', 'data-parallel-size': 'topology', 'data-parallel-size-local': 'topology', 'data-parallel-start-rank': '',
  'decode-context-parallel-size': 'decodeContextParallelSize', 'disable-hybrid-kv-cache-manager': '', 'distributed-executor-backend': '',
  'download-dir': '', 'enable-expert-parallel': 'topology', 'enable-lora': 'lora', 'enable-prefix-caching': 'enablePrefixCaching',
  'enforce-eager': 'enforceEager', 'gpu-memory-utilization': 'gpuMemoryUtilization', 'host': '', 'kv-cache-dtype': 'kvCacheDtype',
  'kv-cache-memory-bytes': 'gpuMemoryUtilization', 'kv-events-config': 'routing', 'kv-offloading-backend': 'kvOffload', 'kv-offloading-size': 'kvOffload',
  'kv-transfer-config': 'kvOffload', 'language-model-only': 'languageModelOnly', 'load-format': 'modelCache', 'lora-modules': 'lora',
  'master-addr': '', 'master-port': '', 'max-cpu-loras': 'lora', 'max-lora-rank': 'lora', 'max-loras': 'lora', 'max-model-len': 'maxModelLen',
  'max-num-batched-tokens': 'maxNumBatchedTokens', 'max-num-seqs': 'maxNumSeqs', 'model': 'model', 'model-loader-extra-config': 'modelCache',
  'nnodes': '', 'node-rank': '',
  'num-gpu-blocks-override': 'gpuMemoryUtilization', 'pipeline-parallel-size': 'topology', 'port': '', 'quantization': 'model', 'revision': 'model',
  'served-model-name': 'model', 'shutdown-timeout': 'drainTimeout', 'speculative-config': 'speculativeDecoding',
  'tensor-parallel-size': 'tensorParallelSize', 'tokenizer': 'model', 'trust-remote-code': '',
};

/** Short forms of those flags. */
const SHORT: Readonly<Record<string, string>> = {
  '-tp': 'tensor-parallel-size', '-pp': 'pipeline-parallel-size', '-dp': 'data-parallel-size', '-dpl': 'data-parallel-size-local', '-ep': 'enable-expert-parallel',
  '-dcp': 'decode-context-parallel-size', '-q': 'quantization', '-cc': 'compilation-config', '-n': 'nnodes', '-r': 'node-rank',
};

/** One flag; a value after a space would be an argument of its own. */
const FLAG = /^--?[A-Za-z][A-Za-z0-9_.-]*(=[^]*)?$/;

/** Refuses arguments that are not one flag each, and flags that the library decides. */
export function requireExtraArgs(prop: string, value: unknown): void {
  requireList(prop, value, (arg) => {
    requireText(prop, arg);
    requireForm(prop, arg, FLAG, "one flag, with its value after '=', such as --seed=7");
    refuseOwned(prop, arg as string);
  });
}

function refuseOwned(prop: string, arg: string): void {
  const flag = ownedFlag(arg);
  if (flag === undefined) {
    return;
  }
  const decidedBy = OWNED[flag] ?? '';
  const rule = `is --${flag}, which the library decides`;
  const remedy = decidedBy === '' ? 'leave it out: other objects depend on it' : `did you mean '${decidedBy}'? state it on the pool, so that all that depends on it agrees`;
  throw new ValidationError({ code: 'ArgumentOwned', prop, value: arg, rule, remedy });
}

/** The flag of the library's that an argument is read as: parsers take underscores for hyphens, and the beginning of a flag for the flag. */
function ownedFlag(arg: string): string | undefined {
  const [flag = ''] = arg.split('=');
  if (!flag.startsWith('--')) {
    return SHORT[flag];
  }
  const name = flag.slice(2).replace(/_/g, '-').replace(/^no-/, '').split('.')[0]!;
  return name in OWNED ? name : Object.keys(OWNED).find((owned) => owned.startsWith(name));
}
