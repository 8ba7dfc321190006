import { named } from './named';
import { requireSourced, type Sourced } from './sourced';
import { oneOf } from '../errors/did-you-mean';
import { requireCount, requireFlag, requireForm, requireKind, requirePositive, requireRecord, requireText, whereGiven } from '../errors/requirements';
import { ValidationError } from '../errors/validation-error';

/** GPUs of one instance. */
export interface InstanceGpus {
  /** Name of the accelerator in the catalog, such as `H100_80GB`. */
  readonly accelerator: string;
  /** Devices that the node offers as `nvidia.com/gpu`. */
  readonly count: number;
}

/** A kind of virtual or physical machine of Amazon EC2, x86-64. */
export interface AwsInstanceType extends Sourced {
  /** Name at Amazon, such as `p5.48xlarge`. */
  readonly name: string;
  /** Virtual processors of the whole machine. */
  readonly vcpus: number;
  /** Main memory of the whole machine, GiB. */
  readonly memoryGib: number;
  /** On-demand price in `us-east-1`, USD: an order of costs, not the bill of another region. @default - no public price */
  readonly usdPerHour?: number;
  /** GPUs, all of one model. @default - it has none */
  readonly gpus?: InstanceGpus;
  /** Elastic Fabric Adapters, which it has one of on each network card. @default - it has none */
  readonly efa?: number;
  /** Whether it is a whole machine, whose nodes have `/dev/kvm`. @default false */
  readonly metal?: boolean;
}

/** Hardware, adapters included, from Karpenter's instance table at the commit, prices from its `zz_generated.pricing_aws.go`, generated on the day. */
const KARPENTER = {
  source: 'https://github.com/aws/karpenter-provider-aws/blob/1d927085/website/content/en/docs/reference/instance-types.md',
  asOf: '2026-07-20',
};

