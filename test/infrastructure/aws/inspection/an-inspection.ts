import type { TerraformElement } from 'cdktf';
import { deepMerge } from 'cdktf/lib/util';
import type { IConstruct } from 'constructs';
import { sentence } from '../../../../src/errors/validation-error';
import type { AwsInfrastructureProps } from '../../../../src/infrastructure/aws/aws-infrastructure-props';
import type { TerraformConfiguration } from '../../../../src/target/infrastructure';
import type { ZoneInfrastructureRequest } from '../../../../src/target/requests';
import { AnEnvironment } from '../an-environment';

/** An environment with a zone and nodes in it, and what is said against its Terraform. */
export class AnInspection extends AnEnvironment {
  private resolved: unknown;

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

  /** What is said once an override of the stack is merged as cdktf merges it; `''` is the whole stack. The environment stays as it is. */
  public saidWith(path: string, value: unknown): string[] {
    this.resolved ??= this.terraform;
    const override = path.split('.').reduceRight((inner, name) => name === '' ? inner : { [name]: inner }, value);
    return this.sayings(deepMerge(structuredClone(this.resolved), override) as TerraformConfiguration);
  }

  /** What is said, as `[path] message`; without a path where it is about the environment as a whole. */
  public get said(): string[] {
    return this.sayings(this.configuration);
  }

  /** Codes of what is said. */
  public get codes(): string[] {
    return this.infrastructure.inspect(this.configuration).map(({ violation }) => violation.code);
  }

  /** How grave each of it is; undefined where it stops synthesis. */
  public get severities(): (string | undefined)[] {
    return this.infrastructure.inspect(this.configuration).map(({ severity }) => severity);
  }

  private get configuration(): TerraformConfiguration {
    return this.terraform as unknown as TerraformConfiguration;
  }

  private sayings(configuration: TerraformConfiguration): string[] {
    return this.infrastructure.inspect(configuration).map(({ path, violation }) => `${path === undefined ? '' : `[${path}] `}${sentence(violation)}`);
  }
}
