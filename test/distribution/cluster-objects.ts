import { App, Chart } from 'cdk8s';
import type { ObjectMeta } from '../../src/distribution/kubernetes/api/metadata';

/** An object as it would be applied; tests read it as they know it. */
export interface ClusterObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: ObjectMeta;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  readonly [field: string]: any;
}

/** What a distribution made of a request: its answer, and the objects. */
export class ClusterObjects<T> {
  public readonly answer: T;
  private readonly chart = new Chart(new App(), 'test');

  constructor(bind: (scope: Chart) => T) {
    this.answer = bind(this.chart);
  }

  /** All objects, resolved, in the order in which they were made. */
  public get all(): readonly ClusterObject[] {
    return this.chart.toJson() as ClusterObject[];
  }

  /** `kind/name` of all objects, sorted. */
  public get names(): readonly string[] {
    return this.all.map(({ kind, metadata }) => `${kind}/${metadata.name}`).sort();
  }

  /** The one object of a kind and, where there are several, a name. */
  public one(kind: string, name?: string): ClusterObject {
    const found = this.all.filter((object) => object.kind === kind && (name === undefined || object.metadata.name === name));
    if (found.length !== 1) {
      throw new Error(`${found.length} objects are ${kind}/${name ?? '*'} among: ${this.names.join(', ')}`);
    }
    return found[0];
  }
}

/** What `bind` makes in an empty chart. */
export function objectsOf<T>(bind: (scope: Chart) => T): ClusterObjects<T> {
  return new ClusterObjects(bind);
}
