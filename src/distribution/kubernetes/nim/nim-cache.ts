import type { Construct } from 'constructs';
import { nimFiles, type NimFiles } from './nim-files';
import type { NimEngineRequest } from '../../../target/engine-request';
import { mirrored } from '../../../target/images';
import type { RoleRequest } from '../../../target/inference-request';
import { NimCache } from '../../crds/nim';
import type { EnvVar } from '../api/pod';
import { gpuRuntime, type Conventions } from '../conventions';
import { variables } from '../engine/environment';
import { workloadLabels } from '../labels';
import { allow, to } from '../network-policies';
import { placed } from '../placed';

/** Room beside the weights: engines that are built for the GPUs, tokenizers and logs, GiB. */
const BESIDE_GIB = 20;

/** Anywhere on the port of HTTPS: NVIDIA's registry has no range of addresses of its own. */
const ANYWHERE = { cidr: '0.0.0.0/0', ports: [443] };

/** The files of a NIM on a volume of their own, brought there once; none where the zone's volume has them. */
export function nimCache(scope: Construct, need: RoleRequest, nim: NimEngineRequest, conventions: Conventions): readonly NimCache[] {
  const files = nimFiles(need, nim);
  if (files.kind === 'volume') {
    return [];
  }
  allow(scope, 'FillTraffic', {
    name: `${need.name}-fill`, namespace: need.namespace, podLabels: cachePods(need), egress: (files.kind === 'bucket' ? files.store.egress : [ANYWHERE]).map(to),
  });
  return [new NimCache(scope, 'Cache', {
    metadata: { name: need.name, namespace: need.namespace, labels: workloadLabels(need.name, 'model-cache') },
    spec: {
      source: { ngc: source(need, nim) },
      storage: { pvc: claim(need) },
      ...(files.kind === 'bucket' && { env: override(files) }),
      resources: { cpu: '4', memory: '16Gi' },
      ...placed(need.placement),
      ...gpuRuntime(conventions),
    },
  })];
}

/** Labels that the operator puts on the pods that fill a cache. */
function cachePods({ name }: RoleRequest): Readonly<Record<string, string>> {
  return { 'app': 'k8s-nim-operator', 'app.kubernetes.io/name': name };
}

function source({ cluster, parallelism }: RoleRequest, { image, profile, authSecret, pullSecret }: NimEngineRequest) {
  return {
    modelPuller: mirrored(cluster.registry, image),
    ...(pullSecret !== undefined && { pullSecret }),
    authSecret,
    model: profile === undefined ? { tensorParallelism: String(parallelism.tensorParallelSize) } : { profiles: [profile] },
  };
}

function claim({ storage, model }: RoleRequest) {
  const size = `${Math.ceil(model.weightsGib) + BESIDE_GIB}Gi`;
  return { create: true, size, ...(storage !== undefined && { storageClass: storage.className, volumeAccessMode: storage.accessMode }) };
}

/** @see https://docs.nvidia.com/nim/large-language-models/latest/deploy-air-gap.html */
function override({ uri, store }: Extract<NimFiles, { readonly kind: 'bucket' }>): readonly EnvVar[] {
  const { region, endpoint } = store;
  return variables({ NIM_REPOSITORY_OVERRIDE: uri, AWS_REGION: region, ...(endpoint !== undefined && { AWS_ENDPOINT_URL: endpoint }) });
}
