import { Operator } from '../../catalog/operators';

/** Operators that clusters of OpenShift have, what OpenShift itself brings first. */
export const OPENSHIFT_OPERATORS: readonly Operator[] = [
  Operator.OPENSHIFT, Operator.OPENSHIFT_AI, Operator.OPENSHIFT_VIRTUALIZATION, Operator.CUSTOM_METRICS_AUTOSCALER,
  Operator.OPENSHIFT_CERT_MANAGER, Operator.CONNECTIVITY_LINK, Operator.OPENSHIFT_LEADER_WORKER_SET, Operator.NODE_FEATURE_DISCOVERY,
  Operator.OPENSHIFT_GPU_OPERATOR, Operator.OPENSHIFT_NIM, Operator.OPENSHIFT_GRAFANA,
];
