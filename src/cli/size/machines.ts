import { AwsInstanceType } from '../../catalog/aws-instance-types';

/** Machines that hold one replica. */
export interface Machine {
  readonly name: string;
  readonly count: number;
  /** List price of all of them, USD an hour. */
  readonly usdPerHour: number;
}

/** The cheapest machines with a public price that hold a number of GPUs; undefined where the catalog has none. */
export function costOf(accelerator: string, gpus: number, gpusPerNode: number): Machine | undefined {
  const onEach = Math.min(gpus, gpusPerNode);
  const priced = AwsInstanceType.all().filter(({ usdPerHour }) => usdPerHour !== undefined);
  const machine = priced.find(({ gpus: own }) => own?.accelerator === accelerator && own.count >= onEach);
  const count = Math.ceil(gpus / onEach);
  return machine === undefined ? undefined : { name: machine.name, count, usdPerHour: count * machine.usdPerHour! };
}
