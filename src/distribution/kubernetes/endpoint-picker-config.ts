import { Yaml } from 'cdk8s';

/** File that the picker reads its configuration from, below its mount. */
export const CONFIG_FILE = 'endpoint-picker.yaml';

/** How the picker weighs replicas: by what waits, by how full the KV cache is, and by whose cache knows the prompt. */
const WEIGHTS = { 'queue-scorer': 2, 'kv-cache-utilization-scorer': 2, 'prefix-cache-scorer': 3 };

const PICKER = 'max-score-picker';
const HANDLER = 'single-profile-handler';

/**
 * The picker's configuration, as YAML.
 *
 * @see https://github.com/llm-d/llm-d-router/blob/main/apix/config/v1alpha1/endpointpickerconfig_types.go
 */
export function endpointPickerConfig(): string {
  const scorers = Object.entries(WEIGHTS);
  return Yaml.stringify({
    apiVersion: 'llm-d.ai/v1alpha1',
    kind: 'EndpointPickerConfig',
    plugins: [...scorers.map(([type]) => ({ type })), { type: PICKER }, { type: HANDLER }],
    schedulingProfiles: [{
      name: 'default',
      plugins: [...scorers.map(([pluginRef, weight]) => ({ pluginRef, weight })), { pluginRef: PICKER }],
    }],
  });
}
