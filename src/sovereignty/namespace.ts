import type { IConstruct } from 'constructs';
import { isReservedNamespace } from '../catalog/reserved-namespaces';
import { ValidationError } from '../errors/validation-error';

/** A construct that makes a namespace. */
interface NamespaceMaker extends IConstruct {
  readonly namespace: string;
}

/** Refuses a zone that would relabel and lock a namespace of the cluster. */
export function refuseReserved(zone: NamespaceMaker): void {
  if (isReservedNamespace(zone.namespace)) {
    const rule = `makes the namespace '${zone.namespace}', which belongs to the cluster`;
    throw new ValidationError({ code: 'ReservedNamespace', prop: 'id', value: zone.node.id, rule, remedy: 'choose another id' }, zone);
  }
}

/** Refuses a zone beside another that makes the same namespace: objects of both would be told apart by nothing. */
export function refuseTwin(zone: NamespaceMaker, others: readonly NamespaceMaker[]): void {
  const twin = others.find((other) => other !== zone && other.namespace === zone.namespace);
  if (twin !== undefined) {
    const rule = `makes the namespace '${zone.namespace}', which '${twin.node.path}' makes too`;
    throw new ValidationError({ code: 'NameCollision', prop: 'id', value: zone.node.id, rule, remedy: 'rename one of the two' }, zone);
  }
}
