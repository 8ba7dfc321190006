import type { Block } from './block';
import type { Configuration } from './configuration';
import type { Promised } from './rule';

/**
 * The resources that the internet must not reach.
 *
 * With a way to the internet, the user's own front door outside of zones may be on it, as long as it opens nothing of ours.
 */
export function unexposed(configuration: Configuration, { internetEgress }: Promised): readonly Block[] {
  const opensOurs = ({ body }: Block) => configuration.oursIn(body.security_group_id).length > 0;
  return configuration.resources.filter((block) => !internetEgress || configuration.isGuarded(block) || opensOurs(block));
}
