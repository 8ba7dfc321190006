import type { Block } from '../block';
import { unexposed } from '../exposure';
import type { Rule } from '../rule';

const SOURCES: ReadonlySet<string> = new Set(['cidr_blocks', 'ipv6_cidr_blocks', 'cidr_ipv4', 'cidr_ipv6']);

/** No security group around what the internet must not reach admits all of it. */
export const closedIngress: Rule = (configuration, promised) => unexposed(configuration, promised).flatMap((block) => block.leaves
  .filter(({ field, key, value }) => SOURCES.has(key) && /\/0$/.test(String(value)) && isIngress(block, field))
  .map(({ attribute, value }) => block.objection(attribute, { code: 'PublicEndpoint', value, rule: 'admits the whole internet', remedy: 'name the addresses that need it' })));

function isIngress({ type, body }: Block, field: string): boolean {
  return ['aws_security_group', 'aws_default_security_group'].includes(type) && /(^|\.)ingress\./.test(field)
    || type === 'aws_security_group_rule' && body.type === 'ingress'
    || type === 'aws_vpc_security_group_ingress_rule';
}
