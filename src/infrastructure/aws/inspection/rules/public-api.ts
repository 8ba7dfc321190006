import { isExpression, isFalse } from '../block';
import type { Rule } from '../rule';

const ENDPOINT = 'vpc_config.endpoint_public_access';

/** The Kubernetes API answers inside of its network only. */
export const privateApi: Rule = (configuration) => configuration.ofType('aws_eks_cluster').flatMap((cluster) => {
  const [value] = cluster.values(ENDPOINT);
  // Where nothing is said, the provider opens it.
  const isPublic = !isFalse(value) && !isExpression(value) && cluster.nested('vpc_config').length > 0;
  return isPublic ? [cluster.objection(ENDPOINT, { code: 'PublicEndpoint', value, rule: 'opens the Kubernetes API to the internet', remedy: 'set it to false' })] : [];
});
