import { Construct } from 'constructs';
import { requireText, wrongKind } from './requirements';
import { ValidationError } from './validation-error';

/** The scope of a construct to make, once it and the id are known to be such, and the id to be free: what constructs itself fails on in words of its own, or without a word. */
export function placed<T extends Construct>(scope: T, id: string): T {
  if (!Construct.isConstruct(scope)) {
    throw wrongKind('scope', scope, 'construct');
  }
  requireText('id', id, scope);
  if (scope.node.tryFindChild(id) !== undefined) {
    const rule = `is the id of another construct ${scope.node.path === '' ? 'of the platform' : `below '${scope.node.path}'`}`;
    throw new ValidationError({ code: 'IdTaken', prop: 'id', value: id, rule, remedy: 'give one of the two another id' }, scope);
  }
  return scope;
}
