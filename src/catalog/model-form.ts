import { requireSourced, type Sourced } from './sourced';
import { requireCount, requireForm, requireKind, requireList, requireOneOf, requirePositive, whereGiven } from '../errors/requirements';

/** What a row of a model says, before it is known that it does. */
type Facts = Readonly<Record<string, unknown>>;

const FORMATS: readonly string[] = ['bf16', 'fp8', 'int4', 'mxfp4', 'nvfp4'];

/** Largest weights, GiB: above them a figure was meant in another unit. */
const LARGEST_GIB = 16_384;

/** One step of a path: neither `.` nor `..`, which would lead elsewhere. */
const STEP = '(?!\\.{1,2}(?:/|$))[A-Za-z0-9._-]{1,96}';

/** A name that can stand in arguments, headers and URLs without quotes. */
const NAME = /^[A-Za-z0-9]([A-Za-z0-9._-]{0,126}[A-Za-z0-9])?$/;

/** Refuses what is no whole row of a model; `prefix` stands before the names of its facts in errors. */
export function requireModel(prop: string, value: unknown, prefix = `${prop}.`): void {
  requireKind(prop, value, 'Model', []);
  const facts = value as Facts & Sourced;
  requireForm(`${prefix}name`, facts.name, NAME, 'a name of letters, digits, dots, hyphens and underscores, such as llama-3.3-70b-instruct');
  requireOrigin(facts, prefix);
  requirePositive(`${prefix}weightsGib`, facts.weightsGib, LARGEST_GIB);
  requireOneOf(`${prefix}weightsFormat`, facts.weightsFormat, FORMATS, 'a number format');
  requireCount(`${prefix}attentionHeads`, facts.attentionHeads, { min: 1, max: 1024 });
  requireCount(`${prefix}maxModelLen`, facts.maxModelLen, { min: 1 });
  requireList(`${prefix}attention`, facts.attention, (group) => requireGroup(`${prefix}attention`, group));
  requireCount(`${prefix}attention.length`, (facts.attention as unknown[]).length, { min: 1 });
  requireSourced(facts, prefix);
}

function requireOrigin(facts: Facts, prefix: string): void {
  requireForm(`${prefix}repository`, facts.repository, new RegExp(`^${STEP}/${STEP}$`), 'owner and name on the model hub, such as meta-llama/Llama-3.3-70B-Instruct');
  whereGiven(facts.revision, (revision) => requireForm(`${prefix}revision`, revision, new RegExp(`^${STEP}$`), 'a commit, a tag or a branch without slashes'));
}

function requireGroup(prop: string, group: unknown): void {
  requireKind(prop, group, 'AttentionGroup', []);
  const { layers, kvHeads, headDim, window: tokens } = group as Facts;
  requireCount(`${prop}.layers`, layers, { min: 1 });
  requireCount(`${prop}.kvHeads`, kvHeads, { min: 1 });
  requireCount(`${prop}.headDim`, headDim, { min: 1 });
  whereGiven(tokens, (window) => requireCount(`${prop}.window`, window, { min: 1 }));
}
