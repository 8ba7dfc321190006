import { layoutName } from './layout';
import { Nodes, OpenQuestion, Option, optionsFor } from './options';
import { totalGib } from './overhead';
import type { Sizing } from './sizing';

/** The layout that was chosen, and why. */
export interface Choice {
  readonly option: Option;
  /** One sentence, lower case, no full stop: what the next cheaper layout lacks. */
  readonly reason: string;
}

/**
 * The cheapest layout that fits the context and the concurrency: the fewest GPUs, and of equal ones the one that holds
 * most requests. Undefined where none fits.
 */
export function chooseParallelism(question: OpenQuestion, nodes: Nodes): Choice | undefined {
  return choiceAmong(optionsFor(question, nodes));
}

/** The cheapest of some layouts that fits; undefined where none does. */
export function choiceAmong(options: readonly Option[]): Choice | undefined {
  const fitting = options.filter(({ sizing }) => sizing?.verdict === 'fits');
  const fewest = Math.min(...fitting.map(({ gpus }) => gpus));
  const option = fitting.filter(({ gpus }) => gpus === fewest).sort((a, b) => b.sizing!.cache.concurrency - a.sizing!.cache.concurrency)[0];
  return option === undefined ? undefined : { option, reason: reasonFor(option, options) };
}

function reasonFor(chosen: Option, options: readonly Option[]): string {
  const cheaper = options.filter(({ gpus, sizing }) => gpus < chosen.gpus && sizing !== undefined).pop();
  const own = `${layoutName(chosen.layout)} holds ${chosen.sizing!.cache.concurrency.toFixed(1)} requests of full length`;
  return cheaper === undefined ? `${own}, on the fewest GPUs there can be` : `${own}; ${layoutName(cheaper.layout)} ${shortageOf(cheaper.sizing!)}`;
}

/** What a layout lacks, in figures: continues its name. */
export function shortageOf(sizing: Sizing): string {
  const gib = (value: number): string => `${value.toFixed(1)} GiB`;
  switch (sizing.limit) {
    case 'weights': return `needs ${gib(sizing.weightsGib)} for weights, of ${gib(sizing.usableGib)} that the engine may use`;
    case 'overhead': return `needs ${gib(sizing.weightsGib)} for weights and about ${gib(totalGib(sizing.overhead))} beside, of ${gib(sizing.usableGib)}`;
    case 'context': return `leaves ${gib(Math.max(0, sizing.cacheGib))} for the key-value cache, and one request needs ${gib(sizing.requestGib)}`;
    case 'recurrent states': return `holds ${sizing.cache.blocks} recurrent states, fewer than the engine may run requests`;
    case 'free memory': return 'asks for more memory than the host leaves free';
    case 'concurrency': return `holds ${sizing.cache.concurrency.toFixed(1)} requests of full length`;
  }
}
