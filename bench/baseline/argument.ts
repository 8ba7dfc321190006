import type { TerraformElement } from 'cdktf';
import type { Literal } from './data';

/** What an argument is made of in one environment: its name, and the elements that exist by now. */
export interface Surroundings {
  readonly environment: string;
  readonly elements: ReadonlyMap<string, TerraformElement>;
}

/** Makes an argument: what a hand-written program does where it has an expression instead of a constant. */
export type Argument = (surroundings: Surroundings) => unknown;

/** The name of the environment, or one attribute of one element. */
const VARIABLE = /(\{environment\}|\{ENVIRONMENT\}|\$\{(?:data\.)?aws_[a-z0-9_]+\.[\w-]+\.[a-z0-9_]+\})/;
const ATTRIBUTE = /^\$\{(.+)\.([a-z0-9_]+)\}$/;

/** Translates a literal once, so that making it costs what the expression costs: constants are made without any work. */
export function argumentOf(literal: Literal): Argument {
  return expressionOf(literal) ?? (() => literal);
}

function expressionOf(literal: Literal): Argument | undefined {
  if (typeof literal === 'string') {
    return textExpression(literal);
  }
  if (literal === null || typeof literal !== 'object') {
    return undefined;
  }
  return Array.isArray(literal) ? listExpression(literal) : mapExpression(literal as { readonly [key: string]: Literal });
}

function listExpression(members: readonly Literal[]): Argument | undefined {
  const makers = members.map(argumentOf);
  return members.some(isVariable) ? (surroundings) => makers.map((make) => make(surroundings)) : undefined;
}

function mapExpression(members: { readonly [key: string]: Literal }): Argument | undefined {
  const makers = Object.entries(members).map(([key, member]) => ({ key: argumentOf(key), member: argumentOf(member) }));
  const make = (surroundings: Surroundings) => {
    const made: Record<string, unknown> = {};
    for (const { key, member } of makers) {
      made[String(key(surroundings))] = member(surroundings);
    }
    return made;
  };
  return Object.entries(members).some(([key, member]) => isVariable(key) || isVariable(member)) ? make : undefined;
}

function textExpression(text: string): Argument | undefined {
  const parts = text.split(VARIABLE).filter((part) => part !== '').map((part) => variableOf(part) ?? (() => part));
  if (!isVariable(text)) {
    return undefined;
  }
  return parts.length === 1 ? parts[0] : (surroundings) => parts.map((part) => String(part(surroundings))).join('');
}

function isVariable(literal: Literal): boolean {
  return VARIABLE.test(typeof literal === 'string' ? literal : JSON.stringify(literal));
}

function variableOf(part: string): Argument | undefined {
  if (!VARIABLE.test(part)) {
    return undefined;
  }
  const [, address, attribute] = ATTRIBUTE.exec(part) ?? [];
  if (address === undefined) {
    return ({ environment }) => (part === '{environment}' ? environment : screaming(environment));
  }
  const property = attribute!.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
  // the getter of the generated class: `key.arn`
  return ({ elements }) => (elements.get(address) as unknown as { readonly [name: string]: unknown })[property];
}

/** A name as it stands in the name of an output. */
export function screaming(name: string): string {
  return name.replace(/-/g, '_').toUpperCase();
}
