import { conflict, missing, ok, only, STAMP, type Answer, type EksRequest, type Fields } from './eks-api';

/**
 * Add-ons, pod identity associations and updates, in memory.
 *
 * Answers have the shapes of the EKS API. Everything is active at once, as it is in the mock behind.
 *
 * @see https://docs.aws.amazon.com/eks/latest/APIReference/API_Operations.html
 */
export class AddOnStore {
  private readonly addOns = new Map<string, Fields>();
  private readonly associations = new Map<string, Fields>();
  private made = 0;

  public createAddOn(request: EksRequest, cluster: string): Answer {
    const { addonName, podIdentityAssociations = [], addonVersion = 'v1.0.0-eksbuild.1', ...given } = request.body;
    const key = `${cluster}/${String(addonName)}`;
    if (this.addOns.has(key)) {
      return conflict(`Addon already exists with name ${String(addonName)}`);
    }
    const arn = `${request.arn}:addon/${key}/${this.id()}`;
    const associated = (podIdentityAssociations as readonly Fields[])
      .map((association) => this.associate(request, cluster, { ...association, namespace: 'kube-system', ownerArn: arn }).associationArn);
    const addon = {
      ...only(given, ['configurationValues', 'serviceAccountRoleArn', 'tags']), addonName, addonVersion, clusterName: cluster, addonArn: arn,
      podIdentityAssociations: associated, status: 'ACTIVE', health: { issues: [] }, createdAt: STAMP, modifiedAt: STAMP,
    };
    this.addOns.set(key, addon);
    return ok({ addon });
  }

  public describeAddOn(_: EksRequest, cluster: string, name: string): Answer {
    return this.found(this.addOns, `${cluster}/${name}`, 'addon');
  }

  public deleteAddOn(request: EksRequest, cluster: string, name: string): Answer {
    const answer = this.describeAddOn(request, cluster, name);
    const { podIdentityAssociations = [] } = (answer.body.addon ?? {}) as { podIdentityAssociations?: readonly string[] };
    podIdentityAssociations.forEach((arn) => this.associations.delete(`${cluster}/${arn.split('/').pop()}`));
    this.addOns.delete(`${cluster}/${name}`);
    return answer;
  }

  public createAssociation(request: EksRequest, cluster: string): Answer {
    const { namespace, serviceAccount } = request.body;
    const taken = this.ofCluster(cluster).find((one) => one.namespace === namespace && one.serviceAccount === serviceAccount);
    return taken === undefined
      ? ok({ association: this.associate(request, cluster, request.body) })
      : conflict(`Association already exists: ${String(taken.associationId)}`);
  }

  public describeAssociation(_: EksRequest, cluster: string, id: string): Answer {
    return this.found(this.associations, `${cluster}/${id}`, 'association');
  }

  public deleteAssociation(request: EksRequest, cluster: string, id: string): Answer {
    const answer = this.describeAssociation(request, cluster, id);
    this.associations.delete(`${cluster}/${id}`);
    return answer;
  }

  /** Nothing takes time here: whatever update is asked for has been carried out. */
  public describeUpdate(_: EksRequest, __: string, id: string): Answer {
    return ok({ update: { id, status: 'Successful', type: 'ConfigUpdate', params: [], errors: [], createdAt: STAMP } });
  }

  private associate(request: EksRequest, cluster: string, given: Fields): Fields {
    const associationId = `a-${this.id()}`;
    const association = {
      ...only(given, ['namespace', 'serviceAccount', 'roleArn', 'targetRoleArn', 'disableSessionTags', 'tags', 'ownerArn']), clusterName: cluster, associationId,
      associationArn: `${request.arn}:podidentityassociation/${cluster}/${associationId}`, createdAt: STAMP, modifiedAt: STAMP,
    };
    this.associations.set(`${cluster}/${associationId}`, association);
    return association;
  }

  private ofCluster(cluster: string): readonly Fields[] {
    return [...this.associations.values()].filter((one) => one.clusterName === cluster);
  }

  private found(store: ReadonlyMap<string, Fields>, key: string, name: string): Answer {
    const object = store.get(key);
    return object === undefined ? missing(key) : ok({ [name]: object });
  }

  private id(): string {
    this.made += 1;
    return `conformance${this.made.toString().padStart(6, '0')}`;
  }
}
