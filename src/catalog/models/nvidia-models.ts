import type { Model } from './model';
import { KAITO } from './sources';

/** Nemotron models of NVIDIA, mostly Mamba 2. */
export const NVIDIA_MODELS = {
  /** NVIDIA Nemotron 3 Nano 30B-A3B, Mamba 2 with six attention layers, bf16. */
  NEMOTRON_3_NANO_30B_A3B: {
    name: 'nvidia-nemotron-3-nano-30b-a3b-bf16', repository: 'nvidia/NVIDIA-Nemotron-3-Nano-30B-A3B-BF16', architecture: 'NemotronHForCausalLM',
    weightsGib: 58.82, weightsFormat: 'bf16',
    attentionHeads: 32, maxModelLen: 262144, hiddenSize: 2688, vocabularySize: 131072, experts: { count: 128, layers: 23, intermediateSize: 1856 },
    attention: [
      { kind: 'full', layers: 6, kvHeads: 2, headDim: 128 },
      { kind: 'recurrent', convChannels: 4096, convKernel: 4, groups: { count: 8, channels: 256 }, heads: 64, headDim: 64, stateDim: 128, stateBytes: 4, layers: 23 },
    ],
    ...KAITO,
  },
  /** NVIDIA Nemotron 3 Super 120B-A12B, bf16. */
  NEMOTRON_3_SUPER_120B_A12B: {
    name: 'nvidia-nemotron-3-super-120b-a12b-bf16', repository: 'nvidia/NVIDIA-Nemotron-3-Super-120B-A12B-BF16', architecture: 'NemotronHForCausalLM',
    weightsGib: 230.25, weightsFormat: 'bf16',
    attentionHeads: 32, maxModelLen: 262144, hiddenSize: 4096, vocabularySize: 131072, experts: { count: 512, layers: 40, intermediateSize: 2688 },
    attention: [
      { kind: 'full', layers: 8, kvHeads: 2, headDim: 128 },
      { kind: 'recurrent', convChannels: 8192, convKernel: 4, groups: { count: 8, channels: 256 }, heads: 128, headDim: 64, stateDim: 128, stateBytes: 4, layers: 40 },
    ],
    ...KAITO,
  },
  /** NVIDIA Nemotron 3 Ultra 550B-A55B, NVFP4. */
  NEMOTRON_3_ULTRA_550B_A55B_NVFP4: {
    name: 'nvidia-nemotron-3-ultra-550b-a55b-nvfp4', repository: 'nvidia/NVIDIA-Nemotron-3-Ultra-550B-A55B-NVFP4', architecture: 'NemotronHForCausalLM',
    weightsGib: 328.13, weightsFormat: 'nvfp4',
    attentionHeads: 64, maxModelLen: 262144, hiddenSize: 8192, vocabularySize: 131072, experts: { count: 512, layers: 48, intermediateSize: 5120 },
    attention: [
      { kind: 'full', layers: 12, kvHeads: 2, headDim: 128 },
      { kind: 'recurrent', convChannels: 16384, convKernel: 4, groups: { count: 8, channels: 256 }, heads: 256, headDim: 64, stateDim: 128, stateBytes: 4, layers: 48 },
    ],
    ...KAITO,
  },
} as const satisfies Record<string, Model>;
