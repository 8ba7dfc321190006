import { JsonPatch } from 'cdk8s';
import { BadProgram, collected } from '../bad-program';
import { aBlueprint, aPool, atTheEdge, aZone, someNodes } from '../blueprint';
import { objectBelow, patched, without } from './own-objects';

/** Patches, and deletions, that break what objects are to each other. */
export const PATCHES: readonly BadProgram[] = [
  {
    name: 'a selector that nothing has the labels of', code: 'SelectorFindsNothing',
    message: collected('[munich/Zone/Chat/Manifests/Service] \'/spec/selector\' ({"app":"chat"}) finds no pods in the namespace \'zone\'; undo the patch, or give the pods these labels'),
    build: (platform) => patched(platform, 'Service', 'chat', JsonPatch.replace('/spec/selector', { app: 'chat' }), atTheEdge()),
  },
  {
    name: 'a selector of another workload', code: 'SelectorFindsNothing',
    message: collected('[munich/Zone/Chat/Manifests/Traffic] \'/spec/podSelector/matchLabels\' ({"aiplane.dev/workload":"chad","app.kubernetes.io/component":"engine"}) finds no pods in the namespace \'zone\'; undo the patch, or give the pods these labels'),
    build: (platform) => patched(platform, 'NetworkPolicy', 'chat', JsonPatch.replace('/spec/podSelector/matchLabels/aiplane.dev~1workload', 'chad')),
  },
  {
    name: 'a budget that finds no pods', code: 'SelectorFindsNothing',
    message: collected('[munich/Zone/Chat/Manifests/DisruptionBudget] \'/spec/selector/matchLabels\' ({"aiplane.dev/workload":"chat","app.kubernetes.io/component":"engin"}) finds no pods in the namespace \'zone\'; undo the patch, or give the pods these labels'),
    build: (platform) => {
      const zone = aZone(platform);
      const pool = aPool(zone, someNodes(zone, { maxNodes: 2 }), { minReplicas: 2 });
      const patch = JsonPatch.replace('/spec/selector/matchLabels/app.kubernetes.io~1component', 'engin');
      objectBelow(pool, 'PodDisruptionBudget', 'chat').addJsonPatch(patch);
    },
  },
  {
    name: 'a selector that is not that of its own pods', code: 'SelectorMissesTemplate',
    message: collected('[munich/Zone/Chat/Manifests/Picker] \'/spec/selector/matchLabels\' ({"app":"picker"}) does not match the labels of its own template, {"aiplane.dev/workload":"chat","app.kubernetes.io/component":"endpoint-picker","app.kubernetes.io/managed-by":"aiplane","app.kubernetes.io/name":"chat"}; change both together, or neither'),
    build: (platform) => patched(platform, 'Deployment', 'chat-epp', JsonPatch.replace('/spec/selector/matchLabels', { app: 'picker' })),
  },
  {
    name: 'labels that the selector of their own pods misses',
    message: collected(
      '[munich/Zone/Chat/Manifests/Picker] \'/spec/selector/matchLabels\' ({"aiplane.dev/workload":"chat","app.kubernetes.io/component":"endpoint-picker"}) does not match the labels of its own template, {"aiplane.dev/workload":"chat","app.kubernetes.io/managed-by":"aiplane","app.kubernetes.io/name":"chat"}; change both together, or neither',
      '[munich/Zone/Chat/Manifests/PickerMetrics] \'/spec/selector/matchLabels\' ({"aiplane.dev/workload":"chat","app.kubernetes.io/component":"endpoint-picker"}) finds no pods in the namespace \'zone\'; undo the patch, or give the pods these labels',
      '[munich/Zone/Chat/Manifests/PickerService] \'/spec/selector\' ({"aiplane.dev/workload":"chat","app.kubernetes.io/component":"endpoint-picker"}) finds no pods in the namespace \'zone\'; undo the patch, or give the pods these labels',
      '[munich/Zone/Chat/Manifests/PickerTraffic] \'/spec/podSelector/matchLabels\' ({"aiplane.dev/workload":"chat","app.kubernetes.io/component":"endpoint-picker"}) finds no pods in the namespace \'zone\'; undo the patch, or give the pods these labels',
    ),
    build: (platform) => patched(platform, 'Deployment', 'chat-epp', JsonPatch.remove('/spec/template/metadata/labels/app.kubernetes.io~1component')),
  },
  {
    name: 'pods that may run on nodes of another zone', code: 'StraysFromZone',
    message: collected("[munich/Zone/Chat/Manifests/Picker] '/spec/template/spec/affinity' (undefined) lets pods of the zone 'zone' run on nodes of other zones; set it to the 'affinity' of the zone, or ask for nodes of the zone with 'nodeSelector'"),
    build: (platform) => patched(platform, 'Deployment', 'chat-epp', JsonPatch.remove('/spec/template/spec/affinity')),
  },
  {
    name: 'a service account that nobody made', code: 'NoSuchObject',
    message: collected("[munich/Zone/Chat/Manifests/Resource] '/spec/template/spec/serviceAccountName' (chad) names no ServiceAccount of the namespace 'zone'; create it, or name one that exists"),
    build: (platform) => patched(platform, 'Deployment', 'chat', JsonPatch.replace('/spec/template/spec/serviceAccountName', 'chad')),
  },
  {
    name: 'a claim that nobody made', code: 'NoSuchObject',
    message: collected("[munich/Zone/Chat/Manifests/Resource] '/spec/template/spec/volumes/3/persistentVolumeClaim/claimName' (aiplane-models) names no PersistentVolumeClaim of the namespace 'zone'; create it, or name one that exists"),
    build: (platform) => patched(platform, 'PersistentVolumeClaim', 'aiplane-models', JsonPatch.replace('/metadata/name', 'models')),
  },
  {
    name: 'a configuration that nobody made', code: 'NoSuchObject',
    message: collected("[munich/Zone/Chat/Manifests/Picker] '/spec/template/spec/volumes/0/configMap/name' (chad-epp) names no ConfigMap of the namespace 'zone'; create it, or name one that exists"),
    build: (platform) => patched(platform, 'Deployment', 'chat-epp', JsonPatch.replace('/spec/template/spec/volumes/0/configMap/name', 'chad-epp')),
  },
  {
    name: 'a role that nobody made', code: 'NoSuchObject',
    message: collected("[munich/Zone/Chat/Manifests/PickerRoleBinding] '/roleRef/name' (chad-epp) names no Role of the namespace 'zone'; create it, or name one that exists"),
    build: (platform) => patched(platform, 'RoleBinding', 'chat-epp', JsonPatch.replace('/roleRef/name', 'chad-epp')),
  },
  {
    name: 'a route to no pool', code: 'NoSuchObject',
    message: collected("[munich/Zone/Chat/Manifests/Route] '/spec/rules/0/backendRefs/0/name' (chad) names no InferencePool of the namespace 'zone'; create it, or name one that exists"),
    build: (platform) => patched(platform, 'HTTPRoute', 'chat', JsonPatch.replace('/spec/rules/0/backendRefs/0/name', 'chad')),
  },
  {
    name: 'a picker that is no Service', code: 'NoSuchObject',
    message: collected("[munich/Zone/Chat/Manifests/Pool] '/spec/endpointPickerRef/name' (chad) names no Service of the namespace 'zone'; create it, or name one that exists"),
    build: (platform) => patched(platform, 'InferencePool', 'chat', JsonPatch.replace('/spec/endpointPickerRef/name', 'chad')),
  },
  {
    name: 'an account deleted from under its pods', code: 'NoSuchObject',
    message: collected("[munich/Zone/Chat/Manifests/Resource] '/spec/template/spec/serviceAccountName' (chat) names no ServiceAccount of the namespace 'zone'; create it, or name one that exists"),
    build: (platform) => without(aBlueprint(platform).pool, 'ServiceAccount'),
  },
  {
    name: 'a disk that bears another name than its machine looks for', code: 'NoSuchObject',
    message: collected("[munich/Zone/Ledger/Manifests/Resource] '/spec/template/spec/volumes/0/dataVolume/name' (ledger) names no DataVolume of the namespace 'zone'; create it, or name one that exists"),
    build: (platform) => patched(platform, 'DataVolume', 'ledger', JsonPatch.replace('/metadata/name', 'archive')),
  },
  {
    name: 'an object without a kind', code: 'FieldMissing',
    message: collected("[munich/Zone/Chat/Manifests/Metrics] '/kind' (undefined) must be a string that is not empty, in every object; undo the patch that removed it, or state it"),
    build: (platform) => patched(platform, 'PodMonitor', 'chat', JsonPatch.remove('/kind')),
  },
  {
    name: 'an object without a version', code: 'FieldMissing',
    message: collected("[munich/Zone/Ledger/Manifests/Service] '/apiVersion' () must be a string that is not empty, in every object; undo the patch that removed it, or state it"),
    build: (platform) => patched(platform, 'Service', 'ledger', JsonPatch.replace('/apiVersion', '')),
  },
  {
    name: 'an object without metadata', code: 'FieldMissing',
    message: collected("[munich/Zone/Chat/Manifests/Metrics] '/metadata/name' (undefined) must be a string that is not empty, in every object; undo the patch that removed it, or state it"),
    build: (platform) => patched(platform, 'PodMonitor', 'chat', JsonPatch.remove('/metadata')),
  },
  {
    name: 'a name that DNS does not take', code: 'NotADnsName',
    message: collected("[munich/Zone/Chat/Manifests/Metrics] '/metadata/name' (Chat_Metrics) must be a DNS-1123 subdomain: at most 253 lower-case letters, digits, hyphens and dots; correct its spelling"),
    build: (platform) => patched(platform, 'PodMonitor', 'chat', JsonPatch.replace('/metadata/name', 'Chat_Metrics')),
  },
  {
    name: 'an account moved away from its pods', code: 'NoSuchObject',
    message: collected("[munich/Zone/Chat/Manifests/Picker] '/spec/template/spec/serviceAccountName' (chat-epp) names no ServiceAccount of the namespace 'zone'; create it, or name one that exists"),
    build: (platform) => patched(platform, 'ServiceAccount', 'chat-epp', JsonPatch.replace('/metadata/namespace', 'elsewhere')),
  },
  {
    name: 'a selector with labels of its own, beside a gateway', code: 'SelectorFindsNothing',
    message: collected('[munich/Zone/Chat/Manifests/PickerService] \'/spec/selector\' ({"app":"picker"}) finds no pods in the namespace \'zone\'; undo the patch, or give the pods these labels'),
    build: (platform) => patched(platform, 'Service', 'chat-epp', JsonPatch.replace('/spec/selector', { app: 'picker' })),
  },
  {
    name: 'a policy with labels of its own, beside a gateway', code: 'SelectorFindsNothing',
    message: collected('[munich/Zone/Chat/Manifests/Traffic] \'/spec/podSelector/matchLabels\' ({"app":"chat"}) finds no pods in the namespace \'zone\'; undo the patch, or give the pods these labels'),
    build: (platform) => patched(platform, 'NetworkPolicy', 'chat', JsonPatch.replace('/spec/podSelector/matchLabels', { app: 'chat' })),
  },
  {
    name: 'a port that no pod listens on', code: 'PortReachesNothing',
    message: collected("[munich/Zone/Chat/Manifests/PickerService] '/spec/ports/0/targetPort' (99) is a port on which none of its pods listens; use one of: 9002, grpc, 9003, grpc-health, 9090, metrics"),
    build: (platform) => patched(platform, 'Service', 'chat-epp', JsonPatch.replace('/spec/ports/0/targetPort', 99)),
  },
  {
    name: 'a zone that admits everything', code: 'ZoneUnbounded',
    message: collected("[munich/Zone/Manifests/Resource] '/metadata/labels/pod-security.kubernetes.io/enforce' (privileged) lets pods of the zone 'zone' do anything to their node; undo the patch: use restricted, or baseline"),
    build: (platform) => {
      const patch = JsonPatch.replace('/metadata/labels/pod-security.kubernetes.io~1enforce', 'privileged');
      objectBelow(aBlueprint(platform).zone, 'Namespace', 'zone').addJsonPatch(patch);
    },
  },
  {
    name: 'a zone that denies nothing', code: 'ZoneUndenied',
    message: collected("[munich/Zone/Manifests/Resource] 'NetworkPolicy' (undefined) must deny all undeclared traffic of the zone 'zone'; keep its policy 'default-deny' as it is"),
    build: (platform) => without(aBlueprint(platform).zone, 'DefaultDeny'),
  },
];
