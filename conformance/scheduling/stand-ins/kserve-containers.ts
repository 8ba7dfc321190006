import { RESTRICTED } from './stand-in';

/** A container with what the presets of KServe's controller bring: an image, where probes look, and a security context. */
export function completed(container: object): object {
  return { image: 'vllm', ...withProbes(container), securityContext: { ...RESTRICTED, ...securityOf(container) } };
}

function securityOf(container: object): object {
  return (container as { readonly securityContext?: object }).securityContext ?? {};
}

/** Probes that say how often and not where: the presets of the controller fill in the handler. */
function withProbes(container: object): object {
  const probes = Object.entries(container).filter(([key]) => key.endsWith('Probe'));
  const whole = probes.map(([key, probe]) => [key, hasHandler(probe as object) ? probe as object : { ...HEALTH, ...probe as object }]);
  return { ...container, ...Object.fromEntries(whole) as object };
}

const HEALTH = { httpGet: { path: '/health', port: 8000, scheme: 'HTTPS' } };

function hasHandler(probe: object): boolean {
  return ['httpGet', 'exec', 'tcpSocket', 'grpc'].some((handler) => handler in probe);
}
