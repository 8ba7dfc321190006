import { aZone } from '../bad/blueprint';
import { Accelerator, Duration, GpuNodeGroup, InferencePool, Model, Platform } from 'aiplane';

/** A pool `zone/chat` that promises the first token within two seconds, on its own in an environment. */
export function watchedPool(platform: Platform): Platform {
  const zone = aZone(platform);
  const nodes = new GpuNodeGroup(zone, 'Gpus', { accelerator: Accelerator.L40S, maxNodes: 3 });
  new InferencePool(zone, 'Chat', {
    model: Model.LLAMA_3_1_8B_INSTRUCT, nodes, minReplicas: 2,
    objective: { timeToFirstToken: Duration.seconds(2), interTokenLatency: Duration.millis(50) },
  });
  return platform;
}
