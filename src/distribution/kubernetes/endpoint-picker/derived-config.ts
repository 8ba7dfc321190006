import { flowControl } from './flow-control';
import { OFFLOADED_SCORER } from './offloaded-prefixes';
import { latencyPlugins, latencyProfile, roleLatencyMembers, roleLatencyPlugins } from './predicted-latency';
import { isPrecise, prefixCache, type PrefixCacheParts } from './prefix-cache';
import type { InferenceRequest } from '../../../target/inference-request';
import type { EndpointPickerConfig, ProfilePlugin, SchedulingProfile } from '../../../target/picker-config';
import { PickerPlugin } from '../../../target/picker-plugins';
import { scorerWeights } from '../../../target/scorer-weights';

const PICKER = PickerPlugin.of('max-score-picker');

/** Names of plugins and profiles of the disaggregated path. */
const ROLES = ['prefill', 'decode'] as const;

/** The configuration that follows from a pool: its load, its caches, its adapters, its roles and what waits. */
export function derivedConfig(need: InferenceRequest, tokenizerUrl: string): EndpointPickerConfig {
  const caches = prefixCache(need, tokenizerUrl);
  const chosen = need.routing?.predictedLatency === true ? byLatency(need, caches) : byScore(need, caches);
  const waiting = need.routing?.flowControl === undefined ? undefined : flowControl(need.routing.flowControl);
  return {
    plugins: [...chosen.plugins, ...(waiting?.plugins ?? [])],
    schedulingProfiles: chosen.schedulingProfiles,
    ...(caches.sources.length > 0 && { dataLayer: { sources: caches.sources } }),
    ...(waiting !== undefined && { flowControl: waiting.flowControl }),
  };
}

/** Whether a request may visit one replica to prefill and another to decode. */
export function isDisaggregated({ roles }: Pick<InferenceRequest, 'roles'>): boolean {
  return roles.some(({ role }) => role === 'prefill');
}

type Chosen = Pick<EndpointPickerConfig, 'plugins' | 'schedulingProfiles'>;

function byScore(need: InferenceRequest, caches: PrefixCacheParts): Chosen {
  const adapters = need.lora === undefined ? [] : [PickerPlugin.of('lora-affinity-scorer')];
  const load = [PickerPlugin.of('queue-scorer'), PickerPlugin.of('running-requests-size-scorer'), PickerPlugin.of('kv-cache-utilization-scorer')];
  const weights = weightsByScorer(need);
  const scorers = [...load, ...caches.scorers, ...adapters].filter(({ name }) => weights[name]! > 0);
  const weighted = scorers.map(({ name }) => ({ pluginRef: name, weight: weights[name]! }));
  const members: readonly ProfilePlugin[] = [...weighted, { pluginRef: PICKER.name }];
  const plugins = [...caches.plugins, ...scorers, PICKER];
  return isDisaggregated(need) ? disaggregated(need, plugins, () => members) : single(plugins, members);
}

function weightsByScorer({ routing }: InferenceRequest): Readonly<Record<string, number>> {
  const weights = scorerWeights(routing?.scorers);
  return {
    'queue-scorer': weights.queue,
    'running-requests-size-scorer': weights.runningRequests,
    'kv-cache-utilization-scorer': weights.kvCacheUtilization,
    'prefix-cache-scorer': weights.prefixCache,
    [OFFLOADED_SCORER]: weights.offloadedPrefixCache,
    'lora-affinity-scorer': weights.adapter,
  };
}

function single(plugins: readonly PickerPlugin[], members: readonly ProfilePlugin[]): Chosen {
  return { plugins: [...plugins, PickerPlugin.of('single-profile-handler')], schedulingProfiles: [{ name: 'default', plugins: members }] };
}

type MembersOf = (role: typeof ROLES[number]) => readonly ProfilePlugin[];

function disaggregated(need: InferenceRequest, plugins: readonly PickerPlugin[], membersOf: MembersOf): Chosen {
  const decider = prefillDecider(need);
  const filters = ROLES.map((role) => PickerPlugin.of(`${role}-filter`));
  return {
    plugins: [...plugins, ...filters, ...decider, PickerPlugin.of('disagg-profile-handler', { deciders: { prefill: decider[decider.length - 1]!.name } })],
    schedulingProfiles: ROLES.map((name) => roleProfile(name, membersOf(name))),
  };
}

/** Members are copied: YAML would write one object of two profiles as an alias. */
function roleProfile(name: string, members: readonly ProfilePlugin[]): SchedulingProfile {
  return { name, plugins: [{ pluginRef: `${name}-filter` }, ...members.map((member) => ({ ...member }))] };
}

/** What decides whether another replica prefills: how much of the prompt the decoding one has not cached, where that can be told. */
function prefillDecider(need: InferenceRequest): readonly PickerPlugin[] {
  const nonCachedTokens = need.kvTransfer?.nonCachedTokens ?? 0;
  if (nonCachedTokens === 0 || need.routing?.prefixCache?.kind === 'none') {
    return [PickerPlugin.of('always-disagg-pd-decider')];
  }
  // it reads what the approximate producer found, whichever the scorer goes by
  const known = isPrecise(need) ? [PickerPlugin.of('approx-prefix-cache-producer', { autoTune: true })] : [];
  return [...known, PickerPlugin.of('prefix-based-pd-decider', { nonCachedTokens })];
}

function byLatency(need: InferenceRequest, caches: PrefixCacheParts): Chosen {
  if (isDisaggregated(need)) {
    return disaggregated(need, [...caches.plugins, ...roleLatencyPlugins()], roleLatencyMembers);
  }
  return { plugins: [...caches.plugins, ...latencyPlugins(need), PickerPlugin.of('single-profile-handler')], schedulingProfiles: [latencyProfile()] };
}
