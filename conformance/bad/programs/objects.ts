import { ApiObject, Chart } from 'cdk8s';
import { BadProgram, collected, unchecked } from '../bad-program';
import { anEnvironment, aZone } from '../blueprint';
import { configMap } from './own-objects';

/** Objects written by hand that no API server accepts, or none is given. */
export const OBJECTS: readonly BadProgram[] = [
  {
    name: 'an object in no namespace', code: 'NamespaceMissing',
    message: collected("[munich/Manifests/Config] '/metadata/namespace' (undefined) must name a namespace: a ConfigMap is in one; create it below 'zone.manifests', or name the namespace"),
    build: (platform) => configMap(anEnvironment(platform).manifests, { data: {} }),
  },
  {
    name: 'a namespace in a namespace', code: 'NamespaceForbidden',
    message: collected("[munich/Zone/Objects/Inner] '/metadata/namespace' (zone) must be left out: a Namespace is in none; create it below 'environment.manifests'"),
    build: (platform) => new ApiObject(aZone(platform).manifests, 'Inner', { apiVersion: 'v1', kind: 'Namespace' }),
  },
  {
    name: 'a cluster role in a namespace', code: 'NamespaceForbidden',
    message: collected("[munich/Zone/Objects/Reader] '/metadata/namespace' (zone) must be left out: a ClusterRole is in none; create it below 'environment.manifests'"),
    build: (platform) => new ApiObject(aZone(platform).manifests, 'Reader', { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'ClusterRole', rules: [] }),
  },
  {
    name: 'an object outside of every environment', code: 'OutsideEnvironment',
    message: collected("[Shared/Config] 'scope' (Shared/Config) must be in the scope of an Environment; create it below a 'new Environment(platform, …)'"),
    build: (platform) => configMap(new Chart(platform, 'Shared'), { metadata: { namespace: 'shop' } }),
  },
  {
    name: 'an object of no kind', code: 'FieldMissing',
    message: collected("[munich/Zone/Objects/Config] '/kind' (undefined) must be a string that is not empty, in every object; undo the patch that removed it, or state it"),
    build: (platform) => new ApiObject(aZone(platform).manifests, 'Config', unchecked({ apiVersion: 'v1' })),
  },
  {
    name: 'an API that is gone', code: 'ApiRemoved',
    message: collected("[munich/Zone/Objects/Budget] '/apiVersion' (policy/v1beta1) is not served by Kubernetes 1.34 for PodDisruptionBudget; use policy/v1"),
    build: (platform) => new ApiObject(aZone(platform).manifests, 'Budget', { apiVersion: 'policy/v1beta1', kind: 'PodDisruptionBudget' }),
  },
  {
    name: 'a namespace that DNS does not take', code: 'NotADnsName',
    message: collected("[munich/Manifests/Config] '/metadata/namespace' (Online_Shop) must be a DNS-1123 label: at most 63 lower-case letters, digits and hyphens; correct its spelling"),
    build: (platform) => configMap(anEnvironment(platform).manifests, { metadata: { namespace: 'Online_Shop' } }),
  },
  {
    name: 'a name of 254 letters', code: 'NotADnsName',
    message: collected("[munich/Zone/Objects/Config] '/metadata/name' (ccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc...) must be a DNS-1123 subdomain: at most 253 lower-case letters, digits, hyphens and dots; correct its spelling"),
    build: (platform) => configMap(aZone(platform).manifests, { metadata: { name: 'c'.repeat(254) } }),
  },
  {
    name: 'a label that is a number', code: 'NotALabel',
    message: collected("[munich/Zone/Objects/Config] '/metadata/labels/team' (7) must be a string of at most 63 letters, digits, '-', '_' and '.'; write it in quotes, or shorten it"),
    build: (platform) => configMap(aZone(platform).manifests, { metadata: { labels: { team: 7 } } }),
  },
  {
    name: 'a label of 64 letters', code: 'NotALabel',
    message: collected("[munich/Zone/Objects/Config] '/metadata/labels/team' (tttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttt) must be a string of at most 63 letters, digits, '-', '_' and '.'; write it in quotes, or shorten it"),
    build: (platform) => configMap(aZone(platform).manifests, { metadata: { labels: { team: 't'.repeat(64) } } }),
  },
  {
    name: 'an annotation that is a flag', code: 'NotAText',
    message: collected("[munich/Zone/Objects/Config] '/metadata/annotations/reviewed' (true) must be a string; write it in quotes"),
    build: (platform) => configMap(aZone(platform).manifests, { metadata: { annotations: { reviewed: true } } }),
  },
  {
    name: 'a datum that is a number', code: 'NotAText',
    message: collected("[munich/Zone/Objects/Config] '/data/replicas' (2) must be a string; write it in quotes"),
    build: (platform) => configMap(aZone(platform).manifests, { data: { replicas: 2 } }),
  },
  {
    name: 'a number that is none', code: 'NotJson',
    message: collected("[munich/Zone/Objects/Quota] '/spec/hard/pods' (NaN) is no JSON value; use a number, string, boolean, list or map"),
    build: (platform) => new ApiObject(aZone(platform).manifests, 'Quota', {
      apiVersion: 'v1', kind: 'ResourceQuota', spec: { hard: { pods: NaN } },
    }),
  },
  {
    name: 'a function where a value is meant', code: 'NotJson',
    message: collected("[munich/Zone/Objects/Quota] '/spec/hard/pods' (()=>10) is no JSON value; use a number, string, boolean, list or map"),
    build: (platform) => new ApiObject(aZone(platform).manifests, 'Quota', {
      apiVersion: 'v1', kind: 'ResourceQuota', spec: { hard: { pods: () => 10 } },
    }),
  },
  {
    name: 'an integer beyond JSON', code: 'NotJson',
    message: collected("[munich/Zone/Objects/Quota] '/spec/hard/pods' (10) is no JSON value; use a number, string, boolean, list or map"),
    build: (platform) => new ApiObject(aZone(platform).manifests, 'Quota', {
      apiVersion: 'v1', kind: 'ResourceQuota', spec: { hard: { pods: 10n } },
    }),
  },
];
