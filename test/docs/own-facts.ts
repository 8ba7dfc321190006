import { Accelerator, Environment, GpuNodeGroup, InferencePool, Jurisdiction, Model, SovereignDataZone } from 'aiplane';

/** A GPU that the catalog lacks, by what its node says of it. */
export const RTX_4090 = Accelerator.custom({
  name: 'RTX_4090',
  memoryMib: 24564, // nvidia-smi --query-gpu=memory.total --format=csv
  computeCapability: '8.9', // nvidia-smi --query-gpu=compute_cap --format=csv
  productLabels: ['NVIDIA-GeForce-RTX-4090'], // kubectl get nodes -L nvidia.com/gpu.product
  resourceName: 'nvidia.com/gpu',
  source: 'nvidia-smi of node gpu-7',
  asOf: '2026-11-28',
});

/** A model that the catalog lacks, from the folder that it was downloaded to. */
export function tickets(place: Environment, folder: string): InferencePool {
  const zone = new SovereignDataZone(place, 'Zone', { jurisdiction: Jurisdiction.GERMANY });
  const gpus = new GpuNodeGroup(zone, 'Gpus', { accelerator: RTX_4090, gpusPerNode: 2, maxNodes: 1 });
  const model = Model.fromDirectory(folder, { repository: 'bank/tickets-8b', revision: 'v3' });
  return new InferencePool(zone, 'Tickets', { model, nodes: gpus, maxModelLen: 16_384 });
}
