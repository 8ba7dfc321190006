import * as fc from 'fast-check';
import { contention, holdsBesides, sharesOf, type GpuClaim } from '../../src/compute/gpu-claim';

const claim = (path: string, maxGpus: number, { gpusPerPod = 1, priority }: { gpusPerPod?: number; priority?: number } = {}): GpuClaim =>
  ({ path, pods: { gpus: gpusPerPod, count: 1 }, maxPods: maxGpus / gpusPerPod, priority });
const nodes = (claims: readonly GpuClaim[], gpusPerNode = 8, maxNodes = 2) => ({ gpusPerNode, maxNodes, claims });

describe('a pod beside all pools at their most', () => {
  test.each<[string, readonly GpuClaim[], number, boolean]>([
    ['finds a free GPU', [claim('a', 15)], 1, true],
    ['finds none where all are claimed', [claim('a', 16)], 1, false],
    ['finds a place where all are of its size', [claim('a', 12, { gpusPerPod: 4 })], 4, true],
    ['may find none where smaller ones lie between', [claim('a', 12)], 4, false],
    ['finds one where more is free than each node can spoil', [claim('a', 9)], 4, true],
    ['may find none where sizes do not fill a node', [claim('a', 9, { gpusPerPod: 3 })], 3, true],
  ])('%s', (_, claims, size, holds) => {
    expect(holdsBesides(nodes(claims), size, 1)).toBe(holds);
  });

  test('is never promised a place that the worst order of others takes', () => {
    const pods = fc.array(fc.integer({ min: 1, max: 4 }), { maxLength: 8 });
    fc.assert(fc.property(pods, fc.integer({ min: 1, max: 4 }), fc.array(fc.nat(2), { minLength: 8, maxLength: 8 }), (sizes, size, places) => {
      const free = [4, 4, 4];
      const lying = sizes.filter((taken, index) => {
        const node = places[index]!;
        const fits = free[node]! >= taken;
        free[node]! -= fits ? taken : 0;
        return fits;
      });
      const claims = lying.map((taken, index) => claim(`${index}`, taken, { gpusPerPod: taken }));
      return !holdsBesides(nodes(claims, 4, 3), size, 1) || free.some((left) => left >= size);
    }));
  });
});

test('the roles of a pool take their share together', () => {
  expect(sharesOf([claim('b', 8), claim('a', 2, { priority: 1 }), claim('b', 4, { gpusPerPod: 2 })])).toEqual([
    { path: 'a', priority: 1, minGpus: 1, maxGpus: 2 }, { path: 'b', priority: 0, minGpus: 3, maxGpus: 12 },
  ]);
});

describe('contention', () => {
  test('is warned of where nothing says who goes first', () => {
    expect(contention(nodes([claim('zone/B', 4), claim('zone/A', 14)]), 'L40S')).toEqual([{
      code: 'NodesContended',
      severity: 'warning',
      message: "'maxNodes' (2) holds 16 × L40S, but its pools may use 18 ('zone/A' up to 14 at priority 0, 'zone/B' up to 4 at priority 0): "
        + "of those with one priority, whichever asks first keeps its GPUs; give the pools different 'objective.priority', or lower their 'maxReplicas'",
    }]);
  });

  test.each<[string, readonly GpuClaim[]]>([
    ['where priorities differ', [claim('a', 14), claim('b', 4, { priority: -1 })]],
    ['where there is enough', [claim('a', 12), claim('b', 4)]],
    ['of a pool with itself', [claim('a', 18)]],
    ['of the roles of a pool with each other', [claim('a', 9), claim('a', 9, { gpusPerPod: 3 })]],
  ])('is none %s', (_, claims) => {
    expect(contention(nodes(claims), 'L40S')).toEqual([]);
  });
});
