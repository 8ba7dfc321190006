import { isTrue } from '../block';
import { unexposed } from '../exposure';
import type { Rule } from '../rule';

/** What gives a thing an address on the internet. */
const PUBLIC: ReadonlySet<string> = new Set(['map_public_ip_on_launch', 'associate_public_ip_address', 'assign_public_ip', 'publicly_accessible']);

/** Nothing that the internet must not reach has an address there. */
export const privateAddresses: Rule = (configuration, promised) => unexposed(configuration, promised).flatMap((block) => block.leaves
  .filter(({ key, value }) => PUBLIC.has(key) && isTrue(value))
  .map(({ attribute, value }) => block.objection(attribute, { code: 'PublicEndpoint', value, rule: 'gives it an address on the internet', remedy: 'set it to false' })));
