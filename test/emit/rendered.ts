import type { HandoffEntry, Json, KubernetesObject, RenderedEnvironment, RenderedManifest } from '../../src/core/rendered';

/** An environment with nothing in it, but for what a test says. */
export function anEnvironment(overrides: Partial<RenderedEnvironment> = {}): RenderedEnvironment {
  const name = overrides.name ?? 'frankfurt';
  return {
    name, path: name, target: 'aws', infrastructure: 'aws', distribution: 'eks',
    manifests: [], handoff: [], images: [], models: [], nodeGroups: [], pools: [], reported: [], sharedNodes: [], terraformResources: 0,
    ...overrides,
  };
}

/** A manifest of workloads. */
export function aManifest(file: string, objects: readonly KubernetesObject[], overrides: Partial<RenderedManifest> = {}): RenderedManifest {
  return { path: `frankfurt/${file}`, file, phase: '20-workloads', objects: objects.map((object) => ({ path: `frankfurt/${file}/${object.kind}`, object })), ...overrides };
}

/** A config map of the namespace `zone`. */
export function aConfigMap(name: string, data: { readonly [key: string]: Json } = {}): KubernetesObject {
  return { kind: 'ConfigMap', apiVersion: 'v1', metadata: { name, namespace: 'zone' }, data };
}

/** A value that one field of the config map `zone/chat` waits for. */
export function aHandoff(placeholder: string, key: string, overrides: Partial<HandoffEntry> = {}): HandoffEntry {
  const consumers = [{ object: 'ConfigMap/zone/chat', field: `/data/${key}` }];
  return { placeholder, type: 'string', output: ['frankfurt', 'Handoff', placeholder], consumers, ...overrides };
}
