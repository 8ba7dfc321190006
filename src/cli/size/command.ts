import type { Command } from 'commander';
import type { SizeFlags } from './flags';
import { size } from './size';
import { sizeTable } from './table';
import { jsonText } from '../../emit/json';

const HELP = `
The verdict is that of an InferencePool: 'impossible' fails without any overhead, 'unlikely' fails with the overhead
that was measured on engines, 'fits' holds the requests at once. Tokens and concurrency are what the engine logs.

  aiplane size --model llama-3.3-70b-instruct --accelerator H100_80GB --context 32768 --concurrency 8 --gpus-per-node 8
  aiplane size --model ./downloaded-model --accelerator L40S --context 8192

Prices are on demand in us-east-1. Exit codes: 0 sized, whatever the verdicts, 1 refused, 2 not understood.`;

/** Adds the command that sizes a model. */
export function addSizeCommand(program: Command, out: (text: string) => void): void {
  program.command('size')
    .description('Prints how a model can be spread over GPUs, what fits, and what it costs')
    .requiredOption('-m, --model <name|directory>', 'model of the catalog, or a directory with its config.json')
    .requiredOption('-a, --accelerator <name|file>', 'GPU model of the catalog, such as H100_80GB, or a JSON file with the facts of one')
    .requiredOption('-c, --context <tokens>', 'longest request with its answer')
    .option('-n, --concurrency <requests>', 'requests of that length that must be held at once', '1')
    .option('--gpus-per-node <count>', 'GPUs of a node (default: 8, or 1 of those that cannot be joined)')
    .option('--nodes-per-replica <count>', 'most nodes of a replica', '1')
    .option('--decode-context-parallel-size <ranks>', 'ranks of an engine that share out the tokens of the cache', '1')
    .option('--max-num-batched-tokens <tokens>', 'tokens that one step works on', '8192')
    .option('--max-num-seqs <requests>', 'requests that the engine works on at once', '128')
    .option('--gpu-memory-utilization <part>', "part of a GPU's memory that the engine may use", '0.92')
    .option('--kv-cache-dtype <format>', 'auto or fp8', 'auto')
    .option('--json', 'print JSON')
    .addHelpText('after', HELP)
    .action(({ json, ...flags }: SizeFlags & { readonly json?: boolean }) => out(json === true ? jsonText(size(flags)) : sizeTable(size(flags))));
}
