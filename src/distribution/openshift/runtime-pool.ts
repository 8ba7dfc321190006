import type { Construct } from 'constructs';
import { modelUri } from './model-source';
import { ownService } from './nim-pool';
import type { Fulfilment } from '../../target/binding';
import type { InferenceBinding } from '../../target/distribution';
import type { KserveEngineRequest } from '../../target/engine-request';
import { rolesOf, type InferenceRequest, type RoleRequest } from '../../target/inference-request';
import { InferenceService, type PredictorSpec } from '../crds/inference-service';
import type { Conventions } from '../kubernetes/conventions';
import { bucketEnvironment } from '../kubernetes/engine/bucket';
import { engineServiceAccount } from '../kubernetes/engine/engine';
import { gracePeriodSeconds, startupSeconds } from '../kubernetes/engine/engine-lifecycle';
import { requireNothingOfVllm } from '../kubernetes/engine/engine-limits';
import { engineResources } from '../kubernetes/engine/engine-pod';
import { engineChoiceFindings } from '../kubernetes/engine/engine-program';
import { modelEgress } from '../kubernetes/engine/engine-traffic';
import { selectorLabels, workloadLabels } from '../kubernetes/labels';
import { allow, namespaceOf, tcp } from '../kubernetes/network-policies';

const PROBE_SECONDS = 10;

/** Serves a model by a runtime of KServe that the cluster has: its image, command and probes are the runtime's. */
export function serveByRuntime(scope: Construct, need: InferenceRequest, engine: KserveEngineRequest, conventions: Conventions): InferenceBinding {
  const { name, namespace } = need;
  const [role] = rolesOf(need);
  requireNothingOfVllm(need, 'a runtime of KServe', scope);
  engineServiceAccount(scope, need);
  traffic(scope, need, engine, conventions);
  const service = new InferenceService(scope, 'Resource', {
    metadata: { name, namespace, labels: workloadLabels(name, 'engine'), annotations: { 'serving.kserve.io/deploymentMode': 'RawDeployment' } },
    spec: { predictor: predictor(role!, engine) },
  });
  const url = `http://${name}-predictor.${namespace}.svc.${conventions.clusterDomain}:${engine.port}`;
  return {
    primary: service,
    endpoint: { namespace, podLabels: selectorLabels(name, 'engine'), port: engine.port, url },
    findings: engineChoiceFindings(need),
    fulfilments: [served(engine, service), ownService("KServe's headless Service", [service]), fixed(role!, service)],
  };
}

function predictor(need: RoleRequest, { runtime, modelFormat }: KserveEngineRequest): PredictorSpec {
  const { modelStore, serving, parallelism } = need;
  return {
    minReplicas: need.minReplicas,
    maxReplicas: need.minReplicas,
    labels: selectorLabels(need.name, 'engine'),
    serviceAccountName: need.serviceAccountName,
    automountServiceAccountToken: false,
    enableServiceLinks: false,
    terminationGracePeriodSeconds: gracePeriodSeconds(need),
    nodeSelector: need.placement.nodeSelector,
    tolerations: need.placement.tolerations,
    model: {
      modelFormat: { name: modelFormat },
      runtime,
      storageUri: modelUri(need),
      args: [`--served-model-name=${need.model.name}`, `--max-model-len=${serving.maxModelLen}`, `--tensor-parallel-size=${parallelism.tensorParallelSize}`],
      ...(modelStore.kind === 'object-store' && { env: bucketEnvironment(modelStore) }),
      resources: engineResources(need),
      startupProbe: startup(need),
    },
  };
}

function startup(need: RoleRequest): PredictorSpec['model']['startupProbe'] {
  const port = need.engine?.kind === 'kserve' ? need.engine.port : 0;
  return { httpGet: { path: '/health', port }, periodSeconds: PROBE_SECONDS, timeoutSeconds: 5, failureThreshold: startupSeconds(need) / PROBE_SECONDS };
}

/** Who may call it, and the way to its model. */
function traffic(scope: Construct, need: InferenceRequest, { port }: KserveEngineRequest, { monitoringNamespace }: Conventions): void {
  const egress = modelEgress(need);
  allow(scope, 'Traffic', {
    name: need.name, namespace: need.namespace, podLabels: selectorLabels(need.name, 'engine'),
    ingress: [{ from: [namespaceOf(monitoringNamespace)], ports: tcp(port) }],
    ...(egress.length > 0 && { egress }),
  });
}

function served({ runtime }: KserveEngineRequest, service: InferenceService): Fulfilment {
  return { capability: 'ai_inference', level: 'substituted', reason: `KServe runs the runtime '${runtime}' from an InferenceService`, objects: [service] };
}

function fixed({ minReplicas, scaling }: RoleRequest, service: InferenceService): Fulfilment {
  const reason = `replicas are fixed at ${minReplicas}${scaling === undefined ? '' : ', because what a runtime measures has names of its own'}`;
  return { capability: 'pod_autoscaling', level: scaling === undefined ? 'not-applicable' : 'missing', reason, objects: [service] };
}
