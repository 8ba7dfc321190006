import { groupSizes, refusedByWebhook, WEBHOOK_RULES, type Judged } from './kserve-webhook';

const model = { name: 'llama' };
const keda = { triggers: [{}] };

/** A service that breaks the rule and no other. */
const BROKEN: Readonly<Record<keyof typeof WEBHOOK_RULES, Omit<Judged, 'model'> & Partial<Judged>>> = {
  'workers need data or pipeline parallelism': { worker: {}, parallelism: { tensor: 2 } },
  'pipeline and data exclude each other': { parallelism: { pipeline: 2, data: 2, dataLocal: 1 } },
  'data and dataLocal go together': { prefill: { parallelism: { data: 2 } } },
  'sizes are above 0': { parallelism: { pipeline: 0 } },
  'schedulers are above 0': { router: { scheduler: { replicas: 0 } } },
  'the picker is configured once': { router: { scheduler: { config: { inline: {}, ref: {} } } } },
  'limits of adapters are above 0': { model: { ...model, lora: { maxRank: 0 } } },
  'adapters have names that are no way out': { model: { ...model, lora: { adapters: [{ name: '..' }] } } },
  'names of adapters differ': { model: { ...model, lora: { adapters: [{ name: 'sql' }, { name: 'sql' }] } } },
  'no adapter is called as the model': { model: { ...model, lora: { adapters: [model] } } },
  'replicas or scaling': { replicas: 1, scaling: { maxReplicas: 2, keda } },
  'the least is at most the most': { scaling: { minReplicas: 3, maxReplicas: 2, keda } },
  'one scaler': { scaling: { maxReplicas: 2 } },
  'KEDA has triggers': { scaling: { maxReplicas: 2, keda: {} } },
  'the variant autoscaler has one actuator': { scaling: { maxReplicas: 2, wva: {} } },
  'the variant autoscaler makes the formula': { scaling: { maxReplicas: 2, wva: { keda: { advanced: { scalingModifiers: { formula: 'a + b' } } } } } },
  'a cost is a number': { scaling: { maxReplicas: 2, wva: { keda: {}, variantCost: 'ten' } } },
  'KServe names the autoscaler': { scaling: { maxReplicas: 2, keda: { ...keda, advanced: { horizontalPodAutoscalerConfig: { name: 'mine' } } } } },
  'idle is less than the least': { scaling: { minReplicas: 1, maxReplicas: 2, keda: { ...keda, idleReplicaCount: 1 } } },
  'both roles scale by the same': { scaling: { maxReplicas: 2, keda }, prefill: { scaling: { maxReplicas: 2, wva: { keda: {} } } } },
  'tiers stand behind main memory': { kvCacheOffloading: { secondary: [{ fileSystem: { emptyDir: {} } }] } },
  'a tier is one file system': { kvCacheOffloading: { cpu: '8Gi', secondary: [{ fileSystem: {} }] } },
  'a claim is made or named': { kvCacheOffloading: { cpu: '8Gi', secondary: [{ fileSystem: { pvc: {} } }] } },
  'a rollout gets on': { rolloutStrategy: { maxSurge: 0, maxUnavailable: 0 } },
  'a route is named or written': { router: { route: { http: { refs: [{}], spec: {} } } } },
  'a named route has a named gateway': { router: { gateway: {}, route: { http: { refs: [{}] } } } },
  'parents are said once': { router: { gateway: { refs: [{}] }, route: { http: { spec: { parentRefs: [{}] } } } } },
  'shares of a group have weights': { router: { route: { group: 'blue' } } },
};

describe('the rules of the webhook', () => {
  test.each(Object.entries(BROKEN))('%s', (name, broken) => {
    expect(refusedByWebhook({ model, ...broken })).toEqual([name]);
  });

  test('have nothing against a model alone', () => {
    expect(refusedByWebhook({ model })).toEqual([]);
  });

  test('know how many pods a group has', () => {
    expect(groupSizes({ model, parallelism: { data: 16, dataLocal: 8 }, prefill: { parallelism: { pipeline: 4 } } })).toEqual([2, 4]);
  });
});
