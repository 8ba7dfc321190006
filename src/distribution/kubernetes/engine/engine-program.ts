import { engineArguments } from './engine-arguments';
import { engineCommand } from './engine-command';
import { engineImage } from './engine-image';
import { ENGINE_PORT } from './engine-ports';
import type { Part } from './parallelism-arguments';
import { modelLocation } from './weights';
import type { Finding } from '../../../target/binding';
import type { CustomEngineRequest } from '../../../target/engine-request';
import { mirrored } from '../../../target/images';
import type { InferenceRequest, RoleRequest } from '../../../target/inference-request';
import type { Container } from '../api/pod';

/** What the engine's container runs. */
export type EngineProgram = Pick<Container, 'name' | 'image' | 'command' | 'args'>;

/** The program of the engine with its arguments: vLLM, or one of the user's own. */
export function engineProgram(need: RoleRequest, part: Part): EngineProgram {
  const image = mirrored(need.cluster.registry, engineImage(need));
  return need.engine?.kind === 'custom'
    ? { name: 'engine', image, ...customProgram(need, need.engine) }
    : { name: 'vllm', image, command: engineCommand(need), args: engineArguments(need, part) };
}

/** Advice on an engine that the memory verdict is not about, and on one that may lack what the library's own brings. */
export function engineChoiceFindings({ engine, model, roles }: Pick<InferenceRequest, 'engine' | 'model' | 'roles'>): readonly Finding[] {
  const others = { nim: 'a NIM', kserve: 'a runtime of KServe', custom: 'an engine of your own' };
  if (engine === undefined || engine.kind === 'vllm') {
    return fabricFindings(engine?.image, roles);
  }
  const rule = `serves '${model.name}' by ${others[engine.kind]}, and the memory verdict is about vLLM`;
  const message = `'engine' (${engine.kind}) ${rule}; measure what it takes before you rely on it`;
  return [{ code: 'FitIsAnotherEngines', severity: 'warning', message }];
}

function fabricFindings(image: string | undefined, roles: InferenceRequest['roles']): readonly Finding[] {
  const fabric = roles.flatMap((role) => role.fabric ?? []).find(({ engineImage: brings }) => brings !== undefined);
  if (image === undefined || fabric === undefined) {
    return [];
  }
  const rule = `must itself bring the libraries that drive ${fabric.resourceName}, which vLLM's images do not: without them the engine does not start, or talks over TCP`;
  return [{ code: 'FabricIsTheImages', severity: 'warning', message: `'engine.image' (${image}) ${rule}; build it upon ${fabric.engineImage}, or leave it out` }];
}

function customProgram(need: RoleRequest, { command, args }: CustomEngineRequest): Omit<EngineProgram, 'name' | 'image'> {
  const { model, gpusPerPod: gpus, serving: { maxModelLen } } = need;
  const told = args({ name: model.name, location: modelLocation(need), port: ENGINE_PORT, gpus, maxModelLen });
  return { ...(command !== undefined && { command }), args: [...told] };
}
