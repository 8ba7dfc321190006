import type { KeyHolder } from '../target/requests';

/** Who holds the keys that the data of a zone is encrypted with. */
export class KeyCustody {
  /** The customer: keys of its own in the key service of the place, which it alone may use and destroy. */
  public static readonly CUSTOMER = new KeyCustody('customer');
  /** The provider of the place: keys that it manages, at no effort and beyond the customer's control. */
  public static readonly PROVIDER = new KeyCustody('provider');

  private constructor(public readonly holder: KeyHolder) {}
}
