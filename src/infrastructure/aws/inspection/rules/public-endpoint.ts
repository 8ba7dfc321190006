import { isExpression, isFalse, isTrue, type Block } from '../block';
import type { Configuration } from '../configuration';
import type { Promised, Rule } from '../rule';

const ENDPOINT = 'vpc_config.endpoint_public_access';
/** What gives a thing an address on the internet. */
const PUBLIC: ReadonlySet<string> = new Set(['map_public_ip_on_launch', 'associate_public_ip_address', 'assign_public_ip', 'publicly_accessible']);
const SOURCES: ReadonlySet<string> = new Set(['cidr_blocks', 'ipv6_cidr_blocks', 'cidr_ipv4', 'cidr_ipv6']);

/** The Kubernetes API answers inside of its network only. */
export const privateApi: Rule = (configuration) => configuration.ofType('aws_eks_cluster').flatMap((cluster) => {
  const [value] = cluster.values(ENDPOINT);
  const certain = !isFalse(value) && !isExpression(value) && cluster.nested('vpc_config').length > 0;
  // The provider's own default is a public endpoint.
  return certain ? [cluster.objection(ENDPOINT, { code: 'PublicEndpoint', value, rule: 'opens the Kubernetes API to the internet', remedy: 'set it to false' })] : [];
});

/** Nothing that this library guards has a public address. */
export const privateAddresses: Rule = (configuration, promised) => closed(configuration, promised).flatMap((block) => block.leaves
  .filter(({ key, value }) => PUBLIC.has(key) && isTrue(value))
  .map(({ attribute, value }) => block.objection(attribute, { code: 'PublicEndpoint', value, rule: 'gives it an address on the internet', remedy: 'set it to false' })));

/** No security group that this library guards admits the whole internet. */
export const closedIngress: Rule = (configuration, promised) => closed(configuration, promised).flatMap((block) => block.leaves
  .filter(({ field, key, value }) => SOURCES.has(key) && /\/0$/.test(String(value)) && isIngress(block, field))
  .map(({ attribute, value }) => block.objection(attribute, { code: 'PublicEndpoint', value, rule: 'admits the whole internet', remedy: 'name the addresses that need it' })));

/** With a way to the internet, the user's own front door outside of zones may be on it, as long as it opens nothing of ours. */
function closed(configuration: Configuration, { internetEgress }: Promised): readonly Block[] {
  const opensOurs = ({ body }: Block) => configuration.oursIn(body.security_group_id).length > 0;
  return configuration.resources.filter((block) => !internetEgress || configuration.isGuarded(block) || opensOurs(block));
}

function isIngress({ type, body }: Block, field: string): boolean {
  return ['aws_security_group', 'aws_default_security_group'].includes(type) && /(^|\.)ingress\./.test(field)
    || type === 'aws_security_group_rule' && body.type === 'ingress'
    || type === 'aws_vpc_security_group_ingress_rule';
}
