/** Pods that each need some GPUs of one node. */
export interface PodsOfSize {
  readonly gpus: number;
  readonly count: number;
}

/** Pods by their size, the largest first; no size twice. */
type Sizes = readonly (readonly [gpus: number, count: number])[];

/**
 * The fewest nodes that hold all pods: exact, for pods that are spread over no two nodes.
 *
 * A scheduler that places pods as they come may need more, which is why the number is what is needed and not what suffices.
 */
export function nodesFor(pods: readonly PodsOfSize[], gpusPerNode: number): number {
  const all = pods.filter(({ count }) => count > 0).map(({ gpus }) => gpus);
  const sizes = [...new Set(all)].sort((a, b) => b - a);
  return fewest(sizes.map((size) => [size, countOf(pods, size)] as const), gpusPerNode, new Map());
}

function countOf(pods: readonly PodsOfSize[], size: number): number {
  return pods.filter(({ gpus }) => gpus === size).reduce((sum, { count }) => sum + count, 0);
}

function fewest(rest: Sizes, room: number, known: Map<string, number>): number {
  const left = rest.filter(([, count]) => count > 0);
  if (left.length <= 1) {
    return left.length === 0 ? 0 : Math.ceil(left[0]![1] / Math.floor(room / left[0]![0]));
  }
  const key = left.flat().join();
  const found = known.get(key) ?? fewestOfSeveral(left, room, known);
  known.set(key, found);
  return found;
}

/** The largest pod is on some node, which is as full as it can be: one of the ways to fill it is the best. */
function fewestOfSeveral(left: Sizes, room: number, known: Map<string, number>): number {
  const least = Math.ceil(left.reduce((sum, [gpus, count]) => sum + gpus * count, 0) / room);
  let best = Infinity;
  for (const taken of fillings(left, room)) {
    best = Math.min(best, 1 + fewest(left.map(([gpus, count], index) => [gpus, count - taken[index]!] as const), room, known));
    if (best === least) {
      break;
    }
  }
  return best;
}

/** Every way to fill a node that takes one of the largest and leaves no room for another pod, the fullest with large pods first. */
function fillings(sizes: Sizes, room: number, atLeast = 1): readonly (readonly number[])[] {
  const [gpus, count] = sizes[0]!;
  const others = sizes.slice(1);
  const most = Math.min(count, Math.floor(room / gpus));
  const takes = Array.from({ length: Math.max(0, most - atLeast + 1) }, (_, index) => most - index);
  return takes.flatMap((taken) => {
    const left = room - taken * gpus;
    const rest = others.length === 0 ? [[]] : fillings(others, left, 0);
    return rest.filter((more) => taken === count || roomBeside(others, more, left) < gpus).map((more) => [taken, ...more]);
  });
}

function roomBeside(sizes: Sizes, taken: readonly number[], room: number): number {
  return room - sizes.reduce((sum, [gpus], index) => sum + gpus * taken[index]!, 0);
}
