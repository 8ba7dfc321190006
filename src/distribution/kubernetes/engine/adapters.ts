import { variables } from './environment';
import type { PodAddition } from './pod-addition';
import { localFolder } from './store-files';
import type { Finding, Fulfilment } from '../../../target/binding';
import type { InferenceRequest, RoleRequest } from '../../../target/inference-request';

/** What serving adapters adds to a pod. @see https://docs.vllm.ai/en/latest/features/lora/ */
export function servedAdapters(need: RoleRequest): PodAddition {
  const { lora } = need;
  if (lora === undefined) {
    return {};
  }
  const modules = lora.adapters().map(({ name, path }) => `${name}=${localFolder(need, path)}`);
  return {
    args: [
      '--enable-lora', `--max-loras=${lora.maxLoras}`, `--max-lora-rank=${lora.maxLoraRank}`, `--max-cpu-loras=${cpuLoras(need)}`,
      ...(modules.length > 0 ? ['--lora-modules', ...modules] : []),
    ],
    env: isDynamic(need) ? resolver(need) : [],
  };
}

/** How the need for adapters was met; nothing where there is none. Which there are is known when the program is complete. */
export function adapterFulfilments(need: InferenceRequest, objects: Fulfilment['objects']): readonly Fulfilment[] {
  const { lora } = need;
  if (lora === undefined) {
    return [];
  }
  const lost = lora.dynamicPath !== undefined && !isDynamic(need);
  return [{
    capability: 'model.adapters',
    objects,
    level: lost ? 'degraded' : 'equal',
    get reason() {
      const served = `the engine serves ${count(lora.adapters().length)} and uses at most ${lora.maxLoras} in one step`;
      return lost ? `${served}; none is loaded from '${lora.dynamicPath}' while it runs, because it would have to lie on a volume and lies in a bucket` : served;
    },
  }];
}

/** Advice on adapters that come and go: whoever may call the pool may then also load them. */
export function adapterFindings(need: InferenceRequest): readonly Finding[] {
  const message = `'lora.dynamicPath' (${need.lora?.dynamicPath}) also opens the engine's own calls to load and unload adapters to all clients of the pool; add adapters by 'addAdapter' where clients are not trusted`;
  return isDynamic(need) ? [{ code: 'AdaptersLoadedByClients', severity: 'warning', message }] : [];
}

/** The engine looks for adapters on its disk alone. */
function isDynamic({ lora, modelStore }: Pick<InferenceRequest, 'lora' | 'modelStore'>): boolean {
  return lora?.dynamicPath !== undefined && modelStore.kind === 'volume';
}

/** The plug-in that looks for an adapter's folder when a client names one that is not loaded; no other plug-in is. */
function resolver(need: RoleRequest): PodAddition['env'] {
  return variables({
    VLLM_ALLOW_RUNTIME_LORA_UPDATING: 'True',
    VLLM_PLUGINS: 'lora_filesystem_resolver',
    VLLM_LORA_RESOLVER_CACHE_DIR: localFolder(need, need.lora!.dynamicPath!),
  });
}

function cpuLoras({ lora }: RoleRequest): number {
  return lora!.maxCpuLoras ?? Math.max(lora!.maxLoras, lora!.adapters().length);
}

function count(adapters: number): string {
  return adapters === 1 ? 'one adapter' : `${adapters} adapters`;
}
