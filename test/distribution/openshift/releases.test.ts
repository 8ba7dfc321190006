import { Target } from '../../../src';
import { firstWith, hasPart, openShiftAiRelease, OPENSHIFT_AI_VERSIONS } from '../../../src/catalog/openshift-ai-releases';
import { openShiftOf, openShiftRelease, OPENSHIFT_VERSIONS } from '../../../src/catalog/openshift-releases';
import { OpenShiftDistribution, type OpenShiftDistributionProps } from '../../../src/distribution/openshift/openshift-distribution';
import { anOnPremTarget } from '../../support/targets';
import { objectsOf } from '../cluster-objects';
import { aCluster, aPool, type PoolFacts } from '../requests';

const onKubernetes = (kubernetesVersion: string): PoolFacts => ({ cluster: aCluster({ kubernetesVersion }) });
const lora = { maxLoras: 1, maxLoraRank: 16, adapters: () => [] };

function poolOn(props: OpenShiftDistributionProps, facts: PoolFacts = {}) {
  return objectsOf((scope) => new OpenShiftDistribution(props).bindInference(scope, aPool(facts)));
}

function degraded(props: OpenShiftDistributionProps, facts: PoolFacts = {}): readonly string[] {
  const { fulfilments } = poolOn(props, facts).answer;
  return fulfilments.filter(({ capability, level }) => level === 'degraded' && capability !== 'ai_service_metrics').map(({ reason }) => reason);
}

describe('releases of OpenShift', () => {
  test.each(OPENSHIFT_VERSIONS)('%s is the one of its Kubernetes', (version) => {
    expect(openShiftOf(openShiftRelease(version).kubernetes)).toBe(version);
  });

  test('never go back behind what they route to', () => {
    expect(OPENSHIFT_VERSIONS.map((version) => openShiftRelease(version).inferencePool)).toEqual([undefined, 'v1alpha2', 'v1', 'v1']);
  });

  test.each<[string, OpenShiftDistributionProps, PoolFacts]>([
    ['said', { version: '4.19' }, onKubernetes('1.32')],
    ['that the machines run', {}, onKubernetes('1.32')],
  ])('%s are refused where their gateways route to no pool', (_how, props, facts) => {
    expect(() => poolOn(props, facts)).toThrow(expect.objectContaining({
      code: 'OpenShiftTooOld',
      message: "'version' (4.19) has gateways of Istio 1.24.4, which route to no InferencePool; upgrade to 4.21, or name a gateway of your own in 'inferenceGateway'",
    }));
  });

  test('are not asked for where a gateway of another make is named', () => {
    expect(poolOn({ inferenceGateway: { name: 'models' } }, onKubernetes('1.32')).names).toContain('LLMInferenceService/chat');
  });

  test('that route to older pools alone are said to', () => {
    expect(degraded({ aiVersion: '3.6' }, onKubernetes('1.33'))).toEqual([
      'gateways of OpenShift 4.20 route to InferencePool v1alpha2 alone, which KServe makes beside v1 until the cluster is upgraded',
    ]);
    expect(degraded({ aiVersion: '3.6' }, onKubernetes('1.34'))).toEqual([]);
  });

  test('that are not known are left to the cluster', () => {
    expect(degraded({ aiVersion: '3.6' }, onKubernetes('1.99'))).toEqual([]);
  });

  test('of another Kubernetes than the machines run are refused', () => {
    expect(() => poolOn({ version: '4.22' }, onKubernetes('1.34'))).toThrow(expect.objectContaining({
      code: 'KubernetesDiffers',
      message: "'version' (4.22) is Kubernetes 1.35, but the machines are said to run 1.34; set 'kubernetesVersion' of the target in 'on' to '1.35', or correct 'version'",
    }));
  });
});

describe('releases of OpenShift AI', () => {
  test.each(OPENSHIFT_AI_VERSIONS)('%s says where and when it was read', (version) => {
    const { source, asOf } = openShiftAiRelease(version);
    expect([source, asOf]).toEqual([expect.stringMatching(/^https:\/\//), expect.stringMatching(/^\d{4}-\d\d-\d\d$/)]);
  });

  test.each(['adapters', 'kvCacheOffloading', 'keda', 'rolloutStrategy'] as const)('keep %s once they have it', (part) => {
    const having = OPENSHIFT_AI_VERSIONS.map((version) => hasPart(version, part));
    expect(having).toEqual([...having].sort());
    expect(hasPart(firstWith(part), part)).toBe(true);
  });

  test.each<[string, PoolFacts, string]>([
    ['lora', { lora }, "'aiVersion' (3.4) is too old for 'lora': its LLMInferenceService knows no 'adapters'; upgrade OpenShift AI to 3.5, or leave 'lora' out"],
    ['kvOffload', { kvOffload: { cpuGib: 8 } },
      "'aiVersion' (3.4) is too old for 'kvOffload': its LLMInferenceService knows no 'kvCacheOffloading'; upgrade OpenShift AI to 3.5, or leave 'kvOffload' out"],
  ])('that know no %s refuse a pool that asks for it', (_prop, facts, message) => {
    expect(() => poolOn({ aiVersion: '3.4' }, facts)).toThrow(expect.objectContaining({ code: 'OpenShiftAiTooOld', message }));
    expect(poolOn({ aiVersion: '3.5' }, facts).names).toContain('LLMInferenceService/chat');
  });

  test.each<[OpenShiftDistributionProps['aiVersion'], object | undefined, readonly string[]]>([
    ['3.5', undefined, ['OpenShift AI 3.5 starts a new replica before an old one goes: an update waits for a GPU that is free']],
    ['3.6', { maxSurge: 0, maxUnavailable: 1 }, []],
  ])('%s take a replica away before they start the next one, or are said not to', (aiVersion, rolloutStrategy, reasons) => {
    expect(poolOn({ aiVersion }).one('LLMInferenceService').spec.rolloutStrategy).toEqual(rolloutStrategy);
    expect(degraded({ aiVersion })).toEqual(reasons);
  });
});

test.each<[object, string]>([
  [{ version: '4.2' }, "'version' (4.2) must be a release of OpenShift; did you mean '4.20'? use one of: 4.19, 4.20, 4.21, 4.22"],
  [{ aiVersion: 'latest' }, "'aiVersion' (latest) must be a release of OpenShift AI; use one of: 3.4, 3.5, 3.6"],
])('%j is refused', (props, message) => {
  expect(() => Target.openShift({ on: anOnPremTarget(), ...props })).toThrow(expect.objectContaining({ code: 'NotAnAlternative', message }));
});
