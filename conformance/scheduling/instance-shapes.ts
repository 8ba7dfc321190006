/** What an instance type has. @see https://docs.aws.amazon.com/ec2/latest/instancetypes/ */
export interface InstanceShape {
  readonly cpus: number;
  readonly memoryGib: number;
  /** @default 0 */
  readonly gpus?: number;
  /** Elastic Fabric Adapters, which its nodes offer where they are attached. @default 0 */
  readonly efa?: number;
}

/** Instance types that environments use; read from the vendor's pages, apart from the library's own table, which this one judges. */
const SHAPES: Readonly<Record<string, InstanceShape>> = {
  'c5n.metal': { cpus: 72, memoryGib: 192 },
  'g5.2xlarge': { cpus: 8, memoryGib: 32, gpus: 1 },
  'g5.12xlarge': { cpus: 48, memoryGib: 192, gpus: 4 },
  'g5.48xlarge': { cpus: 192, memoryGib: 768, gpus: 8 },
  'g6.xlarge': { cpus: 4, memoryGib: 16, gpus: 1 },
  'g6.2xlarge': { cpus: 8, memoryGib: 32, gpus: 1 },
  'g6.12xlarge': { cpus: 48, memoryGib: 192, gpus: 4 },
  'g6.48xlarge': { cpus: 192, memoryGib: 768, gpus: 8 },
  'g6e.xlarge': { cpus: 4, memoryGib: 32, gpus: 1 },
  'g6e.2xlarge': { cpus: 8, memoryGib: 64, gpus: 1 },
  'g6e.12xlarge': { cpus: 48, memoryGib: 384, gpus: 4 },
  'g6e.24xlarge': { cpus: 96, memoryGib: 768, gpus: 4 },
  'g6e.48xlarge': { cpus: 192, memoryGib: 1536, gpus: 8 },
  'm5.metal': { cpus: 96, memoryGib: 384 },
  'm7i.large': { cpus: 2, memoryGib: 8 },
  'm7i.xlarge': { cpus: 4, memoryGib: 16 },
  'p4d.24xlarge': { cpus: 96, memoryGib: 1152, gpus: 8 },
  'p4de.24xlarge': { cpus: 96, memoryGib: 1152, gpus: 8 },
  'p5.4xlarge': { cpus: 16, memoryGib: 256, gpus: 1 },
  'p5.48xlarge': { cpus: 192, memoryGib: 2048, gpus: 8, efa: 32 },
  'p5en.48xlarge': { cpus: 192, memoryGib: 2048, gpus: 8, efa: 16 },
};

/** The shape of an instance type. */
export function shapeOf(instanceType: string): InstanceShape {
  const shape = SHAPES[instanceType];
  if (shape === undefined) {
    throw new Error(`the shape of '${instanceType}' is not known; add its row to conformance/scheduling/instance-shapes.ts`);
  }
  return shape;
}
