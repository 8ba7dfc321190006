import type { TerraformElement } from 'cdktf';
import type { IConstruct } from 'constructs';
import { sentence } from '../../../../src/errors/validation-error';
import type { AwsInfrastructureProps } from '../../../../src/infrastructure/aws/aws-infrastructure-props';
import type { TerraformConfiguration } from '../../../../src/target/infrastructure';
import type { ZoneInfrastructureRequest } from '../../../../src/target/requests';
import { AnEnvironment } from '../an-environment';

/** An environment with a zone and nodes in it, and what is said against its Terraform. */
export class AnInspection extends AnEnvironment {
  constructor(props: Partial<AwsInfrastructureProps> = {}, zone: Partial<ZoneInfrastructureRequest> = {}) {
    super(props);
    this.zone(zone).gpus();
  }

  /** The construct at a path below the environment. */
  public at(path: string): TerraformElement {
    return path.split('/').reduce<IConstruct>((scope, id) => scope.node.findChild(id), this.stack) as TerraformElement;
  }

  /** Removes the construct at a path below the environment. */
  public remove(path: string): void {
    const { scope, id } = this.at(path).node;
    scope?.node.tryRemoveChild(id);
  }

  /** What is said, as `[path] message`; without a path where it is about the environment as a whole. */
  public get said(): string[] {
    return this.objections.map(({ path, violation }) => `${path === undefined ? '' : `[${path}] `}${sentence(violation)}`);
  }

  /** Codes of what is said. */
  public get codes(): string[] {
    return this.objections.map(({ violation }) => violation.code);
  }

  private get objections() {
    return this.infrastructure.inspect(this.terraform as unknown as TerraformConfiguration);
  }
}
