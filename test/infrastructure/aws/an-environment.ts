import { App, TerraformStack } from 'cdktf';
import { Construct } from 'constructs';
import { Accelerator } from '../../../src/catalog/accelerators';
import { AwsRegion } from '../../../src/catalog/aws-regions';
import { Jurisdiction } from '../../../src/catalog/jurisdictions';
import { AwsInfrastructure } from '../../../src/infrastructure/aws/aws-infrastructure';
import type { AwsInfrastructureProps } from '../../../src/infrastructure/aws/aws-infrastructure-props';
import { StateBackend } from '../../../src/infrastructure/state-backend';
import type { Binding } from '../../../src/target/binding';
import type { EnvironmentBinding, NodesBinding, ZoneInfrastructureBinding } from '../../../src/target/infrastructure';
import type { GpuNodesRequest, VirtualMachineNodesRequest, ZoneInfrastructureRequest } from '../../../src/target/requests';

export const ACCOUNT = '123456789012';

/** Attributes of a Terraform block. */
export type Block = Record<string, never>;

/** Terraform JSON, as far as tests read it. */
export interface TerraformJson {
  readonly terraform: { readonly backend: Record<string, object> };
  readonly provider: { readonly aws: readonly object[] };
  readonly resource: Record<string, Record<string, Block>>;
}

/** An environment at Amazon as the library's core builds it, but without the core. */
export class AnEnvironment {
  public readonly stack: TerraformStack;
  public readonly infrastructure: AwsInfrastructure;
  public readonly binding: EnvironmentBinding;

  constructor(props: Partial<AwsInfrastructureProps> = {}, name = 'frankfurt') {
    this.stack = new TerraformStack(new App({ stackTraces: false }), name);
    this.infrastructure = new AwsInfrastructure({ region: AwsRegion.EU_CENTRAL_1, account: ACCOUNT, backend: StateBackend.local(), ...props });
    this.binding = this.infrastructure.bindEnvironment(new Construct(this.stack, 'Infrastructure'), { name });
  }

  public zone(need: Partial<ZoneInfrastructureRequest> = {}, id = 'Zone'): AZone {
    return new AZone(this, id, { name: 'zone', namespace: 'zone', environment: this.stack.node.id, jurisdiction: Jurisdiction.EUROPEAN_UNION, keyHolder: 'customer', ...need });
  }

  public images(...references: string[]): Binding {
    return this.infrastructure.bindImages(new Construct(this.stack, 'Images'), { references });
  }

  public get terraform(): TerraformJson {
    this.stack.prepareStack();
    return this.stack.toTerraform() as TerraformJson;
  }

  /** Resources of a type, by logical id. */
  public all(type: string): Block[] {
    return Object.values(this.terraform.resource[type] ?? {});
  }

  /** The one resource of a type whose logical id holds a text. */
  public one(type: string, id = ''): Block {
    const found = Object.entries(this.terraform.resource[type] ?? {}).filter(([key]) => key.includes(id));
    expect(found.map(([key]) => key)).toHaveLength(1);
    return found[0][1];
  }
}

/** A zone of such an environment. */
export class AZone {
  public readonly construct: Construct;
  public readonly binding: ZoneInfrastructureBinding;

  constructor(private readonly environment: AnEnvironment, id: string, need: ZoneInfrastructureRequest) {
    this.construct = new Construct(environment.stack, id);
    this.binding = environment.infrastructure.bindZone(new Construct(this.construct, 'Infrastructure'), need);
  }

  public gpus(need: Partial<GpuNodesRequest> = {}): NodesBinding {
    return this.environment.infrastructure.bindGpuNodes(new Construct(this.construct, 'Gpus'), {
      name: 'gpus', namespace: 'zone', zone: 'zone', accelerator: Accelerator.L4, gpusPerNode: 1, minNodes: 1, maxNodes: 1, diskGib: 500, ...need,
    });
  }

  public machine(id: string, need: Partial<VirtualMachineNodesRequest> = {}): NodesBinding {
    return this.environment.infrastructure.bindVirtualMachineNodes(new Construct(this.construct, id), {
      name: id.toLowerCase(), namespace: 'zone', zone: 'zone', cpus: 4, memoryGib: 16, ...need,
    });
  }

  public modelAccess(): Binding {
    return this.environment.infrastructure.bindModelAccess(new Construct(this.construct, 'Chat'), { name: 'chat', namespace: 'zone', zone: 'zone', serviceAccountName: 'chat' });
  }
}

/** The statement of a policy with a Sid. */
export function statement(policy: unknown, sid: string): unknown {
  const { Statement } = JSON.parse(String(policy)) as { Statement: { Sid: string }[] };
  return Statement.find(({ Sid }) => Sid === sid);
}
