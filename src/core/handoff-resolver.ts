import type { IResolver, ResolutionContext } from 'cdk8s';
import { Environment } from './environment';
import { idsBelow } from './names';
import { mayHoldToken, withoutTokens } from './tokens';

/** Turns each cdktf token that an object holds into the placeholder of a hand-off, while cdk8s resolves the object. */
export class HandoffResolver implements IResolver {
  public resolve(context: ResolutionContext): void {
    // asked for every value of every object: what costs anything comes after this
    if (!mayHoldToken(context.value)) {
      return;
    }
    const environment = context.obj.node.scopes.find(Environment.isEnvironment) as Environment | undefined;
    if (environment === undefined) {
      return;
    }
    const use = { ids: idsBelow(environment, context.obj), field: context.key };
    const value = withoutTokens(context.value, environment, (expression, type) => environment._handoff.placeholderFor(expression, type, use));
    if (value !== undefined) {
      context.replaceValue(value);
    }
  }
}
