import type { Sourced } from './sourced';

/** A container image that manifests of ours name. */
export interface Image extends Sourced {
  /** Upstream reference with host and tag. */
  readonly reference: string;
}

/** The container images that the library's own manifests run, at the versions that they were written for. */
export const Image = {
  /** vLLM's server of the OpenAI API; brings the unprivileged user `vllm`, user id 2000. */
  VLLM: {
    reference: 'docker.io/vllm/vllm-openai:v0.27.1',
    source: 'https://github.com/llm-d/llm-d/tree/main/guides/recipes/modelserver/components/images/gpu-vllm/release',
    asOf: '2026-08-22',
  },
  /** The same with Amazon's libfabric and NCCL plugin, built by Amazon upon the image above; the user is the same. */
  VLLM_EFA: {
    reference: 'public.ecr.aws/deep-learning-containers/vllm:0.27.1-gpu-py312-cu130-ubuntu22.04-ec2',
    source: 'https://github.com/aws/deep-learning-containers/blob/559bbcd9/docs/src/data/vllm/0.27.1-gpu-ec2.yml',
    asOf: '2026-08-14',
  },
  /** llm-d's endpoint picker for an InferencePool; runs as user id 65532. */
  ENDPOINT_PICKER: {
    reference: 'ghcr.io/llm-d/llm-d-router-endpoint-picker:v0.10.0',
    source: 'https://github.com/llm-d/llm-d-router/releases/tag/v0.10.0',
    asOf: '2026-08-17',
  },
  /** Copies files out of buckets; one static program, which runs as any user. */
  RCLONE: {
    reference: 'docker.io/rclone/rclone:1.75.1',
    source: 'https://github.com/rclone/rclone/releases/tag/v1.75.1',
    asOf: '2026-11-28',
  },
  /** llm-d's server that learns how long requests take; runs beside the endpoint picker. */
  LATENCY_TRAINING: {
    reference: 'ghcr.io/llm-d/llm-d-latency-predictor-training-server:0.9.0',
    source: 'https://github.com/kserve/kserve/tree/master/charts/kserve-runtime-configs',
    asOf: '2026-08-21',
  },
  /** llm-d's server that says how long a request would take where; runs beside the endpoint picker. */
  LATENCY_PREDICTION: {
    reference: 'ghcr.io/llm-d/llm-d-latency-predictor-prediction-server:0.9.0',
    source: 'https://github.com/kserve/kserve/tree/master/charts/kserve-runtime-configs',
    asOf: '2026-08-21',
  },
  /** llm-d's proxy before an engine that decodes, which has prompts worked off elsewhere first; runs as any user. */
  ROUTING_SIDECAR: {
    reference: 'ghcr.io/llm-d/llm-d-router-disagg-sidecar:v0.10.0',
    source: 'https://github.com/llm-d/llm-d-router/releases/tag/v0.10.0',
    asOf: '2026-08-17',
  },
  /** NVIDIA's device plugin. */
  NVIDIA_DEVICE_PLUGIN: {
    reference: 'nvcr.io/nvidia/k8s-device-plugin:v0.20.0',
    source: 'https://github.com/NVIDIA/gpu-operator/blob/v26.7.0/deployments/gpu-operator/values.yaml',
    asOf: '2026-08-21',
  },
  /** Amazon's device plugin for Elastic Fabric Adapters; the chart names a copy in a registry of one region. */
  EFA_DEVICE_PLUGIN: {
    reference: 'public.ecr.aws/eks/aws-efa-k8s-device-plugin:v0.5.20',
    source: 'https://github.com/aws/eks-charts/blob/52396092/stable/aws-efa-k8s-device-plugin/Chart.yaml',
    asOf: '2026-08-03',
  },
} as const satisfies Record<string, Image>;
