import type { IConstruct } from 'constructs';
import { sentence, type Violation } from '../errors/validation-error';

const VIOLATIONS = Symbol.for('aiplane.lateViolations');

type Judge = () => readonly Violation[];

/** Has a construct judged when the program is complete, as `node.addValidation` does; but its problems keep their codes. */
export function judgeLate(construct: IConstruct, judge: Judge): void {
  construct.node.addValidation({ validate: () => judge().map(sentence) });
  Object.defineProperty(construct, VIOLATIONS, { value: [...judgesOf(construct), judge], configurable: true });
}

/** Codes of what stands against a construct, by message. */
export function lateCodes(construct: IConstruct): ReadonlyMap<string, string> {
  return new Map(judgesOf(construct).flatMap((judge) => judge().map((violation) => [sentence(violation), violation.code] as const)));
}

function judgesOf(construct: IConstruct): readonly Judge[] {
  return (Reflect.get(construct, VIOLATIONS) as readonly Judge[] | undefined) ?? [];
}
