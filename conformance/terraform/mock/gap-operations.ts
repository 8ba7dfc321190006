import { AccessStore } from './access-store';
import { AddOnStore } from './add-on-store';
import type { Answer, EksRequest } from './eks-api';

/** Where answers come from. */
export class GapStores {
  public readonly addOns = new AddOnStore();
  public readonly access = new AccessStore();
}

/** A call that the mock does not know, and who answers it instead. */
export interface GapOperation {
  /** Name in the API, as exceptions.json lists it. */
  readonly operation: string;
  readonly method: string;
  /** The groups are handed to `answer`. */
  readonly path: RegExp;
  answer(stores: GapStores, request: EksRequest, ...groups: string[]): Answer;
}

const ADD_ON = /^\/clusters\/([^/]+)\/addons\/([^/]+)$/;
const ENTRY = /^\/clusters\/([^/]+)\/access-entries\/([^/]+)$/;
const POLICIES = /^\/clusters\/([^/]+)\/access-entries\/([^/]+)\/access-policies$/;
const POLICY = /^\/clusters\/([^/]+)\/access-entries\/([^/]+)\/access-policies\/([^/]+)$/;
const ASSOCIATION = /^\/clusters\/([^/]+)\/pod-identity-associations\/([^/]+)$/;

/** Calls of the EKS API that are answered in front of the mock. @see https://docs.aws.amazon.com/eks/latest/APIReference/API_Operations.html */
export const GAP_OPERATIONS: readonly GapOperation[] = [
  { operation: 'CreateAddon', method: 'POST', path: /^\/clusters\/([^/]+)\/addons$/, answer: ({ addOns }, request, cluster) => addOns.createAddOn(request, cluster) },
  { operation: 'DescribeAddon', method: 'GET', path: ADD_ON, answer: ({ addOns }, request, cluster, name) => addOns.describeAddOn(request, cluster, name) },
  { operation: 'DeleteAddon', method: 'DELETE', path: ADD_ON, answer: ({ addOns }, request, cluster, name) => addOns.deleteAddOn(request, cluster, name) },
  {
    operation: 'CreatePodIdentityAssociation', method: 'POST', path: /^\/clusters\/([^/]+)\/pod-identity-associations$/,
    answer: ({ addOns }, request, cluster) => addOns.createAssociation(request, cluster),
  },
  { operation: 'DescribePodIdentityAssociation', method: 'GET', path: ASSOCIATION, answer: ({ addOns }, request, cluster, id) => addOns.describeAssociation(request, cluster, id) },
  { operation: 'DeletePodIdentityAssociation', method: 'DELETE', path: ASSOCIATION, answer: ({ addOns }, request, cluster, id) => addOns.deleteAssociation(request, cluster, id) },
  { operation: 'DescribeUpdate', method: 'GET', path: /^\/clusters\/([^/]+)\/updates\/([^/]+)$/, answer: ({ addOns }, request, cluster, id) => addOns.describeUpdate(request, cluster, id) },
  { operation: 'CreateAccessEntry', method: 'POST', path: /^\/clusters\/([^/]+)\/access-entries$/, answer: ({ access }, request, cluster) => access.createEntry(request, cluster) },
  { operation: 'DescribeAccessEntry', method: 'GET', path: ENTRY, answer: ({ access }, request, cluster, principal) => access.describeEntry(request, cluster, principal) },
  { operation: 'DeleteAccessEntry', method: 'DELETE', path: ENTRY, answer: ({ access }, request, cluster, principal) => access.deleteEntry(request, cluster, principal) },
  { operation: 'AssociateAccessPolicy', method: 'POST', path: POLICIES, answer: ({ access }, request, cluster, principal) => access.associatePolicy(request, cluster, principal) },
  { operation: 'ListAssociatedAccessPolicies', method: 'GET', path: POLICIES, answer: ({ access }, request, cluster, principal) => access.listPolicies(request, cluster, principal) },
  { operation: 'DisassociateAccessPolicy', method: 'DELETE', path: POLICY, answer: ({ access }, request, ...names) => access.disassociatePolicy(request, names[0]!, names[1]!, names[2]!) },
];

/** What would answer a call that the mock does not know. */
export function gapOperation(method: string, path: string): { readonly gap: GapOperation; readonly groups: string[] } | undefined {
  for (const gap of GAP_OPERATIONS) {
    const match = gap.method === method ? gap.path.exec(path) : null;
    if (match !== null) {
      return { gap, groups: match.slice(1).map(decodeURIComponent) };
    }
  }
  return undefined;
}
