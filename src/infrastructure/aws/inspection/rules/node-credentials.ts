import { isExpression } from '../block';
import type { Rule } from '../rule';

/** Pods cannot fetch the credentials of the node that they are on. */
export const nodeCredentials: Rule = (configuration) => configuration.ofType('aws_launch_template').filter(({ isOurs }) => isOurs).flatMap((template) => {
  const [tokens] = template.values('metadata_options.http_tokens');
  const [hops] = template.values('metadata_options.http_put_response_hop_limit');
  return [
    ...tokens === 'required' || isExpression(tokens) ? [] : [template.objection('metadata_options.http_tokens', {
      code: 'NodeCredentials', value: tokens, rule: 'lets any request fetch the credentials of the node', remedy: "set it to 'required'",
    })],
    ...Number(hops) > 1 ? [template.objection('metadata_options.http_put_response_hop_limit', {
      code: 'NodeCredentials', value: hops, rule: 'lets pods fetch the credentials of their node', remedy: 'set it to 1',
    })] : [],
  ];
});
