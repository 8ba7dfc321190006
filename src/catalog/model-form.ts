import { requireAttentionGroup } from './models/attention-form';
import { AS_GIVEN, requireSourced, type Sourced } from './sourced';
import { requireCount, requireFlag, requireForm, requireKind, requireList, requireOneOf, requirePositive, requireText, whereGiven } from '../errors/requirements';
import { ValidationError } from '../errors/validation-error';

/** What a row of a model says, before it is known that it does. */
type Facts = Readonly<Record<string, unknown>>;

const FORMATS: readonly string[] = ['bf16', 'fp8', 'int8', 'int4', 'mxfp4', 'nvfp4'];

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
  requireText(`${prefix}architecture`, facts.architecture);
  requirePositive(`${prefix}weightsGib`, facts.weightsGib, LARGEST_GIB);
  requireOneOf(`${prefix}weightsFormat`, facts.weightsFormat, FORMATS, 'a number format');
  requireCount(`${prefix}attentionHeads`, facts.attentionHeads, { min: 1, max: 1024 });
  requireCount(`${prefix}maxModelLen`, facts.maxModelLen, { min: 1 });
  requireCount(`${prefix}hiddenSize`, facts.hiddenSize, { min: 1 });
  requireAttention(facts, prefix);
  requireOptional(facts, prefix);
  requireOwnSource(facts, prefix);
}

function requireOrigin(facts: Facts, prefix: string): void {
  requireForm(`${prefix}repository`, facts.repository, new RegExp(`^${STEP}/${STEP}$`), 'owner and name on the model hub, such as meta-llama/Llama-3.3-70B-Instruct');
  whereGiven(facts.revision, (revision) => requireForm(`${prefix}revision`, revision, new RegExp(`^${STEP}$`), 'a commit, a tag or a branch without slashes'));
}

/** A row that was read from a file says which, and in place of a day its revision, or that the file was given. */
function requireOwnSource(facts: Facts & Sourced, prefix: string): void {
  const ofFile = facts.asOf !== undefined && [facts.revision, AS_GIVEN].includes(facts.asOf);
  return ofFile ? requireText(`${prefix}source`, facts.source) : requireSourced(facts, prefix);
}

/** A model whose cache no formula gives, or whose cache was measured, has no need of groups. */
function requireAttention({ attention, unestimable, measured }: Facts, prefix: string): void {
  requireList(`${prefix}attention`, attention, (group) => requireAttentionGroup(`${prefix}attention`, group));
  if (unestimable === undefined && measured === undefined) {
    requireCount(`${prefix}attention.length`, (attention as unknown[]).length, { min: 1 });
  }
}

function requireOptional(facts: Facts, prefix: string): void {
  const given = (name: string, requirement: (prop: string, value: unknown) => void) => whereGiven(facts[name], (value) => requirement(`${prefix}${name}`, value));
  ['quantizationBlock', 'intermediateSize', 'vocabularySize'].forEach((name) => given(name, requireSize));
  ['tiedEmbeddings', 'multimodal'].forEach((name) => given(name, requireFlag));
  given('weightsError', (prop, value) => requireUpTo(prop, value, 1));
  given('replicatedWeightsGib', (prop, value) => requireUpTo(prop, value, facts.weightsGib as number));
  given('unestimable', requireText);
  given('experts', requireExperts);
  given('measured', requireMeasurement);
}

function requireExperts(prop: string, value: unknown): void {
  requireKind(prop, value, 'Experts', []);
  ['count', 'layers', 'intermediateSize'].forEach((name) => requireSize(`${prop}.${name}`, (value as Facts)[name]));
}

function requireMeasurement(prop: string, value: unknown): void {
  requireKind(prop, value, 'Measurement', []);
  const { kvBytesPerToken, activationGib, nonTorchGib } = value as Facts;
  whereGiven(kvBytesPerToken, (bytes) => requirePositive(`${prop}.kvBytesPerToken`, bytes));
  whereGiven(activationGib, (gib) => requireUpTo(`${prop}.activationGib`, gib, LARGEST_GIB));
  whereGiven(nonTorchGib, (gib) => requireUpTo(`${prop}.nonTorchGib`, gib, LARGEST_GIB));
  requireSourced(value as Sourced, `${prop}.`);
}

function requireSize(prop: string, value: unknown): void {
  requireCount(prop, value, { min: 1 });
}

function requireUpTo(prop: string, value: unknown, max: number): void {
  if (typeof value !== 'number' || !(value >= 0 && value <= max)) {
    throw new ValidationError({ code: 'NotANumber', prop, value, rule: `must be a number from 0 to ${max}`, remedy: 'correct its value' });
  }
}
