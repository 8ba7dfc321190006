import { RootConstruct } from 'constructs';
import { ValidationError } from '../../src';

/** What a caller without a compiler may pass, by name. */
const hostile = () => ({
  'undefined': undefined,
  'null': null,
  'an empty text': '',
  'a word': 'no-such',
  'NaN': NaN,
  '-1': -1,
  'half': 0.5,
  'true': true,
  'an empty object': {},
  'an empty list': [],
  'a list of null': [null],
  'a function': () => undefined,
  'a construct': new RootConstruct('elsewhere'),
  'a symbol': Symbol('no-such'),
});

export type HostileName = keyof ReturnType<typeof hostile>;

/** A prop: a value that it may have, and the hostile ones that it may have too. */
export interface Prop<T> {
  readonly value: T;
  readonly accepts: readonly HostileName[];
}

/** Every prop of something that is made; one that is left out does not compile. */
export type Props<T> = { readonly [P in keyof Required<T>]: Prop<Exclude<T[P], undefined>> };

/** Something of the public API that is made of props. */
export interface Subject {
  readonly name: string;
  /** The hostile values that all props together may be. */
  readonly accepts: readonly HostileName[];
  readonly props: () => Props<Record<string, unknown>>;
  readonly make: (props: unknown) => unknown;
}

/** A prop that must be given. */
export function required<T>(value: T, ...accepts: readonly HostileName[]): Prop<T> {
  return { value, accepts };
}

/** A prop that may be left out. */
export function optional<T>(value: T, ...accepts: readonly HostileName[]): Prop<T> {
  return { value, accepts: ['undefined', ...accepts] };
}

/** Something that is made of props; they are made anew for each attempt. */
export function subject<T extends object>(
  name: string, props: () => Props<T>, make: (props: T) => unknown, ...accepts: readonly HostileName[]
): Subject {
  return { name, accepts, props: props as Subject['props'], make: make as Subject['make'] };
}

/** What becomes of a subject with each hostile value in place of one of its props. */
export function verdictsOnProp({ props, make }: Subject, prop: string): Readonly<Record<string, string>> {
  return verdicts((value) => {
    const valid = Object.entries(props()).map(([name, { value: good }]) => [name, good]);
    return make({ ...Object.fromEntries(valid), [prop]: value });
  }, (named) => named.split(/[.[]/).includes(prop));
}

/** What becomes of a subject with each hostile value in place of all of its props. */
export function verdictsOnProps({ make }: Subject): Readonly<Record<string, string>> {
  return verdicts(make, () => true);
}

/** Refused, but for the values that are accepted. */
export function refusedBut(accepted: readonly HostileName[]): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.keys(hostile()).map((name) => [name, accepted.includes(name as HostileName) ? 'accepted' : 'refused']));
}

function verdicts(program: (value: unknown) => unknown, names: (prop: string) => boolean): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(hostile()).map(([name, value]) => [name, verdictOf(() => program(value), names)]));
}

/** In a word; in the words of the error where it is not one of ours, or does not say what it should. */
function verdictOf(program: () => unknown, names: (prop: string) => boolean): string {
  try {
    program();
    return 'accepted';
  } catch (error) {
    return error instanceof ValidationError && isWhole(error) && names(error.prop) ? 'refused' : String(error);
  }
}

function isWhole({ code, message, rule, remedy }: ValidationError): boolean {
  return rule !== '' && remedy !== '' && !message.includes('TOKEN')
    && /^([A-Z][a-z]*)+$/.test(code) && /^'[^'\n]+' \([^\n]*\) \S[^\n]*; \S[^\n]*[^.\n]$/.test(message);
}
