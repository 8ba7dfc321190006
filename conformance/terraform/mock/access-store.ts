import { conflict, missing, ok, only, STAMP, type Answer, type EksRequest, type Fields } from './eks-api';

/**
 * Who may enter a cluster, in memory: access entries and the policies that are associated with them.
 *
 * @see https://docs.aws.amazon.com/eks/latest/APIReference/API_AccessEntry.html
 */
export class AccessStore {
  private readonly entries = new Map<string, Fields>();
  private readonly policies = new Map<string, Fields>();

  public createEntry(request: EksRequest, clusterName: string): Answer {
    const { principalArn, type = 'STANDARD', username = principalArn, kubernetesGroups = [] } = request.body;
    const key = `${clusterName} ${String(principalArn)}`;
    if (this.entries.has(key)) {
      return conflict('The specified access entry resource is already in use on this cluster.');
    }
    const accessEntry = {
      ...only(request.body, ['tags']), clusterName, principalArn, type, username, kubernetesGroups,
      accessEntryArn: `${request.arn}:access-entry/${clusterName}/${String(principalArn).split(':').pop()}`, createdAt: STAMP, modifiedAt: STAMP,
    };
    this.entries.set(key, accessEntry);
    return ok({ accessEntry });
  }

  public describeEntry(_: EksRequest, cluster: string, principal: string): Answer {
    const accessEntry = this.entries.get(`${cluster} ${principal}`);
    return accessEntry === undefined ? missing(principal) : ok({ accessEntry });
  }

  /** What is associated with an entry goes with it. */
  public deleteEntry(request: EksRequest, cluster: string, principal: string): Answer {
    const answer = this.describeEntry(request, cluster, principal);
    this.entries.delete(`${cluster} ${principal}`);
    [...this.policies.keys()].filter((key) => key.startsWith(`${cluster} ${principal} `)).forEach((key) => this.policies.delete(key));
    return answer.status === 200 ? ok({}) : answer;
  }

  public associatePolicy(request: EksRequest, clusterName: string, principalArn: string): Answer {
    if (!this.entries.has(`${clusterName} ${principalArn}`)) {
      return missing(principalArn);
    }
    const { policyArn } = request.body;
    const associatedAccessPolicy = { ...only(request.body, ['policyArn', 'accessScope']), associatedAt: STAMP, modifiedAt: STAMP };
    this.policies.set(`${clusterName} ${principalArn} ${String(policyArn)}`, associatedAccessPolicy);
    return ok({ clusterName, principalArn, associatedAccessPolicy });
  }

  public listPolicies(_: EksRequest, clusterName: string, principalArn: string): Answer {
    const associated = [...this.policies].filter(([key]) => key.startsWith(`${clusterName} ${principalArn} `)).map(([, policy]) => policy);
    return ok({ clusterName, principalArn, associatedAccessPolicies: associated });
  }

  public disassociatePolicy(_: EksRequest, cluster: string, principal: string, policy: string): Answer {
    return this.policies.delete(`${cluster} ${principal} ${policy}`) ? ok({}) : missing(policy);
  }
}
