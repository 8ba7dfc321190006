import { VERSION, type InferenceGatewayClass } from '../../../catalog/inference-gateways';
import { requireForm } from '../../../errors/requirements';
import { ValidationError } from '../../../errors/validation-error';

/** Refuses a version of a gateway that does not serve the InferencePools that are written for it. */
export function requireServingVersion(gatewayVersion: string, { className, servesInferencePoolSince }: InferenceGatewayClass): void {
  requireForm('gatewayVersion', gatewayVersion, VERSION.pattern, VERSION.form);
  if (isBefore(numbersOf(gatewayVersion), numbersOf(servesInferencePoolSince))) {
    const rule = `does not serve InferencePool v1, which '${className}' does since ${servesInferencePoolSince}`;
    throw new ValidationError({ code: 'GatewayTooOld', prop: 'gatewayVersion', value: gatewayVersion, rule, remedy: `upgrade the gateway to ${servesInferencePoolSince} or later` });
  }
}

function numbersOf(version: string): readonly number[] {
  return version.replace(/^v/, '').split('.').map(Number);
}

function isBefore(one: readonly number[], other: readonly number[]): boolean {
  const index = other.findIndex((number, at) => (one[at] ?? 0) !== number);
  return index !== -1 && (one[index] ?? 0) < other[index]!;
}
