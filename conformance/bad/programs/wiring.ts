import { ApiObject, JsonPatch } from 'cdk8s';
import { BadProgram, collected } from '../bad-program';
import { aBlueprint, atAmazon, aZone, onPremises, poolOf } from '../blueprint';
import { patched, resourceBelow } from './own-objects';
import { Operator, Platform, Target } from 'aiplane';

/** A routing sidecar as upstream writes it, on the port that it takes unless told another. */
const SIDECAR = { name: 'routing-proxy', image: 'registry.muc2.bank.example/ghcr.io/llm-d/llm-d-routing-sidecar:v0.10.0', restartPolicy: 'Always' };

const PRECISE = 'plugins:\n- type: precise-prefix-cache-producer\n  parameters:\n    tokenProcessorConfig:\n      blockSize: 64\n';

/** Nodes with an L4 at Amazon, whose node group has an override. */
function nodesWith(platform: Platform, path: string, value: unknown): void {
  resourceBelow(aBlueprint(platform, atAmazon()).nodes, 'aws_eks_node_group').addOverride(path, value);
}

/** What breaks a link between the parts of a pool, or between a pool and its cluster; the rules of docs/wiring.md. */
export const WIRING: readonly BadProgram[] = [
  {
    name: 'a pool that asks its engines for a replica', code: 'PickerPortWrong',
    message: collected("[munich/Zone/Chat/Manifests/Pool] '/spec/endpointPickerRef/port/number' (8000) is no port of the Service 'chat-epp' that leads to its picker, which answers proxies on 9002; use 9002"),
    build: (platform) => patched(platform, 'InferencePool', 'chat', JsonPatch.replace('/spec/endpointPickerRef/port/number', 8000)),
  },
  {
    name: 'a picker that is told of another pool', code: 'PickerOfAnotherPool',
    message: collected("[munich/Zone/Chat/Manifests/Picker] '/spec/template/spec/containers/0/args --pool-name' (chad) is not that of the InferencePool 'chat' which asks it; use chat"),
    build: (platform) => patched(platform, 'Deployment', 'chat-epp', JsonPatch.replace('/spec/template/spec/containers/0/args/0', '--pool-name=chad')),
  },
  {
    name: 'a picker that scores and picks nothing', code: 'NotOnePicker',
    message: "'schedulingProfiles.default' ([]) must have one plugin that picks; add 'max-score-picker', or leave the others out",
    build: (platform) => poolOf(platform, {
      routing: { pickerConfig: (derived) => ({ ...derived, schedulingProfiles: [{ name: 'default', plugins: [{ pluginRef: 'queue-scorer', weight: 1 }] }] }) },
    }),
  },
  {
    name: 'a picker with a plugin that is not there', code: 'NoSuchPlugin',
    message: "'schedulingProfiles.default' (carbon-scorer) names no plugin of the configuration; add it to 'plugins', or name one of: approx-prefix-cache-producer, queue-scorer, kv-cache-utilization-scorer, prefix-cache-scorer, max-score-picker, single-profile-handler",
    build: (platform) => poolOf(platform, {
      routing: { pickerConfig: (derived) => ({ ...derived, schedulingProfiles: [{ name: 'default', plugins: [{ pluginRef: 'carbon-scorer', weight: 1 }, { pluginRef: 'max-score-picker' }] }] }) },
    }),
  },
  {
    name: 'a pool with a port that its engines do not open', code: 'PortReachesNothing',
    message: collected("[munich/Zone/Chat/Manifests/Pool] '/spec/targetPorts/0/number' (8001) is a port on which the pods of the Deployment 'chat' do not listen; use one of: 8000"),
    build: (platform) => patched(platform, 'InferencePool', 'chat', JsonPatch.replace('/spec/targetPorts/0/number', 8001)),
  },
  {
    name: 'an engine on the port of its routing sidecar',
    message: collected(
      "[munich/Zone/Chat/Manifests/Resource] '/spec/template/spec/containers/0/args --port' (8000) is the port of the routing sidecar in the same pod; use 8200",
      "[munich/Zone/Chat/Manifests/Resource] '/spec/template/spec/containers/0/env VLLM_HTTP_TIMEOUT_KEEP_ALIVE' (5) must be above the 90 seconds for which the routing sidecar keeps a connection that rests; use 120",
    ),
    build: (platform) => patched(platform, 'Deployment', 'chat', JsonPatch.add('/spec/template/spec/initContainers', [SIDECAR])),
  },
  {
    name: 'blocks of two sizes', code: 'BlockSizesDiffer',
    message: collected("[munich/Zone/Chat/Manifests/Resource] '/spec/template/spec/containers/0/args --block-size' (16) is not the block size of the picker's index (64); use 64 in both"),
    build: (platform) => patched(platform, 'ConfigMap', 'chat-epp', JsonPatch.replace('/data/endpoint-picker.yaml', PRECISE)),
  },
  {
    name: 'an engine that is killed while it drains', code: 'GraceTooShort',
    message: collected("[munich/Zone/Chat/Manifests/Resource] '/spec/template/spec/terminationGracePeriodSeconds' (60) must be above the 135 seconds that the engine takes to stop: its preStop hook and its 'shutdown-timeout'; use 150 or more"),
    build: (platform) => patched(platform, 'Deployment', 'chat', JsonPatch.replace('/spec/template/spec/terminationGracePeriodSeconds', 60)),
  },
  {
    name: 'two pickers without a leader', code: 'PickersWithoutLeader',
    message: collected("[munich/Zone/Chat/Manifests/Picker] '/spec/replicas' (2) are pickers that each know a part of what the replicas have cached, for none is their leader; use 1, or add the argument '--ha-enable-leader-election'"),
    build: (platform) => patched(platform, 'Deployment', 'chat-epp', JsonPatch.replace('/spec/replicas', 2)),
  },
  {
    name: 'a pool of a version that nothing serves', code: 'VersionNotServed',
    message: collected("[munich/Zone/Chat/Manifests/Pool] '/apiVersion' (inference.networking.k8s.io/v1alpha2) is not served by Inference extension here; use inference.networking.k8s.io/v1"),
    build: (platform) => patched(platform, 'InferencePool', 'chat', JsonPatch.replace('/apiVersion', 'inference.networking.k8s.io/v1alpha2')),
  },
  {
    name: 'a queue without its operator', code: 'OperatorUndeclared',
    message: collected("[munich/Zone/Objects/Queue] '/apiVersion' (kueue.x-k8s.io/v1beta2) is of a group that no operator of the target brings (Kueue does); install it there, and add Operator.KUEUE to the 'operators' of the target"),
    build: (platform) => {
      new ApiObject(aZone(platform).manifests, 'Queue', { apiVersion: 'kueue.x-k8s.io/v1beta2', kind: 'LocalQueue', spec: { clusterQueue: 'gpus' } });
    },
  },
  {
    name: 'a user that OpenShift refuses', code: 'UserFixed',
    message: collected("[munich/Zone/Chat/Manifests/Resource] '/spec/template/securityContext/runAsUser' (2000) must be left out: the cluster gives each namespace a range of ids and refuses all others; remove it"),
    build: (platform) => patched(platform, 'LLMInferenceService', 'chat', JsonPatch.add('/spec/template/securityContext', { runAsUser: 2000 }), Target.openShift({ on: onPremises() })),
  },
  {
    name: 'an engine that can write nowhere', code: 'NowhereToWrite',
    message: collected("[munich/Zone/Chat/Manifests/Resource] '/spec/template/spec/containers/0/volumeMounts' (/tmp) is on no volume that can be written, and the root of the container cannot be; mount an emptyDir at /tmp"),
    build: (platform) => patched(platform, 'Deployment', 'chat', JsonPatch.remove('/spec/template/spec/containers/0/volumeMounts/2')),
  },
  {
    name: 'more GPUs than ranks',
    message: collected(
      "[munich/Zone/Chat/Manifests/Resource] '/spec/template/spec/containers/0/resources/limits/nvidia.com/gpu' (2) must be 1, one for each rank of the pod; change both together, or neither",
      "[munich/Zone/Chat/Manifests/Resource] '/spec/template/spec/containers/0/resources/limits/nvidia.com/gpu' (2) must be at most 1, which is what a node of 'zone-gpus' has; lower it, or spread the replica over more pods",
    ),
    build: (platform) => patched(platform, 'Deployment', 'chat', JsonPatch.replace('/spec/template/spec/containers/0/resources/limits/nvidia.com~1gpu', '2')),
  },
  {
    name: 'a longer context than the verdict is about', code: 'EngineNotAsJudged',
    message: collected("[munich/Zone/Chat/Manifests/Resource] '/spec/template/spec/containers/0/args --max-model-len' (131072) is not the 8192 that the verdict on 'munich/Zone/Chat' is about; state it as the pool's 'maxModelLen', which judges it anew, or undo the patch"),
    build: (platform) => patched(platform, 'Deployment', 'chat', JsonPatch.replace('/spec/template/spec/containers/0/args/4', '--max-model-len=131072')),
  },
  {
    name: 'a longer context than the verdict is about, on KServe', code: 'EngineNotAsJudged',
    message: collected("[munich/Zone/Chat/Manifests/Resource] '/spec/template/containers/0/args --max-model-len' (131072) is not the 8192 that the verdict on 'munich/Zone/Chat' is about; state it as the pool's 'maxModelLen', which judges it anew, or undo the patch"),
    build: (platform) => patched(platform, 'LLMInferenceService', 'chat', JsonPatch.replace('/spec/template/containers/0/args/0', '--max-model-len=131072'), Target.openShift({ on: onPremises() })),
  },
  {
    name: 'another model than the verdict is about', code: 'EngineNotAsJudged',
    message: collected("[munich/Zone/Chat/Manifests/Resource] '/spec/template/spec/containers/0/args' (/models/Qwen/Qwen3-8B) is 'qwen3-8b', and the verdict on 'munich/Zone/Chat' is about 'llama-3.1-8b-instruct'; state it as the pool's 'model', which judges it anew, or undo the patch"),
    build: (platform) => patched(platform, 'Deployment', 'chat', JsonPatch.replace('/spec/template/spec/containers/0/args/0', '/models/Qwen/Qwen3-8B')),
  },
  {
    name: 'a driver that the nodes bring already', code: 'DriverTwice',
    message: collected("[munich/Manifests/Policy] '/spec/driver/enabled' (true) must be false: the nodes that 'nvidia-device-plugin-zone-gpus' runs on have it already; set it to false"),
    build: (platform) => {
      const { environment } = aBlueprint(platform, atAmazon({ operators: [Operator.GPU_OPERATOR] }));
      const off = { enabled: false };
      const policy = { apiVersion: 'nvidia.com/v1', kind: 'ClusterPolicy', metadata: { name: 'gpu-cluster-policy' } };
      new ApiObject(environment.manifests, 'Policy', { ...policy, spec: { toolkit: off, devicePlugin: off, driver: { enabled: true } } });
    },
  },
  {
    name: 'a slice of a GPU that cannot be cut', code: 'NoSuchSlice',
    message: collected("[munich/Zone/Chat/Manifests/Resource] '/spec/template/spec/containers/0/resources/limits/nvidia.com/mig-1g.10gb' (1g.10gb) is no slice of the L4 of its nodes; ask for nvidia.com/gpu: these GPUs cannot be cut"),
    build: (platform) => patched(platform, 'Deployment', 'chat', JsonPatch.add('/spec/template/spec/containers/0/resources/limits/nvidia.com~1mig-1g.10gb', '1')),
  },
  {
    name: 'a queue that nobody made', code: 'NoSuchObject',
    message: collected("[munich/Zone/Chat/Manifests/Resource] '/metadata/labels/kueue.x-k8s.io/queue-name' (gpus) names no LocalQueue of the namespace 'zone'; create it, or name one that exists"),
    build: (platform) => patched(platform, 'Deployment', 'chat', JsonPatch.add('/metadata/labels/kueue.x-k8s.io~1queue-name', 'gpus')),
  },
  {
    name: 'an engine that takes a Service for its port', code: 'ServiceLinksOn',
    message: collected("[munich/Zone/Chat/Manifests/Resource] '/spec/template/spec/enableServiceLinks' (undefined) must be false: a Service named vllm would set VLLM_PORT, which the engine takes for its own; set it to false"),
    build: (platform) => patched(platform, 'Deployment', 'chat', JsonPatch.remove('/spec/template/spec/enableServiceLinks')),
  },
  {
    name: 'a model from the public hub', code: 'ModelFromOutside',
    message: collected("[munich/Zone/Chat/Manifests/Resource] '/spec/model/uri' (hf://meta-llama/Llama-3.1-8B-Instruct) leads out of the zone 'zone'; mirror the model to the store of the zone, and name it there"),
    build: (platform) => patched(platform, 'LLMInferenceService', 'chat', JsonPatch.replace('/spec/model/uri', 'hf://meta-llama/Llama-3.1-8B-Instruct'), Target.openShift({ on: onPremises() })),
  },
  {
    name: 'an image for other processors', code: 'ImageUnsuited',
    message: collected("[munich/Zone/Gpus/NodeGroup/Resource] 'ami_type' (AL2023_ARM_64_NVIDIA) is for other processors than those of g6.xlarge; choose an image for these machines, or other machines"),
    build: (platform) => nodesWith(platform, 'ami_type', 'AL2023_ARM_64_NVIDIA'),
  },
  {
    name: 'an image without a driver', code: 'ImageUnsuited',
    message: collected("[munich/Zone/Gpus/NodeGroup/Resource] 'ami_type' (AL2023_x86_64_STANDARD) brings no driver for the GPUs of g6.xlarge, and none is installed; choose an image for these machines, or other machines"),
    build: (platform) => nodesWith(platform, 'ami_type', 'AL2023_x86_64_STANDARD'),
  },
  {
    name: 'slices that the GPUs of a group cannot be cut into', code: 'NoSuchSlice',
    message: collected("[munich/Zone/Gpus/NodeGroup/Resource] 'labels.nvidia.com/mig.config' (all-1g.10gb) is no configuration that a GPU of the model L4 can be cut by; use one of: all-disabled"),
    build: (platform) => nodesWith(platform, 'labels', { 'nvidia.com/mig.config': 'all-1g.10gb' }),
  },
  {
    name: 'GPUs that are passed to machines under a pool', code: 'GpusSharedWithMachine',
    message: collected("[munich/Zone/Gpus/NodeGroup/Resource] 'labels.nvidia.com/gpu.workload.config' (vm-passthrough) passes the GPUs of a node group that serves pools to machines; use container, or give the machines nodes of their own"),
    build: (platform) => nodesWith(platform, 'labels', { 'nvidia.com/gpu.workload.config': 'vm-passthrough' }),
  },
];
