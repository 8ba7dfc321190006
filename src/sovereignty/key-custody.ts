import type { IConstruct } from 'constructs';
import { ValidationError } from '../errors/validation-error';
import type { KeyHolder } from '../target/requests';

/** Who holds the keys that the data of a zone is encrypted with. */
export class KeyCustody {
  /** The customer: keys of its own in the key service of the place, which it alone may use and destroy. */
  public static readonly CUSTOMER = new KeyCustody('customer');
  /** The provider of the place: keys that it manages, at no effort and beyond the customer's control. */
  public static readonly PROVIDER = new KeyCustody('provider');

  private constructor(/** The holder, as infrastructures know it. */ public readonly holder: KeyHolder) {}
}

/** Refuses what is none of the two; by holder, so that two copies of the library agree. */
export function requireKeyCustody(prop: string, value: KeyCustody, scope: IConstruct): void {
  const held = typeof value === 'object' && value !== null ? value.holder : undefined;
  if (held !== 'customer' && held !== 'provider') {
    throw new ValidationError({ code: 'WrongKind', prop, value, rule: 'must be a KeyCustody', remedy: 'use one of: KeyCustody.CUSTOMER, KeyCustody.PROVIDER' }, scope);
  }
}
