/** How one replica is spread over GPUs. */
export interface Layout {
  /** Ranks that share every layer. */
  readonly tensorParallelSize: number;
  /** Stages that share out the layers. */
  readonly pipelineParallelSize: number;
  /** Engines of one replica that each serve requests of their own; mixtures share their experts among them. */
  readonly dataParallelSize: number;
  /** Ranks of a tensor-parallel group that share out the tokens of the cache. */
  readonly decodeContextParallelSize: number;
}

/** One GPU. */
export const ONE_GPU: Layout = { tensorParallelSize: 1, pipelineParallelSize: 1, dataParallelSize: 1, decodeContextParallelSize: 1 };

/** GPUs of one replica: decode context parallelism uses those of its tensor-parallel group. */
export function gpusOf(layout: Layout): number {
  return layout.tensorParallelSize * layout.pipelineParallelSize * layout.dataParallelSize;
}

/** A layout as it is said: `TP 2`, `TP 8 × PP 2`, `DP 8`. */
export function layoutName(layout: Layout): string {
  const sizes: readonly (readonly [string, number])[] = [
    ['TP', layout.tensorParallelSize], ['PP', layout.pipelineParallelSize], ['DP', layout.dataParallelSize], ['DCP', layout.decodeContextParallelSize],
  ];
  const said = sizes.filter(([, size]) => size > 1).map(([name, size]) => `${name} ${size}`);
  return said.length === 0 ? 'TP 1' : said.join(' × ');
}

/**
 * Layers of each pipeline stage: where they do not divide evenly, stages before the last take one more, from the back.
 *
 * @see https://docs.vllm.ai/en/latest/serving/parallelism_scaling/
 */
export function stagesOf(layers: number, stages: number): readonly number[] {
  const base = Math.floor(layers / stages);
  const rest = layers % stages;
  return Array.from({ length: stages }, (_, stage) => base + (stage < stages - 1 && stage >= stages - 1 - rest ? 1 : 0));
}
