import type { Construct } from 'constructs';
import { derivedConfig } from './derived-config';
import { requireSound, type Room } from './soundness';
import { ValidationError } from '../../../errors/validation-error';
import type { InferenceRequest } from '../../../target/inference-request';
import type { EndpointPickerConfig } from '../../../target/picker-config';

/** The configuration that is written: as it follows from the pool, and as whoever declared the pool changes that. */
export function declaredConfig(scope: Construct, need: InferenceRequest, tokenizerUrl: string, room?: Room): EndpointPickerConfig {
  const derived = derivedConfig(need, tokenizerUrl);
  const config = need.routing?.pickerConfig === undefined ? derived : returned(need.routing.pickerConfig(derived), scope);
  requireSound(config, { roles: need.roles.map(({ role }) => role), ...(room !== undefined && { room }) }, scope);
  return config;
}

/** What a user's function returned, as data of its own: YAML would write an object of two profiles as an alias. */
function returned(config: EndpointPickerConfig | undefined, scope: Construct): EndpointPickerConfig {
  if (!Array.isArray(config?.plugins) || !Array.isArray(config.schedulingProfiles)) {
    const rule = 'must return a configuration with plugins and schedulingProfiles';
    throw new ValidationError({ code: 'NoPickerConfig', prop: 'routing.pickerConfig', value: config, rule, remedy: 'return what it is given, with your changes' }, scope);
  }
  return JSON.parse(JSON.stringify(config)) as EndpointPickerConfig;
}
