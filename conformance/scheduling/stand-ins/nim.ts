import { LEADER_WORKER_SET_GROUP, ownedBy, RESTRICTED, type Child, type Parent, type StandIn } from './stand-in';

interface Claim {
  readonly create?: boolean;
  readonly name?: string;
  readonly size?: string;
  readonly storageClass?: string;
  readonly volumeAccessMode?: string;
}

interface NimServiceSpec {
  readonly replicas?: number;
  readonly image: { readonly repository: string; readonly tag: string };
  readonly labels?: Readonly<Record<string, string>>;
  readonly resources?: object;
  readonly nodeSelector?: object;
  readonly tolerations?: readonly object[];
  readonly affinity?: object;
  readonly runtimeClassName?: string;
  readonly expose?: { readonly service?: { readonly name?: string; readonly port?: number } };
  readonly storage?: { readonly pvc?: Claim };
  readonly multiNode?: { readonly parallelism?: { readonly pipeline?: number } };
}

const PORT = 8000;

/** A NIM service is a Deployment, or a set of leaders and workers where it spans nodes, behind a Service. @see https://docs.nvidia.com/nim-operator/latest/service.html */
export const NIM: StandIn = {
  controller: 'NIM Operator', apiVersion: 'apps.nvidia.com/v1alpha1', kind: 'NIMService', makes: [LEADER_WORKER_SET_GROUP],
  children: (nim) => {
    const spec = nim.spec as unknown as NimServiceSpec;
    return [...claim(nim, spec), service(nim, spec), spec.multiNode === undefined ? deployment(nim, spec) : leaderWorkerSet(nim, spec)];
  },
};

/** By this label the operator's own Services find pods. */
function selector({ metadata: { name } }: Parent, { multiNode }: NimServiceSpec): Readonly<Record<string, string>> {
  return { app: multiNode === undefined ? name : `${name}-lws` };
}

function deployment(nim: Parent, spec: NimServiceSpec): Child {
  return {
    apiVersion: 'apps/v1', kind: 'Deployment', metadata: metadataOf(nim, nim.metadata.name),
    spec: { replicas: spec.replicas ?? 1, selector: { matchLabels: selector(nim, spec) }, template: podTemplate(nim, spec) },
  };
}

function leaderWorkerSet(nim: Parent, spec: NimServiceSpec): Child {
  const template = podTemplate(nim, spec);
  const leaderWorkerTemplate = { size: spec.multiNode?.parallelism?.pipeline ?? 1, leaderTemplate: template, workerTemplate: template };
  return {
    apiVersion: 'leaderworkerset.x-k8s.io/v1', kind: 'LeaderWorkerSet', metadata: metadataOf(nim, `${nim.metadata.name}-lws`),
    spec: { replicas: spec.replicas ?? 1, leaderWorkerTemplate },
  };
}

function service(nim: Parent, spec: NimServiceSpec): Child {
  const { name = nim.metadata.name, port = PORT } = spec.expose?.service ?? {};
  return { apiVersion: 'v1', kind: 'Service', metadata: metadataOf(nim, name), spec: { selector: selector(nim, spec), ports: [{ name: 'api', port, targetPort: PORT }] } };
}

function claim(nim: Parent, { storage }: NimServiceSpec): readonly Child[] {
  const { create = false, size = '1Gi', storageClass, volumeAccessMode = 'ReadWriteOnce' } = storage?.pvc ?? {};
  return !create ? [] : [{
    apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata: metadataOf(nim, claimName(nim, storage)!),
    spec: { accessModes: [volumeAccessMode], resources: { requests: { storage: size } }, storageClassName: storageClass },
  }];
}

function claimName({ metadata: { name } }: Parent, storage: NimServiceSpec['storage']): string | undefined {
  return storage?.pvc === undefined ? undefined : storage.pvc.name ?? `${name}-pvc`;
}

function podTemplate(nim: Parent, spec: NimServiceSpec) {
  const { image, labels, resources, nodeSelector, tolerations, affinity, runtimeClassName, storage } = spec;
  const volume = claimName(nim, storage);
  const container = {
    name: `${nim.metadata.name}-ctr`, image: `${image.repository}:${image.tag}`, resources, ports: [{ name: 'api', containerPort: PORT }], securityContext: RESTRICTED,
  };
  return {
    metadata: { labels: { ...labels, ...selector(nim, spec) } },
    spec: {
      nodeSelector, tolerations, affinity, runtimeClassName, containers: [container],
      ...(volume === undefined ? {} : { volumes: [{ name: 'model-store', persistentVolumeClaim: { claimName: volume } }] }),
    },
  };
}

function metadataOf(nim: Parent, name: string): Child['metadata'] {
  const { namespace } = nim.metadata;
  return { name, namespace, labels: { 'app.kubernetes.io/name': nim.metadata.name, 'app.kubernetes.io/managed-by': 'k8s-nim-operator' }, ...ownedBy(nim) };
}
