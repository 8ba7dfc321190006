import type { Conventions } from '../kubernetes/conventions';

/** What clusters of OpenShift do otherwise than upstream Kubernetes. */
export const OPENSHIFT_CONVENTIONS = {
  // a policy sees the port of the pods, which is not the Service's 53
  dns: { namespace: 'openshift-dns', podLabels: { 'dns.operator.openshift.io/daemonset-dns': 'default' }, ports: [5353] },
  monitoringNamespace: 'openshift-user-workload-monitoring',
  // the port that asks only for rights in the namespace of the query; 9091 asks for rights on the whole cluster
  prometheusUrl: 'https://thanos-querier.openshift-monitoring.svc.cluster.local:9092',
  // the restricted SCC gives each namespace a range of user ids, and refuses all others
  engineIdentity: {},
} as const satisfies Partial<Conventions>;
