import { gpusOf, stagesOf } from './layout';
import type { Question } from './question';
import { layersOf } from '../../catalog/models/attention';
import { bitsOf } from '../../catalog/models/weights';
import { GIB } from '../../units/gib';

/**
 * Weights of one GPU of each pipeline stage, GiB.
 *
 * Embeddings lie at the ends, an encoder whole on every rank of the first stage, a draft in the last one, experts of a
 * mixture are shared among data-parallel engines, and all else is divided by tensor parallelism and by layers.
 *
 * @see https://docs.vllm.ai/en/latest/features/spec_decode/
 */
export function weightsByStage(question: Question): readonly number[] {
  const { model, layout } = question;
  const encoder = model.replicatedWeightsGib ?? 0;
  const embedding = embeddingGib(question);
  const experts = expertsGib(question);
  const draft = question.draft?.weightsGib ?? 0;
  const ends = (model.tiedEmbeddings === true ? 1 : 2) * embedding;
  const ofEach = Math.max(0, model.weightsGib - encoder - ends - experts) / layout.tensorParallelSize;
  const shared = ofEach + experts * layout.pipelineParallelSize / gpusOf(layout);
  const layers = Math.max(1, layersOf(model.attention));
  const counts = stagesOf(layers, layout.pipelineParallelSize);
  return counts.map((count, stage) => {
    const [first, last] = [stage === 0, stage === counts.length - 1];
    const embeddings = first && last ? ends : (first ? embedding : 0) + (last ? embedding : 0);
    return shared * count / layers + embeddings / layout.tensorParallelSize + (first ? encoder : 0) + (last ? draft / layout.tensorParallelSize : 0);
  });
}

/** One matrix of embeddings; 0 where the vocabulary is not known and they count as layers. */
function embeddingGib({ model }: Question): number {
  return Math.min((model.vocabularySize ?? 0) * model.hiddenSize * 2 / GIB, model.weightsGib / 2);
}

/** Routed experts, where data-parallel engines share them; 0 where they are divided as everything else. */
function expertsGib({ model, layout }: Question): number {
  if (model.experts === undefined || layout.dataParallelSize === 1) {
    return 0;
  }
  const { count, layers, intermediateSize } = model.experts;
  const bytes = 3 * layers * count * intermediateSize * model.hiddenSize * bitsOf(model.weightsFormat) / 8;
  return Math.min(bytes / GIB, model.weightsGib * 0.98);
}
