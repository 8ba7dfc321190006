import { Lazy } from 'cdk8s';
import type { Construct } from 'constructs';
import { guardAdmission } from './admission/admission';
import { Namespace, ResourceQuota, ServiceAccount } from './api/core';
import { StorageClass } from './api/storage';
import type { Conventions } from './conventions';
import { objectLabels } from './labels';
import { allowDns, denyAll } from './network-policies';
import type { Binding, Fulfilment } from '../../target/binding';
import { ZONE_LABEL } from '../../target/labels';
import type { ZoneRequest } from '../../target/requests';
import type { StorageClassFacts } from '../../target/storage';

/** Contains a zone: its namespace, and what no pod in it may pass. */
export function containZone(scope: Construct, need: ZoneRequest, conventions: Conventions): Binding {
  const namespace = zoneNamespace(scope, need);
  new ServiceAccount(scope, 'DefaultServiceAccount', {
    metadata: { name: 'default', namespace: need.namespace, labels: objectLabels('default') },
    automountServiceAccountToken: false,
  });
  if (need.storage.create !== undefined) {
    zoneStorageClass(scope, need.storage.className, need.storage.create);
  }
  const fulfilments = [podSecurity(namespace, need), trafficDenied(scope, need, conventions), quotaSet(scope, need), guardAdmission(scope, need)];
  return { primary: namespace, fulfilments, findings: [] };
}

/** What pods of a zone may ask of the node they run on: `restricted`, unless virtual machines make that impossible. */
export function podSecurityLevel(need: ZoneRequest): 'restricted' | 'baseline' {
  return need.virtualMachines() || need.unconfinedPods?.() === true ? 'baseline' : 'restricted';
}

/** The namespace, labelled for Pod Security admission: enforced as of the cluster's version, so that an upgrade breaks nothing unannounced. */
function zoneNamespace(scope: Construct, need: ZoneRequest): Namespace {
  return new Namespace(scope, 'Resource', {
    metadata: {
      name: need.namespace,
      labels: {
        ...objectLabels(need.namespace),
        [ZONE_LABEL]: need.name,
        'pod-security.kubernetes.io/enforce': Lazy.any({ produce: () => podSecurityLevel(need) }),
        'pod-security.kubernetes.io/enforce-version': `v${need.cluster.kubernetesVersion}`,
        'pod-security.kubernetes.io/audit': 'restricted',
        'pod-security.kubernetes.io/audit-version': 'latest',
        'pod-security.kubernetes.io/warn': 'restricted',
        'pod-security.kubernetes.io/warn-version': 'latest',
      },
    },
  });
}

/** Read late: whether the zone holds virtual machines is known when the program is complete. */
function podSecurity(namespace: Namespace, need: ZoneRequest): Fulfilment {
  return {
    capability: 'pod.security',
    objects: [namespace],
    get level() { return podSecurityLevel(need) === 'baseline' ? 'degraded' : 'equal'; },
    get reason() {
      const makers = [...(need.virtualMachines() ? ['KubeVirt'] : []), ...(need.unconfinedPods?.() === true ? ["NVIDIA's NIM operator"] : [])];
      return makers.length > 0
        ? `pod security level baseline is enforced and restricted audited, because the pods of ${makers.join(' and ')} set no seccomp profile`
        : 'pod security level restricted is enforced on the namespace';
    },
  };
}

function trafficDenied(scope: Construct, need: ZoneRequest, conventions: Conventions): Fulfilment {
  const objects = [denyAll(scope, 'DefaultDeny', need.namespace), allowDns(scope, 'AllowDns', need.namespace, conventions.dns)];
  return { capability: 'net.defaultDeny', level: 'equal', reason: 'a network policy denies all traffic but name resolution in both directions', objects };
}

function quotaSet(scope: Construct, need: ZoneRequest): Fulfilment {
  const quota = new ResourceQuota(scope, 'Quota', {
    metadata: { name: 'zone', namespace: need.namespace, labels: objectLabels('zone') },
    spec: {
      hard: {
        'requests.nvidia.com/gpu': Lazy.any({ produce: () => String(need.gpuQuota()) }),
        'services.loadbalancers': '0',
        'services.nodeports': '0',
      },
    },
  });
  return { capability: 'quota', level: 'equal', reason: 'a quota caps GPUs at what the zone declares and forbids public Services', objects: [quota] };
}

function zoneStorageClass(scope: Construct, name: string, facts: StorageClassFacts): StorageClass {
  return new StorageClass(scope, 'StorageClass', {
    metadata: { name, labels: objectLabels(name) },
    provisioner: facts.provisioner,
    parameters: facts.parameters,
    volumeBindingMode: facts.volumeBindingMode,
    // A claim that is deleted by mistake does not take its data along.
    reclaimPolicy: 'Retain',
    allowVolumeExpansion: true,
  });
}
