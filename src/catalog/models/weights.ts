import type { ConfigReader } from './config-reader';
import type { WeightsFormat } from './model';

/** Numbers that share a scale in 4-bit integer formats unless the checkpoint says otherwise. */
const INT4_GROUP = 128;

/** Bits of one number in each format, scales included: 32 share one of 8 bit in MXFP4, 16 in NVFP4. */
const BITS: Readonly<Record<Exclude<WeightsFormat, 'int4'>, number>> = { bf16: 16, fp8: 8, int8: 8, mxfp4: 4.25, nvfp4: 4.5 };

/** Bits of one number, scales included; a group of AWQ and GPTQ shares a scale of 16 bit and a zero point of 4. */
export function bitsOf(format: WeightsFormat, group = INT4_GROUP): number {
  return format === 'int4' ? 4 + 20 / group : BITS[format];
}

/** How the weights of a checkpoint are stored. */
export interface Quantization {
  readonly format: WeightsFormat;
  /** Numbers that share a scale in a 4-bit integer format. @default 128 */
  readonly group?: number;
  /** Whether modules differ in format, so that shapes do not give their bytes. @default false */
  readonly mixed?: boolean;
  /** Edge of the blocks that share a scale. @default - none do */
  readonly block?: number;
  /** Names and patterns of the modules that stay at 16 bit. */
  readonly unquantized: readonly string[];
}

/** The formats by the word that a configuration has for the method. */
const METHODS: Readonly<Record<string, WeightsFormat>> = { fp8: 'fp8', fbgemm_fp8: 'fp8', mxfp4: 'mxfp4', nvfp4: 'nvfp4', modelopt_fp4: 'nvfp4', awq: 'int4', gptq: 'int4' };

/** Reads how a checkpoint is quantised; undefined where it names a method that nothing is known of. */
export function quantizationOf(config: ConfigReader): Quantization | undefined {
  const section = config.section('quantization_config') ?? config.text.section('quantization_config');
  if (section === undefined) {
    return { format: 'bf16', unquantized: [] };
  }
  const formats = formatsOf(section);
  const block = section.list('weight_block_size').find((size): size is number => typeof size === 'number');
  const group = section.tryCount('group_size', 'q_group_size') ?? groupsOf(section).map((weights) => weights.tryCount('group_size')).find((size) => size !== undefined);
  const lists = ['modules_to_not_convert', 'ignore', 'ignored_layers', 'exclude_modules'].flatMap((key) => section.list(key));
  return formats.length === 0 ? undefined : {
    format: formats[0]!,
    ...formats.length > 1 ? { mixed: true } : {},
    ...block === undefined ? {} : { block },
    ...group === undefined ? {} : { group },
    unquantized: lists.filter((name): name is string => typeof name === 'string'),
  };
}

/** The formats of a checkpoint, narrowest first: most of the weights have that one. */
function formatsOf(section: ConfigReader): readonly WeightsFormat[] {
  const method = section.word('quant_method') ?? '';
  const named = METHODS[(section.word('quant_algo') ?? method).toLowerCase()] ?? METHODS[method];
  if (named !== undefined) {
    return [section.tryCount('bits', 'w_bit') === 8 && named === 'int4' ? 'int8' : named];
  }
  const formats = groupsOf(section).flatMap((weights) => formatOf(weights) ?? []);
  return [...new Set(formats)].sort((a, b) => bitsOf(a) - bitsOf(b));
}

function groupsOf(section: ConfigReader): readonly ConfigReader[] {
  return section.section('config_groups')?.members().flatMap((group) => group.section('weights') ?? []) ?? [];
}

function formatOf(weights: ConfigReader): WeightsFormat | undefined {
  const [bits, floating] = [weights.tryCount('num_bits'), weights.word('type') === 'float'];
  if (bits === 4) {
    return !floating ? 'int4' : weights.tryCount('group_size') === 32 ? 'mxfp4' : 'nvfp4';
  }
  return bits === 8 ? floating ? 'fp8' : 'int8' : undefined;
}
