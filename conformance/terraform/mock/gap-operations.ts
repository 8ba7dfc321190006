import type { Answer, EksRequest, EksStore } from './eks-store';

/** A call that the mock does not know, and who answers it instead. */
export interface GapOperation {
  /** Name in the API, as exceptions.json lists it. */
  readonly operation: string;
  readonly method: string;
  /** The groups are handed to `answer`. */
  readonly path: RegExp;
  answer(store: EksStore, request: EksRequest, ...groups: string[]): Answer;
}

const ADD_ON = /^\/clusters\/([^/]+)\/addons\/([^/]+)$/;
const ASSOCIATION = /^\/clusters\/([^/]+)\/pod-identity-associations\/([^/]+)$/;

/** Calls of the EKS API that are answered in front of the mock. @see https://docs.aws.amazon.com/eks/latest/APIReference/API_Operations.html */
export const GAP_OPERATIONS: readonly GapOperation[] = [
  { operation: 'CreateAddon', method: 'POST', path: /^\/clusters\/([^/]+)\/addons$/, answer: (store, request, cluster) => store.createAddOn(request, cluster) },
  { operation: 'DescribeAddon', method: 'GET', path: ADD_ON, answer: (store, request, cluster, name) => store.describeAddOn(request, cluster, name) },
  { operation: 'UpdateAddon', method: 'POST', path: /^\/clusters\/([^/]+)\/addons\/([^/]+)\/update$/, answer: (store, request, cluster, name) => store.updateAddOn(request, cluster, name) },
  { operation: 'DeleteAddon', method: 'DELETE', path: ADD_ON, answer: (store, request, cluster, name) => store.deleteAddOn(request, cluster, name) },
  {
    operation: 'CreatePodIdentityAssociation', method: 'POST', path: /^\/clusters\/([^/]+)\/pod-identity-associations$/,
    answer: (store, request, cluster) => store.createAssociation(request, cluster),
  },
  { operation: 'DescribePodIdentityAssociation', method: 'GET', path: ASSOCIATION, answer: (store, request, cluster, id) => store.describeAssociation(request, cluster, id) },
  { operation: 'DeletePodIdentityAssociation', method: 'DELETE', path: ASSOCIATION, answer: (store, request, cluster, id) => store.deleteAssociation(request, cluster, id) },
  { operation: 'DescribeUpdate', method: 'GET', path: /^\/clusters\/([^/]+)\/updates\/([^/]+)$/, answer: (store, request, cluster, id) => store.describeUpdate(request, cluster, id) },
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
