import type { Construct } from 'constructs';
import { arrivalPorts, enginePorts } from './engine-ports';
import { Image } from '../../../catalog/images';
import { mirrored } from '../../../target/images';
import type { InferenceRequest, RoleRequest } from '../../../target/inference-request';
import { INFERENCE_POOL_GROUP } from '../../crds/inference';
import type { Container, Probe, Volume } from '../api/pod';
import { Role, RoleBinding } from '../api/rbac';
import { workloadLabels } from '../labels';

/** Where a client of the Kubernetes API looks for its token. */
const TOKEN_MOUNT = '/var/run/secrets/kubernetes.io/serviceaccount';
const TOKEN_VOLUME = 'api-access';
const TOKEN_SECONDS = 3600;

/**
 * The proxy before an engine that decodes: it has another replica work off the prompt where the picker says so.
 *
 * An init container that runs on, so that it is there before the engine and goes after it.
 *
 * @see https://github.com/llm-d/llm-d-router/blob/main/docs/disaggregation.md
 */
export function routingSidecar(need: RoleRequest): Container {
  return {
    name: 'routing-proxy',
    image: mirrored(need.cluster.registry, Image.ROUTING_SIDECAR.reference),
    restartPolicy: 'Always',
    args: sidecarArguments(need),
    env: [{ name: 'POD_IP', valueFrom: { fieldRef: { fieldPath: 'status.podIP' } } }],
    ports: arrivalPorts(need).map((containerPort, rank) => ({ name: rank === 0 ? 'proxy' : `proxy-${rank}`, containerPort, protocol: 'TCP' })),
    resources: { requests: { cpu: '500m', memory: '256Mi' }, limits: { memory: '1Gi' } },
    startupProbe: { ...health(need), periodSeconds: 2, failureThreshold: 30 },
    livenessProbe: { ...health(need), periodSeconds: 10, failureThreshold: 3 },
    readinessProbe: { ...health(need), periodSeconds: 5, failureThreshold: 3 },
    securityContext: { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: ['ALL'] } },
    volumeMounts: [{ name: TOKEN_VOLUME, mountPath: TOKEN_MOUNT, readOnly: true }],
  };
}

/** The token of the proxy, which the engine beside it does not get. */
export function sidecarVolume(): Volume {
  return {
    name: TOKEN_VOLUME,
    projected: {
      sources: [
        { serviceAccountToken: { path: 'token', expirationSeconds: TOKEN_SECONDS } },
        { configMap: { name: 'kube-root-ca.crt', items: [{ key: 'ca.crt', path: 'ca.crt' }] } },
        { downwardAPI: { items: [{ path: 'namespace', fieldRef: { fieldPath: 'metadata.namespace' } }] } },
      ],
    },
  };
}

/** What the proxy may read: the pool and its pods, for it sends prompts to no one else. */
export function sidecarAccess(scope: Construct, { name: pool, namespace, serviceAccountName }: InferenceRequest): void {
  const name = `${pool}-routing`;
  const metadata = { name, namespace, labels: workloadLabels(pool, 'engine') };
  const verbs = ['get', 'list', 'watch'];
  new Role(scope, 'SidecarRole', {
    metadata, rules: [{ apiGroups: [''], resources: ['pods'], verbs }, { apiGroups: [INFERENCE_POOL_GROUP], resources: ['inferencepools'], verbs }],
  });
  new RoleBinding(scope, 'SidecarRoleBinding', {
    metadata,
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name },
    subjects: [{ kind: 'ServiceAccount', name: serviceAccountName, namespace }],
  });
}

function sidecarArguments(need: RoleRequest): readonly string[] {
  const ports = arrivalPorts(need);
  return [
    `--port=${ports[0]}`,
    `--model-server-port=${enginePorts(need)[0]}`,
    ...(ports.length > 1 ? [`--data-parallel-size=${ports.length}`] : []),
    '--kv-connector=nixlv2',
    // requests come from the zone's own entrance, which has taken the encryption off
    '--secure-proxy=false',
    // a header names the replica that prefills: no other address than one of the pool's is believed
    '--enable-ssrf-protection',
    `--inference-pool=${need.namespace}/${need.name}`,
    `--pool-group=${INFERENCE_POOL_GROUP}`,
  ];
}

function health(need: RoleRequest): Probe {
  return { httpGet: { path: '/health', port: arrivalPorts(need)[0]! }, timeoutSeconds: 2 };
}
