import type { AwsInstanceType } from '../../catalog/aws-instance-types';
import { Image } from '../../catalog/images';
import type { Finding } from '../../target/binding';
import type { GpuNodesRequest } from '../../target/requests';
import type { NodeFabric } from '../../target/transfer-request';

/** What libfabric is told. @see https://github.com/ofiwg/libfabric/blob/main/man/fi_efa.7.md */
const LIBRARIES = {
  FI_PROVIDER: 'efa',
  // nodes set no huge pages aside, and a pod that asks for none may not touch them
  FI_EFA_USE_HUGE_PAGE: '0',
  // Amazon's images report their start unless they are told not to
  OPT_OUT_TRACKING: 'true',
};

/** The adapters of a node and what engines drive them by, where they are asked for. */
export function nodeFabric({ fabric = false }: GpuNodesRequest, { efa }: AwsInstanceType): NodeFabric | undefined {
  return fabric && efa !== undefined
    ? { resourceName: 'vpc.amazonaws.com/efa', perNode: efa, kvTransferBackend: 'LIBFABRIC', engineImage: Image.VLLM_EFA.reference, environment: LIBRARIES }
    : undefined;
}

/** Nodes side by side are in one availability zone, which must have the type, and has only so many of it free side by side. */
export function oneZoneFinding({ fabric = false }: GpuNodesRequest, { name }: AwsInstanceType): Finding[] {
  return !fabric ? [] : [{
    code: 'NodesInOneZone', severity: 'warning',
    message: '\'fabric\' (true) places all nodes in the availability zone of the first private subnet, side by side; '
      + `see by 'aws ec2 describe-instance-type-offerings --location-type availability-zone' whether it has ${name}, reserve the nodes there, or patch 'subnet_ids'`,
  }];
}
