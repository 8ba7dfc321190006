import type { Fields } from './eks-api';

/** A field that the mock takes and does not give back. */
export interface ForgottenField {
  /** Key of the object in an answer. */
  readonly object: 'cluster' | 'nodegroup';
  readonly field: string;
}

/** What the mock forgets of the objects that it makes. */
export const FORGOTTEN_FIELDS: readonly ForgottenField[] = [
  { object: 'cluster', field: 'accessConfig' },
  { object: 'nodegroup', field: 'updateConfig' },
];

/** Remembers what the mock forgets, and puts it into its answers. */
export class Memory {
  private readonly remembered = new Map<string, Fields>();

  /** `allows` says whether a field, such as `cluster.accessConfig`, may be put back. */
  public constructor(private readonly allows: (field: string) => boolean = () => true) {}

  /** Fields of an object as a call stated them; `identity` says which object. */
  public note(identity: string, object: ForgottenField['object'], stated: Fields): void {
    const forgotten = FORGOTTEN_FIELDS.filter((one) => one.object === object && stated[one.field] !== undefined && this.allows(`${object}.${one.field}`));
    this.remembered.set(identity, Object.fromEntries(forgotten.map(({ field }) => [field, stated[field]])));
  }

  /** The answer with what was forgotten; `onUse` is told of each field, and whether the mock had it after all. */
  public complete(identity: string, object: ForgottenField['object'], answered: Fields, onUse: (field: string, known: boolean) => void): Fields {
    const remembered = this.remembered.get(identity) ?? {};
    for (const field of Object.keys(remembered)) {
      onUse(`${object}.${field}`, answered[field] !== undefined && answered[field] !== null);
    }
    return { ...answered, ...remembered };
  }
}
