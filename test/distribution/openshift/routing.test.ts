import { OpenShiftDistribution } from '../../../src/distribution/openshift/openshift-distribution';
import { PickerPlugin } from '../../../src/target/picker-plugins';
import type { RoutingRequest } from '../../../src/target/routing-request';
import { describeWithCrds, isCustomResource, validateCustomResource } from '../../support/crd-schemas';
import { objectsOf } from '../cluster-objects';
import { anEntrance, aPool, type PoolFacts } from '../requests';

const openshift = new OpenShiftDistribution();
const older = new OpenShiftDistribution({ aiVersion: '3.4' });
const shares = () => [];
const saturation = { by: 'utilization', queueDepth: 4, kvCacheUtilization: 0.8, headroom: 0 } as const;
const otherBands = { maxRequests: 50, maxBytes: 2 ** 30 };
const held = { bands: [], otherBands, maxRequests: 100, maxBytes: 2 ** 31, defaultRequestTtlSeconds: 30, saturation };
const about = { name: 'batch', namespace: 'zone', pool: 'chat', gateway: anEntrance };

function poolOf(facts: PoolFacts = {}, distribution = openshift) {
  return objectsOf((scope) => distribution.bindInference(scope, aPool(facts)));
}

function pickerOf(facts: PoolFacts, distribution = openshift) {
  return poolOf(facts, distribution).one('LLMInferenceService').spec.router.scheduler;
}

describe('the picker of a pool', () => {
  test('is left to KServe where nothing is said of it', () => {
    expect(pickerOf({})).not.toHaveProperty('config');
  });

  test('stands by in as many copies as are asked for', () => {
    expect(pickerOf({ routing: { shares, pickerReplicas: 2 } }).replicas).toBe(2);
  });

  test('goes by what it has sent where engines cannot tell it what they have cached', () => {
    // WHEN
    const precise = { kind: 'precise', hashSeed: '42' } as const;
    const objects = poolOf({ routing: { shares, prefixCache: precise, predictedLatency: true } });

    // THEN
    const types = objects.one('LLMInferenceService').spec.router.scheduler.config.inline.plugins.map(({ type }: { readonly type: string }) => type);
    expect(types).toContain('approx-prefix-cache-producer');
    expect(types.filter((type: string) => /^(token|precise|predicted|latency)/.test(type))).toEqual([]);
    expect(objects.answer.fulfilments.map(({ reason }) => reason)).toContain(
      "KServe's endpoint picker goes by the requests that it has sent and by load, and is not told what engines have cached nor which replica is fastest",
    );
  });

  test('has the configuration that was declared, and runs the image that knows it', () => {
    const pickerConfig: RoutingRequest['pickerConfig'] = (derived) => ({ ...derived, plugins: [...derived.plugins, PickerPlugin.custom('carbon-scorer', 'scorer')] });
    const picker = pickerOf({ routing: { shares, pickerConfig, pickerImage: 'registry.bank.example/picker:v0.10.0-green' } });

    expect(picker.config.inline.plugins).toContainEqual({ type: 'carbon-scorer' });
    expect(picker.template.containers).toEqual([{ name: 'main', image: expect.stringMatching(/registry\.bank\.example\/picker:v0\.10\.0-green$/) }]);
  });

  test('of an older release keeps its own configuration, which is said', () => {
    const objects = poolOf({ routing: { shares } }, older);
    expect(objects.one('LLMInferenceService').spec.router.scheduler).not.toHaveProperty('config');
    expect(objects.answer.fulfilments.map(({ reason }) => reason)).toContain("the endpoint picker of OpenShift AI 3.4 keeps its own configuration: nothing of 'routing' reaches it");
  });
});

describe('objectives and rewrites', () => {
  const objective = (distribution = openshift) => objectsOf((scope) => distribution.bindObjective(scope, { ...about, priority: -10 }));
  const names = { model: 'chat', targets: () => [{ model: 'sql', weight: 1 }] };
  const rewrite = (distribution = openshift) => objectsOf((scope) => distribution.bindModelRewrite(scope, { ...about, ...names }));

  test.each([['InferenceObjective', objective], ['InferenceModelRewrite', rewrite]] as const)('%s is about the pool that KServe makes', (kind, bound) => {
    expect(bound().one(kind).spec.poolRef).toEqual({ group: 'inference.networking.k8s.io', kind: 'InferencePool', name: 'chat-inference-pool' });
    expect(bound().answer.fulfilments.map(({ level }) => level)).toEqual(['equal']);
  });

  test.each([
    [objective, "the picker of OpenShift AI 3.4 is given no objective 'batch': all requests are alike"],
    [rewrite, "the picker of OpenShift AI 3.4 is given no rewrite of names: all requests for 'chat' are answered by it"],
  ])('are missing where the cluster has no kinds for them', (bound, reason) => {
    expect(bound(older).all).toEqual([]);
    expect(bound(older).answer.fulfilments.map((fulfilment) => [fulfilment.level, fulfilment.reason])).toEqual([['missing', reason]]);
  });

  describeWithCrds('the definitions', () => {
    test('accept them', () => {
      expect([...objective().all, ...rewrite().all].filter(isCustomResource).flatMap(validateCustomResource)).toEqual([]);
    });
  });
});

test('requests that are held back are held by the picker', () => {
  const { inline } = pickerOf({ routing: { shares, flowControl: held } }).config;
  expect(inline).toMatchObject({ featureGates: ['flowControl'], flowControl: { maxRequests: '100' } });
});
