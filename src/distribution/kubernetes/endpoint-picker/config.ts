import { Yaml } from 'cdk8s';
import type { EndpointPickerConfig } from '../../../target/picker-config';
import type { PickerPlugin } from '../../../target/picker-plugins';

/** The configuration as the picker reads it from a file: YAML. */
export function configFile(config: EndpointPickerConfig): string {
  return Yaml.stringify(configObject(config));
}

/** The configuration as an object, for whoever carries it inside of another one. */
export function configObject({ plugins, schedulingProfiles, dataLayer, flowControl, parsers }: EndpointPickerConfig): object {
  return {
    apiVersion: 'llm-d.ai/v1alpha1',
    kind: 'EndpointPickerConfig',
    ...(flowControl !== undefined && { featureGates: ['flowControl'] }),
    plugins: plugins.map(written),
    schedulingProfiles,
    ...(dataLayer !== undefined && { dataLayer }),
    ...(flowControl !== undefined && { flowControl }),
    ...(parsers !== undefined && { requestHandler: { parsers: parsers.map((pluginRef) => ({ pluginRef })) } }),
  };
}

/** The picker names a plugin by its type where it has no name of its own. */
function written({ name, type, parameters }: PickerPlugin): object {
  return { ...(name !== type && { name }), type, ...(parameters !== undefined && { parameters }) };
}
