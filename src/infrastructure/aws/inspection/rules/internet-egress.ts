import type { Block } from '../block';
import type { Configuration } from '../configuration';
import type { Rule } from '../rule';

/** Attributes by which a gateway is put into a network. */
const GATEWAYS: Readonly<Record<string, string>> = {
  aws_internet_gateway: 'vpc_id', aws_internet_gateway_attachment: 'vpc_id', aws_egress_only_internet_gateway: 'vpc_id', aws_nat_gateway: 'subnet_id',
};
/** Attributes of a route that lead to the internet, whatever the gateway. */
const WAYS_OUT = ['nat_gateway_id', 'egress_only_gateway_id'];

/** A network without internet egress has no gateway and no route to one. */
export const noInternetEgress: Rule = (configuration, { internetEgress, networkCreated }) => {
  if (internetEgress || !networkCreated) {
    return [];
  }
  return configuration.resources.flatMap((block) => {
    const attributes = [...gateway(configuration, block), ...route(configuration, block)];
    return attributes.map((attribute) => block.objection(attribute, {
      code: 'InternetEgress', value: block.body[attribute],
      rule: "leads out of a network whose 'internetEgress' is false", remedy: "remove it, or set 'internetEgress' to true",
    }));
  });
};

function gateway(configuration: Configuration, { type, body }: Block): string[] {
  const attribute = GATEWAYS[type];
  const isPrivate = body.connectivity_type === 'private';
  return attribute !== undefined && !isPrivate && configuration.oursIn(body[attribute]).length > 0 ? [attribute] : [];
}

function route(configuration: Configuration, { type, body }: Block): string[] {
  if (type !== 'aws_route' || configuration.oursIn(body.route_table_id).length === 0) {
    return [];
  }
  const toGateway = /aws_internet_gateway\.|^igw-/.test(String(body.gateway_id)) ? ['gateway_id'] : [];
  return [...toGateway, ...WAYS_OUT.filter((attribute) => body[attribute] !== undefined && body[attribute] !== null)];
}
