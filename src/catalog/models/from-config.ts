import { ARCHITECTURES, Architecture } from './architectures';
import { ConfigReader } from './config-reader';
import type { Measurement, Model } from './model';
import { encoderWeightsGib, estimatedWeightsGib, expertsOf } from './parameters';
import { Quantization, quantizationOf } from './weights';
import { oneOf } from '../../errors/did-you-mean';
import { requireForm } from '../../errors/requirements';
import { ValidationError } from '../../errors/validation-error';
import { GIB } from '../../units/gib';
import { AS_GIVEN } from '../sourced';

/** What a `config.json` does not say about its model. */
export interface ConfigOptions {
  /** Repository on the model hub, `owner/name`. @default - `_name_or_path` of the configuration */
  readonly repository?: string;
  /** Commit of that repository. @default - the branch `main`, which the mirror list says */
  readonly revision?: string;
  /** Name that clients put in `model`. @default - the repository's without its owner, in lower case */
  readonly name?: string;
  /** Bytes of all tensors, when they are known otherwise than by an index. @default - estimated from the shapes */
  readonly weightsBytes?: number;
  /** What was measured on a running engine. @default - nothing */
  readonly measured?: Measurement;
}

/** Largest part by which bytes computed from shapes fell short of known ones: MXFP4 is padded when it is loaded. */
const SHAPES_ERROR: Readonly<Record<Model['weightsFormat'], number>> = { bf16: 0.03, fp8: 0.03, int8: 0.03, int4: 0.03, nvfp4: 0.03, mxfp4: 0.09 };

/**
 * The model that a parsed `config.json` of the model hub describes.
 *
 * @param json the parsed file
 * @param index the parsed `model.safetensors.index.json`: makes the bytes of the weights exact
 */
export function modelFromConfig(json: unknown, index: unknown, options: ConfigOptions): Model {
  const config = ConfigReader.of(json);
  const { name: architecture, facts } = architectureOf(config);
  const bytes = options.weightsBytes ?? bytesOf(index);
  const repository = repositoryOf(config, options);
  const quantization = requireQuantization(config);
  const text = config.text;
  return {
    name: options.name ?? nameOf(repository),
    repository,
    ...options.revision === undefined ? {} : { revision: options.revision },
    architecture,
    ...weightsOf(config, quantization, bytes),
    attentionHeads: text.count('num_attention_heads'),
    attention: facts.attention?.(text) ?? [],
    maxModelLen: text.count('max_position_embeddings', 'model_max_length'),
    ...shapeOf(config),
    ...facts.multimodal === true ? { multimodal: true } : {},
    ...facts.unestimable === undefined ? {} : { unestimable: facts.unestimable },
    ...options.measured === undefined ? {} : { measured: options.measured },
    source: `https://huggingface.co/${repository}/blob/${options.revision ?? 'main'}/config.json`,
    asOf: options.revision ?? AS_GIVEN,
  };
}

function architectureOf(config: ConfigReader): { readonly name: string; readonly facts: Architecture } {
  const name = config.list('architectures')[0];
  const known = Object.keys(ARCHITECTURES);
  if (typeof name !== 'string' || !known.includes(name)) {
    const remedy = `describe it with Model.custom({…}), or ${oneOf(name, known)}`;
    throw new ValidationError({ code: 'UnknownArchitecture', prop: 'config.architectures', value: name, rule: 'is no architecture that a configuration can be read for', remedy });
  }
  return { name, facts: ARCHITECTURES[name]! };
}

function repositoryOf(config: ConfigReader, { repository = config.word('_name_or_path') }: ConfigOptions): string {
  if (repository === undefined) {
    const remedy = "name it in the options, such as { repository: 'owner/name' }";
    throw new ValidationError({ code: 'NotAText', prop: 'repository', value: undefined, rule: "must be given where the configuration has no '_name_or_path'", remedy });
  }
  requireForm('repository', repository, /^[\w.-]+\/[\w.-]+$/, "'owner/name' of the model hub");
  return repository;
}

function nameOf(repository: string): string {
  return repository.split('/')[1]!.toLowerCase().replace(/_/g, '-');
}

function requireQuantization(config: ConfigReader): Quantization {
  const quantization = quantizationOf(config);
  if (quantization === undefined) {
    const method = (config.section('quantization_config') ?? config.text.section('quantization_config'))?.word('quant_method');
    throw new ValidationError({
      code: 'UnknownQuantization', prop: 'config.quantization_config.quant_method', value: method,
      rule: 'is no format of weights that is known',
      remedy: 'describe the model with Model.custom({…}), with the bytes that its weights take',
    });
  }
  return quantization;
}

type Weights = Pick<Model, 'weightsGib' | 'weightsError' | 'weightsFormat' | 'replicatedWeightsGib' | 'quantizationBlock'>;

function weightsOf(config: ConfigReader, quantization: Quantization, bytes: number | undefined): Weights {
  if (bytes === undefined && quantization.mixed === true) {
    const remedy = 'pass model.safetensors.index.json too, or the bytes of all tensors as weightsBytes';
    throw new ValidationError({ code: 'WeightsUnknown', prop: 'index', value: undefined, rule: 'must be given for a checkpoint that mixes formats', remedy });
  }
  const encoder = encoderWeightsGib(config);
  const estimate = () => encoder + estimatedWeightsGib(config.text, quantization, expertsOf(config.text));
  return {
    ...bytes === undefined ? { weightsGib: estimate(), weightsError: SHAPES_ERROR[quantization.format] } : { weightsGib: bytes / GIB },
    weightsFormat: quantization.format,
    ...encoder === 0 ? {} : { replicatedWeightsGib: encoder },
    ...quantization.block === undefined ? {} : { quantizationBlock: quantization.block },
  };
}

function shapeOf(config: ConfigReader): Pick<Model, 'hiddenSize' | 'intermediateSize' | 'vocabularySize' | 'tiedEmbeddings' | 'experts'> {
  const text = config.text;
  const [experts, intermediateSize] = [expertsOf(text), text.tryCount('intermediate_size_mlp', 'dense_intermediate_size', 'intermediate_size')];
  const hasDenseLayers = experts === undefined || text.has('first_k_dense_replace') || text.has('interleave_moe_layer_step');
  return {
    hiddenSize: text.count('hidden_size'),
    ...intermediateSize === undefined || !hasDenseLayers ? {} : { intermediateSize },
    vocabularySize: text.count('vocab_size'),
    ...text.flag('tie_word_embeddings') || config.flag('tie_word_embeddings') ? { tiedEmbeddings: true } : {},
    ...experts === undefined ? {} : { experts },
  };
}

/** Bytes of all tensors by an index; an index of another form is refused rather than ignored. */
function bytesOf(index: unknown): number | undefined {
  if (index === undefined) {
    return undefined;
  }
  const total = ConfigReader.of(index).section('metadata')?.tryCount('total_size');
  if (total === undefined) {
    const remedy = 'pass the parsed model.safetensors.index.json, or leave it out';
    throw new ValidationError({ code: 'NotAnIndex', prop: 'index.metadata.total_size', value: undefined, rule: 'must be the bytes of all tensors', remedy });
  }
  return total;
}
