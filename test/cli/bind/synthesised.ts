import * as path from 'path';
import { emit } from '../../../src/emit/emit';
import { write } from '../../emit/folder';
import { aConfigMap, aHandoff, aManifest, anEnvironment } from '../../emit/rendered';

type Environment = ReturnType<typeof anEnvironment>;
type Data = Parameters<typeof aConfigMap>[1];
type Handoff = ReturnType<typeof aHandoff>;

/** An environment with the one config map `zone/chat`. */
export function withConfigMap(data: Data, handoff: readonly Handoff[] = [], overrides: Partial<Environment> = {}): Environment {
  return anEnvironment({ manifests: [aManifest('chat', [aConfigMap('chat', data)])], handoff, ...overrides });
}

/** Writes what synthesis and deployment would leave in a folder, and says where. */
export function synthesised(folder: string, environments: readonly Environment[], outputs: unknown) {
  const places = { from: path.join(folder, 'aiplane.out'), to: path.join(folder, 'aiplane.bound'), outputs: path.join(folder, 'outputs.json') };
  emit(places.from, environments);
  write(folder, { 'outputs.json': typeof outputs === 'string' ? outputs : JSON.stringify(outputs) });
  return places;
}
