import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import type { ObjectMeta } from '../kubernetes/api/metadata';

/** @see https://kserve.github.io/website/docs/model-serving/generative-inference/modelcache/localmodel */
export interface LocalModelNamespaceCacheSpec {
  /** Address of the model, as the services that read it spell it. */
  readonly sourceModelUri: string;
  readonly modelSize: string;
  /** LocalModelNodeGroups whose nodes keep it. */
  readonly nodeGroups: readonly string[];
  /** Identity that reads it. */
  readonly serviceAccountName?: string;
}

/** LocalModelNamespaceCache `serving.kserve.io/v1alpha1`. */
export class LocalModelNamespaceCache extends ApiObject {
  constructor(scope: Construct, id: string, props: { readonly metadata: ObjectMeta; readonly spec: LocalModelNamespaceCacheSpec }) {
    super(scope, id, { apiVersion: 'serving.kserve.io/v1alpha1', kind: 'LocalModelNamespaceCache', ...props });
  }
}