const rows = {
  'g4dn.xlarge': { vcpus: 4, memoryGib: 16, usdPerHour: 0.526, gpus: { accelerator: 'T4', count: 1 }, ...KARPENTER },
  'g4dn.2xlarge': { vcpus: 8, memoryGib: 32, usdPerHour: 0.752, gpus: { accelerator: 'T4', count: 1 }, ...KARPENTER },
  'g4dn.4xlarge': { vcpus: 16, memoryGib: 64, usdPerHour: 1.204, gpus: { accelerator: 'T4', count: 1 }, ...KARPENTER },
  'g4dn.8xlarge': { vcpus: 32, memoryGib: 128, usdPerHour: 2.176, gpus: { accelerator: 'T4', count: 1 }, efa: 1, ...KARPENTER },
  'g4dn.12xlarge': { vcpus: 48, memoryGib: 192, usdPerHour: 3.912, gpus: { accelerator: 'T4', count: 4 }, efa: 1, ...KARPENTER },
  'g4dn.16xlarge': { vcpus: 64, memoryGib: 256, usdPerHour: 4.352, gpus: { accelerator: 'T4', count: 1 }, efa: 1, ...KARPENTER },
  'g5.xlarge': { vcpus: 4, memoryGib: 16, usdPerHour: 1.006, gpus: { accelerator: 'A10G', count: 1 }, ...KARPENTER },
  'g5.2xlarge': { vcpus: 8, memoryGib: 32, usdPerHour: 1.212, gpus: { accelerator: 'A10G', count: 1 }, ...KARPENTER },
  'g5.4xlarge': { vcpus: 16, memoryGib: 64, usdPerHour: 1.624, gpus: { accelerator: 'A10G', count: 1 }, ...KARPENTER },
  'g5.8xlarge': { vcpus: 32, memoryGib: 128, usdPerHour: 2.448, gpus: { accelerator: 'A10G', count: 1 }, efa: 1, ...KARPENTER },
  'g5.12xlarge': { vcpus: 48, memoryGib: 192, usdPerHour: 5.672, gpus: { accelerator: 'A10G', count: 4 }, efa: 1, ...KARPENTER },
  'g5.16xlarge': { vcpus: 64, memoryGib: 256, usdPerHour: 4.096, gpus: { accelerator: 'A10G', count: 1 }, efa: 1, ...KARPENTER },
  'g5.24xlarge': { vcpus: 96, memoryGib: 384, usdPerHour: 8.144, gpus: { accelerator: 'A10G', count: 4 }, efa: 1, ...KARPENTER },
  'g5.48xlarge': { vcpus: 192, memoryGib: 768, usdPerHour: 16.288, gpus: { accelerator: 'A10G', count: 8 }, efa: 1, ...KARPENTER },
  'g6.xlarge': { vcpus: 4, memoryGib: 16, usdPerHour: 0.8048, gpus: { accelerator: 'L4', count: 1 }, ...KARPENTER },
  'g6.2xlarge': { vcpus: 8, memoryGib: 32, usdPerHour: 0.9776, gpus: { accelerator: 'L4', count: 1 }, ...KARPENTER },
  'g6.4xlarge': { vcpus: 16, memoryGib: 64, usdPerHour: 1.3232, gpus: { accelerator: 'L4', count: 1 }, ...KARPENTER },
  'g6.8xlarge': { vcpus: 32, memoryGib: 128, usdPerHour: 2.0144, gpus: { accelerator: 'L4', count: 1 }, efa: 1, ...KARPENTER },
  'g6.12xlarge': { vcpus: 48, memoryGib: 192, usdPerHour: 4.6016, gpus: { accelerator: 'L4', count: 4 }, efa: 1, ...KARPENTER },
  'g6.16xlarge': { vcpus: 64, memoryGib: 256, usdPerHour: 3.3968, gpus: { accelerator: 'L4', count: 1 }, efa: 1, ...KARPENTER },
  'g6.24xlarge': { vcpus: 96, memoryGib: 384, usdPerHour: 6.6752, gpus: { accelerator: 'L4', count: 4 }, efa: 1, ...KARPENTER },
  'g6.48xlarge': { vcpus: 192, memoryGib: 768, usdPerHour: 13.3504, gpus: { accelerator: 'L4', count: 8 }, efa: 1, ...KARPENTER },
  'g6e.xlarge': { vcpus: 4, memoryGib: 32, usdPerHour: 1.861, gpus: { accelerator: 'L40S', count: 1 }, ...KARPENTER },
  'g6e.2xlarge': { vcpus: 8, memoryGib: 64, usdPerHour: 2.24208, gpus: { accelerator: 'L40S', count: 1 }, ...KARPENTER },
  'g6e.4xlarge': { vcpus: 16, memoryGib: 128, usdPerHour: 3.00424, gpus: { accelerator: 'L40S', count: 1 }, ...KARPENTER },
  'g6e.8xlarge': { vcpus: 32, memoryGib: 256, usdPerHour: 4.52856, gpus: { accelerator: 'L40S', count: 1 }, efa: 1, ...KARPENTER },
  'g6e.12xlarge': { vcpus: 48, memoryGib: 384, usdPerHour: 10.49264, gpus: { accelerator: 'L40S', count: 4 }, efa: 1, ...KARPENTER },
  'g6e.16xlarge': { vcpus: 64, memoryGib: 512, usdPerHour: 7.57719, gpus: { accelerator: 'L40S', count: 1 }, efa: 1, ...KARPENTER },
  'g6e.24xlarge': { vcpus: 96, memoryGib: 768, usdPerHour: 15.06559, gpus: { accelerator: 'L40S', count: 4 }, efa: 2, ...KARPENTER },
  'g6e.48xlarge': { vcpus: 192, memoryGib: 1536, usdPerHour: 30.13118, gpus: { accelerator: 'L40S', count: 8 }, efa: 4, ...KARPENTER },
  'g7e.2xlarge': { vcpus: 8, memoryGib: 64, usdPerHour: 3.36312, gpus: { accelerator: 'RTX_PRO_6000', count: 1 }, ...KARPENTER },
  'g7e.4xlarge': { vcpus: 16, memoryGib: 128, usdPerHour: 3.99816, gpus: { accelerator: 'RTX_PRO_6000', count: 1 }, ...KARPENTER },
  'g7e.8xlarge': { vcpus: 32, memoryGib: 256, usdPerHour: 5.26824, gpus: { accelerator: 'RTX_PRO_6000', count: 1 }, efa: 1, ...KARPENTER },
  'g7e.12xlarge': { vcpus: 48, memoryGib: 512, usdPerHour: 8.28608, gpus: { accelerator: 'RTX_PRO_6000', count: 2 }, efa: 1, ...KARPENTER },
  'g7e.24xlarge': { vcpus: 96, memoryGib: 1024, usdPerHour: 16.57216, gpus: { accelerator: 'RTX_PRO_6000', count: 4 }, efa: 2, ...KARPENTER },
  'g7e.48xlarge': { vcpus: 192, memoryGib: 2048, usdPerHour: 33.14432, gpus: { accelerator: 'RTX_PRO_6000', count: 8 }, efa: 4, ...KARPENTER },
  'p4d.24xlarge': { vcpus: 96, memoryGib: 1152, usdPerHour: 21.957642, gpus: { accelerator: 'A100_40GB', count: 8 }, efa: 4, ...KARPENTER },
  'p4de.24xlarge': { vcpus: 96, memoryGib: 1152, usdPerHour: 27.44705, gpus: { accelerator: 'A100_80GB', count: 8 }, efa: 4, ...KARPENTER },
  'p5.4xlarge': { vcpus: 16, memoryGib: 256, usdPerHour: 6.88, gpus: { accelerator: 'H100_80GB', count: 1 }, efa: 1, ...KARPENTER },
  'p5.48xlarge': { vcpus: 192, memoryGib: 2048, usdPerHour: 55.04, gpus: { accelerator: 'H100_80GB', count: 8 }, efa: 32, ...KARPENTER },
  'p5e.48xlarge': { vcpus: 192, memoryGib: 2048, gpus: { accelerator: 'H200', count: 8 }, efa: 32, ...KARPENTER },
  'p5en.48xlarge': { vcpus: 192, memoryGib: 2048, usdPerHour: 63.296, gpus: { accelerator: 'H200', count: 8 }, efa: 16, ...KARPENTER },
  'p6-b200.48xlarge': { vcpus: 192, memoryGib: 2048, usdPerHour: 113.9328, gpus: { accelerator: 'B200', count: 8 }, efa: 8, ...KARPENTER },
  'c5.metal': { vcpus: 96, memoryGib: 192, usdPerHour: 4.08, metal: true, ...KARPENTER },
  'c5n.metal': { vcpus: 72, memoryGib: 192, usdPerHour: 3.888, metal: true, ...KARPENTER },
  'c6i.metal': { vcpus: 128, memoryGib: 256, usdPerHour: 5.44, metal: true, ...KARPENTER },
  'c7i.metal-24xl': { vcpus: 96, memoryGib: 192, usdPerHour: 4.7124, metal: true, ...KARPENTER },
  'm5.metal': { vcpus: 96, memoryGib: 384, usdPerHour: 4.608, metal: true, ...KARPENTER },
  'm5zn.metal': { vcpus: 48, memoryGib: 192, usdPerHour: 4.3605, metal: true, ...KARPENTER },
  'm6i.metal': { vcpus: 128, memoryGib: 512, usdPerHour: 6.144, metal: true, ...KARPENTER },
  'm7i.metal-24xl': { vcpus: 96, memoryGib: 384, usdPerHour: 5.32224, metal: true, ...KARPENTER },
  'm7i.metal-48xl': { vcpus: 192, memoryGib: 768, usdPerHour: 9.6768, metal: true, ...KARPENTER },
  'r5.metal': { vcpus: 96, memoryGib: 768, usdPerHour: 6.048, metal: true, ...KARPENTER },
  'r6i.metal': { vcpus: 128, memoryGib: 1024, usdPerHour: 8.064, metal: true, ...KARPENTER },
  'r7i.metal-24xl': { vcpus: 96, memoryGib: 768, usdPerHour: 6.98544, metal: true, ...KARPENTER },
  'z1d.metal': { vcpus: 48, memoryGib: 384, usdPerHour: 4.464, metal: true, ...KARPENTER },
  'm6i.xlarge': { vcpus: 4, memoryGib: 16, usdPerHour: 0.192, ...KARPENTER },
  'm7i.xlarge': { vcpus: 4, memoryGib: 16, usdPerHour: 0.2016, ...KARPENTER },
  'm7i.2xlarge': { vcpus: 8, memoryGib: 32, usdPerHour: 0.4032, ...KARPENTER },
} as const satisfies Record<string, Omit<AwsInstanceType, 'name'>>;

