import { Construct } from 'constructs';
import { requireText, wrongKind } from './requirements';

/** The scope of a construct to make, once it and the id are known to be such: what constructs itself would fail on without a word. */
export function placed<T extends Construct>(scope: T, id: string): T {
  if (!Construct.isConstruct(scope)) {
    throw wrongKind('scope', scope, 'construct');
  }
  requireText('id', id, scope);
  return scope;
}
