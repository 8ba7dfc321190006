import type { Construct } from 'constructs';
import { isDisaggregated } from './derived-config';
import type { InferenceRequest } from '../../../target/inference-request';
import { Service } from '../api/core';
import type { Conventions } from '../conventions';
import { ENGINE_PORT } from '../engine/engine-ports';
import { roleSelector, workloadLabels } from '../labels';

/** Name of the Service by which the picker finds an engine that cuts prompts into tokens. */
function tokenizerName({ name }: Pick<InferenceRequest, 'name'>): string {
  return `${name}-tokens`;
}

/** Where the picker has prompts cut into tokens: at the engines themselves, which have the model's own files and chat template. */
export function tokenizerUrl(need: Pick<InferenceRequest, 'name' | 'namespace'>, { clusterDomain }: Conventions): string {
  return `http://${tokenizerName(need)}.${need.namespace}.svc.${clusterDomain}:${ENGINE_PORT}`;
}

/**
 * That Service. No model is fetched for it, so it works wherever the pool does.
 *
 * @see https://github.com/llm-d/llm-d-router/blob/v0.10.0/pkg/epp/framework/plugins/requestcontrol/dataproducer/tokenizer/README.md
 */
export function tokenizer(scope: Construct, need: InferenceRequest): void {
  const role = isDisaggregated(need) ? 'decode' : 'prefill-decode';
  new Service(scope, 'Tokenizer', {
    metadata: { name: tokenizerName(need), namespace: need.namespace, labels: workloadLabels(need.name, 'endpoint-picker') },
    spec: {
      type: 'ClusterIP',
      selector: roleSelector({ name: need.name, role }),
      ports: [{ name: 'http', port: ENGINE_PORT, targetPort: ENGINE_PORT, protocol: 'TCP' }],
    },
  });
}
