import { Construct } from 'constructs';
import type { Reported } from '../../src/core/rendered';
import type { Fulfilment, Level } from '../../src/target/binding';

/** A construct at a path. */
export function constructAt(path: string): Construct {
  return path.split('/').reduce((scope, id) => new Construct(scope, id), undefined as unknown as Construct);
}

/** A need that was met at a level. */
export function aFulfilment(level: Level, overrides: Partial<Fulfilment> = {}): Fulfilment {
  return { capability: 'ai_inference', level, reason: `met by something ${level}`, objects: [], ...overrides };
}

/** What a construct reports. */
export function aReport(path: string, fulfilments: readonly Fulfilment[], ...messages: readonly string[]): Reported {
  return { path, fulfilments, findings: messages.map((message) => ({ code: 'Advice', severity: 'warning', message })) };
}
