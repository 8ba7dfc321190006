import { nodesFor, PodsOfSize } from '../../src/compute/node-packing';

/** A number that looks random and is the same in every run. */
function sequence(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor(state / 65_536) % below;
  };
}

/** Every way there is to put pods on nodes, one after the other: slow and without thought. */
function byTrying(pods: readonly number[], room: number, nodes: readonly number[] = []): number {
  const [first, ...rest] = pods;
  if (first === undefined) {
    return nodes.length;
  }
  const onNew = byTrying(rest, room, [...nodes, first]);
  const withFirst = (index: number) => nodes.map((used, at) => at === index ? used + first : used);
  const onOld = nodes.flatMap((used, index) => used + first <= room ? [byTrying(rest, room, withFirst(index))] : []);
  return Math.min(onNew, ...onOld);
}

const each = (pods: readonly PodsOfSize[]) => pods.flatMap(({ gpus, count }) => Array.from({ length: count }, () => gpus));

test.each<[string, PodsOfSize[], number, number]>([
  ['none', [], 8, 0],
  ['pods that fill nodes', [{ gpus: 4, count: 4 }], 8, 2],
  ['pods that leave a rest', [{ gpus: 3, count: 4 }], 8, 2],
  ['pods larger than half a node', [{ gpus: 5, count: 3 }], 8, 3],
  ['small pods beside large ones', [{ gpus: 4, count: 2 }, { gpus: 1, count: 8 }], 8, 2],
  ['pods that the sum of GPUs would put on fewer', [{ gpus: 6, count: 2 }, { gpus: 4, count: 1 }], 8, 3],
  ['pods that fill nodes only in one way', [{ gpus: 5, count: 2 }, { gpus: 3, count: 2 }], 8, 2],
  ['one size said twice', [{ gpus: 2, count: 3 }, { gpus: 2, count: 1 }], 8, 1],
  ['pods of no replica', [{ gpus: 8, count: 0 }, { gpus: 1, count: 1 }], 8, 1],
])('%s need as many nodes as they need', (_, pods, gpusPerNode, nodes) => {
  expect(nodesFor(pods, gpusPerNode)).toBe(nodes);
});

test('no way of trying needs fewer nodes, and none of the sequence more', () => {
  const next = sequence(7);
  const cases = Array.from({ length: 400 }, () => {
    const room = 2 + next(7);
    return { room, pods: Array.from({ length: 1 + next(3) }, () => ({ gpus: 1 + next(room), count: next(4) })).slice(0, 3) };
  }).filter(({ pods }) => each(pods).length <= 7);

  expect(cases.length).toBeGreaterThan(200);
  expect(cases.map(({ pods, room }) => nodesFor(pods, room))).toEqual(cases.map(({ pods, room }) => byTrying(each(pods), room)));
});

test('many pods of several sizes are counted at once', () => {
  const pods = [{ gpus: 5, count: 60 }, { gpus: 3, count: 50 }, { gpus: 2, count: 40 }, { gpus: 1, count: 100 }];

  expect(nodesFor(pods, 8)).toBe(79);
});
