import type { IConstruct } from 'constructs';

/** What a violation is made of; `message` is rendered from it by the grammar `'prop' (value) rule; remedy`. */
export interface Violation {
  /** Stable, upper-camel-case identifier that scripts may match on, such as `CapacityExceeded`. */
  readonly code: string;
  /** The property as its user wrote it, such as `maxReplicas`. */
  readonly prop: string;
  /** The value that was given; rendered as text, objects as JSON. */
  readonly value: unknown;
  /** The rule that the value breaks, continuing the sentence: `must be at least 1`. */
  readonly rule: string;
  /** What to do instead, in the imperative, with the valid alternatives. */
  readonly remedy: string;
}

/**
 * A program that cannot be synthesised, in the one grammar that all our errors follow.
 *
 * The message never contains the path of the construct: whoever reports the error prefixes it, so that an error thrown
 * by a constructor and one collected by the validation walk read alike.
 */
export class ValidationError extends Error {
  /** Stable, upper-camel-case identifier that scripts may match on. */
  public readonly code: string;
  /** The property as its user wrote it. */
  public readonly prop: string;
  /** The value that was given, as it is. */
  public readonly value: unknown;
  /** The rule that the value breaks. */
  public readonly rule: string;
  /** What to do instead. */
  public readonly remedy: string;
  /** Path of the construct that the error is about; undefined where no construct exists yet. */
  public readonly path: string | undefined;

  constructor(violation: Violation, scope?: IConstruct) {
    super(sentence(violation));
    this.name = 'ValidationError';
    this.code = violation.code;
    this.prop = violation.prop;
    this.value = violation.value;
    this.rule = violation.rule;
    this.remedy = violation.remedy;
    this.path = scope?.node.path;
    this.stack = locatedStack(this);
  }
}

/** What node prints of an error that nobody caught: there the path has no other place. */
function locatedStack(error: ValidationError): string | undefined {
  return error.path === undefined ? error.stack : error.stack?.replace(/^\w+: /, `ValidationError: [${error.path}] `);
}

/** Renders a violation as `'prop' (value) rule; remedy`. */
export function sentence(violation: Violation): string {
  return `'${violation.prop}' (${shown(violation.value)}) ${violation.rule}; ${violation.remedy}`;
}

/** Longest value that an error shows, characters. */
const LONGEST = 120;

/** Tokens of cdktf carry a counter, which depends on what else the program made: no two runs of a program may read differently. */
const TOKEN = /[$#&@]\{TfToken\[[^\]]*\]\}|-?\d(?:\.\d+)?e\+(?:2[89]\d|30\d)/g;

/** A value as it reads inside an error: strings bare, absence and other types by name, on one line, long values cut. */
function shown(value: unknown): string {
  const text = (typeof value === 'string' ? value : described(value)).replace(TOKEN, '${a cloud value}').replace(/\s+/g, ' ');
  return text.length > LONGEST ? `${text.slice(0, LONGEST - 3)}...` : text;
}

function described(value: unknown): string {
  if (typeof value === 'function') {
    return 'function';
  }
  if (typeof value !== 'object' || value === null) {
    return String(value);
  }
  const named = 'name' in value && typeof value.name === 'string' && value.name !== '';
  return named ? String((value as { name: string }).name) : pathOf(value) ?? json(value);
}

/** Constructs know their parents, so that they have no JSON. */
function pathOf(value: object): string | undefined {
  const node = 'node' in value ? value.node : undefined;
  return typeof node === 'object' && node !== null && 'path' in node && typeof node.path === 'string' ? node.path : undefined;
}

function json(value: object): string {
  try {
    return JSON.stringify(value) ?? 'object';
  } catch {
    return Array.isArray(value) ? 'a list' : 'an object';
  }
}