const catalogued = named<AwsInstanceType, typeof rows>(rows);

/** The instance types that the catalog knows (`AwsInstanceType['p5.48xlarge']`), and `custom` for any other. */
export const AwsInstanceType = {
  ...catalogued,

  /** An instance type that the catalog lacks, or one with a price of your own. */
  custom(facts: AwsInstanceType): AwsInstanceType {
    requireRecord('facts', facts);
    requireInstanceType('facts', facts, '');
    return { ...facts };
  },

  /** The row of a name; refuses names that the catalog lacks. */
  of(name: string): AwsInstanceType {
    const found = AwsInstanceType.all().find((row) => row.name === name);
    if (found === undefined) {
      throw new ValidationError({
        code: 'UnknownInstanceType', prop: 'name', value: name,
        rule: 'is not an instance type of the catalog',
        remedy: oneOf(name, AwsInstanceType.all().map((row) => row.name)),
      });
    }
    return found;
  },

  /** Every row, cheapest first; those without a public price last. */
  all(): readonly AwsInstanceType[] {
    return cheapestFirst(Object.values<AwsInstanceType>(catalogued));
  },
};

/** Refuses what is no whole row of an instance type; `prefix` stands before the names of its facts in errors. */
export function requireInstanceType(prop: string, value: unknown, prefix = `${prop}.`): void {
  requireKind(prop, value, 'AwsInstanceType', []);
  const facts = value as AwsInstanceType;
  requireForm(`${prefix}name`, facts.name, /^[a-z0-9-]+\.[a-z0-9-]+$/, "the name of an instance type, such as 'm7i.xlarge'");
  requireCount(`${prefix}vcpus`, facts.vcpus, { min: 1 });
  requireCount(`${prefix}memoryGib`, facts.memoryGib, { min: 1 });
  whereGiven(facts.usdPerHour, (price) => requirePositive(`${prefix}usdPerHour`, price));
  whereGiven(facts.metal, (metal) => requireFlag(`${prefix}metal`, metal));
  whereGiven(facts.gpus, (gpus) => requireGpus(`${prefix}gpus`, gpus));
  whereGiven(facts.efa, (adapters) => requireCount(`${prefix}efa`, adapters, { min: 1 }));
  requireSourced(facts, prefix);
}

function requireGpus(prop: string, gpus: InstanceGpus): void {
  requireKind(prop, gpus, 'InstanceGpus', []);
  requireText(`${prop}.accelerator`, gpus.accelerator);
  requireCount(`${prop}.count`, gpus.count, { min: 1 });
}

/** Sorts by price, then by name, so that the choice between equals is stable. */
export function cheapestFirst(types: readonly AwsInstanceType[]): readonly AwsInstanceType[] {
  return [...types].sort((a, b) => (a.usdPerHour ?? Infinity) - (b.usdPerHour ?? Infinity) || a.name.localeCompare(b.name, 'en'));
}
