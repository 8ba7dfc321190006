import type { InferenceGatewayClass } from '../../catalog/inference-gateways';
import { Operator, requireOperators } from '../../catalog/operators';

/** Operators that upstream clusters have, wherever they run. */
const SHARED: readonly Operator[] = [
  Operator.GATEWAY_API, Operator.INFERENCE_EXTENSION, Operator.LLM_D_ROUTER, Operator.ISTIO, Operator.CERT_MANAGER,
  Operator.PROMETHEUS, Operator.GRAFANA, Operator.KEDA, Operator.VARIANT_AUTOSCALER, Operator.LEADER_WORKER_SET, Operator.NIM,
  Operator.KUBEVIRT, Operator.CDI,
];

/** Operators that clusters of the company's own have. */
export const KUBERNETES_OPERATORS: readonly Operator[] = [...SHARED, Operator.GPU_OPERATOR];

/** Operators that clusters of EKS have: the images of our nodes bring driver and container toolkit. */
export const EKS_OPERATORS: readonly Operator[] = SHARED;

/** Operators that one machine with k3s has: there is no gateway, and no group of pods to spread over machines. */
export const K3S_OPERATORS: readonly Operator[] = [
  Operator.K3S, Operator.PROMETHEUS, Operator.GRAFANA, Operator.KEDA, Operator.KUBEVIRT, Operator.CDI,
];

/** What brings the kinds of a gateway's own. */
const GATEWAYS: Readonly<Record<NonNullable<InferenceGatewayClass['policies']>, Operator>> = {
  'istio': Operator.ISTIO, 'agentgateway': Operator.AGENTGATEWAY, 'envoy-gateway': Operator.ENVOY_GATEWAY,
};

/** The operators of a distribution with gateways of a class. */
export function withGateway(prerequisites: readonly Operator[], { policies }: Pick<InferenceGatewayClass, 'policies'>): readonly Operator[] {
  const brings = policies === undefined ? undefined : GATEWAYS[policies];
  const known = brings === undefined || prerequisites.includes(brings) || !prerequisites.includes(Operator.GATEWAY_API);
  return known ? prerequisites : [...prerequisites, brings];
}

/** The operators of a distribution, and those that a target declares beside them. */
export function withOwn(prerequisites: readonly Operator[], own: readonly Operator[] = []): readonly Operator[] {
  requireOperators('operators', own);
  return [...prerequisites, ...own];
}
