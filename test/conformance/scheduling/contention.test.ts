import { rightlyWaiting, unexplained } from '../../../conformance/scheduling/contention';
import { NODE_GROUP_LABEL, type NodeGroup } from '../../../conformance/scheduling/node-group';
import type { Pod } from '../../../conformance/scheduling/pods';

const group = { name: 'zone-gpus', labels: { [NODE_GROUP_LABEL]: 'zone-gpus' }, gpus: 2, count: 1 } as unknown as NodeGroup;

function aPod(name: string, { ready = true, priority = 0 } = {}): Pod {
  return {
    metadata: { name, namespace: 'zone', ownerReferences: [{ kind: 'StatefulSet', name }] },
    spec: { priority, nodeSelector: { [NODE_GROUP_LABEL]: 'zone-gpus' }, containers: [{ name: 'main', resources: { limits: { 'nvidia.com/gpu': '1' } } }] },
    status: { conditions: [{ type: 'Ready', status: ready ? 'True' : 'False' }] },
  };
}

describe('pods for which there are no GPUs', () => {
  const [first, second] = [aPod('chat', { priority: 10 }), aPod('chat', { priority: 10 })];

  test('wait as they must where all that run go before them', () => {
    const last = aPod('batch', { ready: false, priority: -5 });

    expect(rightlyWaiting([group], [first, second, last])).toEqual([last]);
  });

  test('wait wrongly where one runs that goes after them', () => {
    expect(rightlyWaiting([group], [first, aPod('batch', { priority: -5 }), aPod('chat', { ready: false, priority: 10 })])).toEqual([]);
  });

  test('wait wrongly where more of them wait than GPUs are short', () => {
    expect(rightlyWaiting([group], [first, aPod('batch', { ready: false }), aPod('batch', { ready: false })])).toEqual([]);
  });
});

test('a workload is not ready for no other reason than pods that wait as they must', () => {
  const failures = [{ subject: 'Deployment/zone/batch', message: '1 of 2 ready' }, { subject: 'Deployment/zone/chat', message: '0 of 1 ready' }];

  expect(unexplained(failures, [aPod('batch', { ready: false })])).toEqual([failures[1]]);
});
