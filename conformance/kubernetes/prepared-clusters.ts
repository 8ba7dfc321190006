/** Where a control plane begins. */
export interface Prepared {
  /** Data of etcd. */
  readonly data: string;
  /** How many definitions it holds, all established. */
  readonly definitions: number;
}

/** The prepared clusters of a run: steps that want one at the same time wait for the same. */
export class PreparedClusters {
  private readonly byVersion = new Map<string, Promise<Prepared>>();

  public of(version: string, prepared: () => Promise<Prepared>): Promise<Prepared> {
    const cluster = this.byVersion.get(version) ?? prepared();
    this.byVersion.set(version, cluster);
    return cluster;
  }
}
