import { AwsInstanceType } from './aws-instance-types';

/** Fabric interfaces (EFA) that a machine has; undefined where nobody counted them, which is all machines without GPUs. */
export function efaInterfacesOf(machine: string): number | undefined {
  const type = AwsInstanceType.all().find(({ name }) => name === machine);
  return type?.efa ?? (type?.gpus === undefined ? undefined : 0);
}
