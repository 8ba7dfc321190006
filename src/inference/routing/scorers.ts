import type { Construct } from 'constructs';
import { requireProps } from '../../errors/requirements';
import { ValidationError } from '../../errors/validation-error';
import { ScorerWeights, scorerWeights } from '../../target/scorer-weights';
import type { InferencePoolProps } from '../inference-pool-props';

const MOST = 100;

/** Refuses weights of the wrong form, of what the pool does not have, and none at all. */
export function requireScorers(scorers: ScorerWeights, { routing = {}, lora, kvOffload }: InferencePoolProps, scope: Construct): void {
  requireProps(scorers, scope, 'routing.scorers');
  Object.entries(scorers).forEach(([name, weight]) => requireWeight(`routing.scorers.${name}`, weight, scope));
  if (routing.predictedLatency === true) {
    const rule = "are not asked with 'predictedLatency', which chooses by one figure alone";
    throw new ValidationError({ code: 'ScorersNotAsked', prop: 'routing.scorers', value: Object.keys(scorers).join(', '), rule, remedy: 'leave one of the two out' }, scope);
  }
  const caches = routing.prefixCache?.kind !== 'none';
  requireSubject('prefixCache', scorers, caches, "'routing.prefixCache' is not PrefixCache.none()", scope);
  requireSubject('offloadedPrefixCache', scorers, caches && kvOffload !== undefined && routing.prefixCache?.kind !== 'precise', "there is 'kvOffload' and the prefix cache is approximate", scope);
  requireSubject('adapter', scorers, lora !== undefined, "there is 'lora'", scope);
  requireAny(scorers, caches, scope);
}

function requireWeight(prop: string, value: unknown, scope: Construct): void {
  if (typeof value !== 'number' || !(value >= 0 && value <= MOST)) {
    throw new ValidationError({ code: 'NotANumber', prop, value, rule: `must be a number from 0 to ${MOST}`, remedy: 'correct its value' }, scope);
  }
}

function requireSubject(name: keyof ScorerWeights, scorers: ScorerWeights, there: boolean, where: string, scope: Construct): void {
  const weight = scorers[name] ?? 0;
  if (weight > 0 && !there) {
    throw new ValidationError({ code: 'NothingToScore', prop: `routing.scorers.${name}`, value: weight, rule: `counts something only where ${where}`, remedy: 'leave it out' }, scope);
  }
}

function requireAny(scorers: ScorerWeights, caches: boolean, scope: Construct): void {
  const { queue, runningRequests, kvCacheUtilization, prefixCache } = scorerWeights(scorers);
  if (queue + runningRequests + kvCacheUtilization + (caches ? prefixCache : 0) === 0) {
    const rule = 'leave nothing to choose a replica by for a prompt that none knows';
    throw new ValidationError({ code: 'NothingScores', prop: 'routing.scorers', value: Object.keys(scorers).join(', '), rule, remedy: "raise one of 'queue', 'runningRequests' and 'kvCacheUtilization'" }, scope);
  }
}
