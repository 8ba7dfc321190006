import { DefaultTokenResolver, StringConcat, Token, Tokenization } from 'cdktf';
import type { IConstruct } from 'constructs';
import type { HandoffType } from './rendered';

/** Names the placeholder of a value that only Terraform knows. */
export type Naming = (expression: unknown, type: HandoffType) => string;

/** How a JavaScript template literal prints a large number: one of cdktf's encoded tokens looks so inside a string. */
const NUMBER_IN_STRING = /-?\d(?:\.\d+)?e\+\d{3}/g;

/** Either of the two encodings that occur inside a string; the group keeps them when a text is split by it. */
const TOKEN_IN_STRING = /(\$\{TfToken\[[\w:.-]+\]\}|-?\d(?:\.\d+)?e\+\d{3})/;

/** Number tokens are encoded as doubles of an exponent that no quantity has. */
const LARGEST_QUANTITY = 1e280;

/** Marks of strings, lists and maps with what they mark. */
const MARKED = /[$#&]\{TfToken\[[\w:.-]+\]\}/g;

/** Marks of the encodings that are only valid where cdktf put them. */
const TOKEN_MARK = /[$#&]\{TfToken\[/;

/**
 * Replaces every cdktf token that a value is made of: by what it resolves to, or by `${PLACEHOLDER}` where only Terraform
 * knows. Undefined where the value is no token.
 * Does not look into plain lists and maps: their members are values of their own.
 */
export function withoutTokens(value: unknown, scope: IConstruct, naming: Naming): unknown {
  if (!mayHoldToken(value)) {
    return undefined;
  }
  if (typeof value === 'string') {
    return stringWithoutTokens(value, scope, naming);
  }
  const type = typeOfToken(value);
  return type === undefined ? undefined : resolved(value, scope, type, naming);
}

/** Whether a value is a token or has tokens among its characters; does not look into plain lists and maps. */
export function mayHoldToken(value: unknown): boolean {
  return typeof value === 'string' ? isTokenString(value) : Token.isUnresolved(value);
}

/** Whether something that no file may hold is left in a leaf or a key. */
export function isLeak(value: unknown): boolean {
  if (typeof value === 'string') {
    return TOKEN_MARK.test(value) || numberTokensIn(value).length > 0;
  }
  return typeof value === 'number' && Math.abs(value) > LARGEST_QUANTITY;
}

/** A text or number with tokens in it as it reads in an error: their Terraform expressions, whose words are the same in every run. */
export function legible(value: unknown, scope: IConstruct): unknown {
  if (typeof value === 'number') {
    return expressionOf(value, scope);
  }
  return typeof value === 'string' ? value.replace(MARKED, (token) => String(expressionOf(wholeOf(token), scope))) : value;
}

/** A mark as the value that cdktf made it for: those of lists and maps mean nothing by themselves. */
function wholeOf(token: string): unknown {
  return token.startsWith('#') ? [token] : token.startsWith('&') ? { [token]: '' } : token;
}

/** The text of a token for an error: its Terraform expression where it has one. */
export function expressionOf(value: unknown, scope: IConstruct): unknown {
  return Tokenization.resolve(value, { scope, resolver: new DefaultTokenResolver(new StringConcat()), preparing: false });
}

/** Nearly every text is no token: both searches for a substring are far quicker than the expressions that follow them. */
function isTokenString(text: string): boolean {
  return (text.includes('{TfToken[') && Token.isUnresolved(text)) || numberTokensIn(text).length > 0;
}

function numberTokensIn(text: string): readonly string[] {
  return !text.includes('e+') ? [] : (text.match(NUMBER_IN_STRING) ?? []).filter((digits) => Math.abs(Number(digits)) > LARGEST_QUANTITY);
}

function typeOfToken(value: unknown): HandoffType | undefined {
  if (typeof value === 'number') {
    return 'number';
  }
  if (Array.isArray(value)) {
    return 'list';
  }
  return Tokenization.isResolvable(value) ? 'any' : Tokenization.reverseMap(value as object) === undefined ? undefined : 'map';
}

/** A token that is the whole value: what it resolves to, or its naming where only Terraform knows. */
function resolved(value: unknown, scope: IConstruct, type: HandoffType, naming: Naming): unknown {
  const expression = expressionOf(value, scope);
  return isTerraformExpression(expression) ? `\${${naming(expression, type)}}` : expression;
}

function isTerraformExpression(value: unknown): boolean {
  return typeof value === 'string' ? value.includes('${') : JSON.stringify(value)?.includes('${') ?? false;
}

/** A string with tokens among its characters: literals stay, each token is replaced by itself. */
function stringWithoutTokens(text: string, scope: IConstruct, naming: Naming): unknown {
  const parts = text.split(TOKEN_IN_STRING).filter((part) => part !== '').map((part) => partWithoutToken(part, scope, naming));
  return parts.length === 1 ? parts[0] : parts.map(String).join('');
}

function partWithoutToken(part: string, scope: IConstruct, naming: Naming): unknown {
  if (numberTokensIn(part).length === 1) {
    return resolved(Number(part), scope, 'number', naming);
  }
  return Token.isUnresolved(part) ? resolved(part, scope, 'string', naming) : part;
}
