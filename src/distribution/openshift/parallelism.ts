import type { EngineRole } from '../../target/inference-request';
import type { LlmParallelism } from '../crds/kserve';

/** How a replica is spread, in KServe's words, which know either stages or engines beside tensor parallelism. */
export function parallelismOf({ parallelism }: Pick<EngineRole, 'parallelism'>): LlmParallelism {
  const { tensorParallelSize: tensor, pipelineParallelSize: pipeline, dataParallelSize: data, dataParallelSizeLocal: dataLocal } = parallelism;
  return {
    tensor,
    ...(pipeline > 1 && { pipeline }),
    ...(data > 1 && { data, dataLocal }),
    ...(parallelism.enableExpertParallel && { expert: true }),
  };
}

/** What KServe's commands leave out: of a replica in one pod, they say how many GPUs share a layer and nothing else. */
export function parallelismArguments({ parallelism, podsPerReplica }: EngineRole): readonly string[] {
  const { decodeContextParallelSize, ...sizes } = parallelism;
  const contexts = decodeContextParallelSize > 1 ? [`--decode-context-parallel-size=${decodeContextParallelSize}`] : [];
  return podsPerReplica > 1 ? contexts : [
    ...(sizes.pipelineParallelSize > 1 ? [`--pipeline-parallel-size=${sizes.pipelineParallelSize}`] : []),
    ...(sizes.dataParallelSize > 1 ? [`--data-parallel-size=${sizes.dataParallelSize}`] : []),
    ...(sizes.enableExpertParallel ? ['--enable-expert-parallel'] : []),
    ...contexts,
  ];
}
