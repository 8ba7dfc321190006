import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { ApiObject, JsonPatch } from 'cdk8s';
import { TerraformElement, TerraformResource, Token } from 'cdktf';
import type { Construct, IConstruct } from 'constructs';
import { aBlueprint, anEnvironment, atAmazon, aZone, onPremises } from '../blueprint';
import { Environment, Operator, Platform, StateBackend, Strategies } from 'aiplane';

/** A resource that the library does not know, with attributes of three types. */
export class FileSystem extends TerraformResource {
  public readonly size = Token.asNumber(this.interpolationForAttribute('size'));
  public readonly zones = Token.asList(this.interpolationForAttribute('zones'));

  constructor(environment: Environment, id = 'FileSystem') {
    super(environment, id, { terraformResourceType: 'aws_efs_file_system', terraformGeneratorMetadata: { providerName: 'aws' } });
  }

  public get idToken(): string {
    return this.getStringAttribute('id');
  }

  protected override synthesizeAttributes(): { [name: string]: unknown } {
    return {};
  }
}

/** A ConfigMap, or what its content makes of it. */
export function configMap(scope: Construct, content: Readonly<Record<string, unknown>>, id = 'Config'): ApiObject {
  return new ApiObject(scope, id, { apiVersion: 'v1', kind: 'ConfigMap', ...content });
}

/** A site with cloud resources of its own beside it. */
export function aSiteWithCloud(platform: Platform): Environment {
  const operators = [Operator.custom({ name: 'the farm', groups: ['farm.example'] })];
  const environment = anEnvironment(platform, onPremises({ operators, backend: StateBackend.s3({ bucket: 'bank-terraform-state', region: 'eu-central-1' }) }), 'frankfurt');
  new AwsProvider(environment, 'Aws', { region: 'eu-central-1' });
  return environment;
}

/** A ConfigMap of the namespace `shop` that uses values of a file system beside it. */
export function inShop(platform: Platform, content: (share: FileSystem) => Readonly<Record<string, unknown>>): ApiObject {
  const environment = aSiteWithCloud(platform);
  return configMap(environment.manifests, { metadata: { namespace: 'shop' }, ...content(new FileSystem(environment)) });
}

/** The object of a kind and name below a construct. */
export function objectBelow(scope: IConstruct, kind: string, name: string): ApiObject {
  const objects = scope.node.findAll().filter((construct) => ApiObject.isApiObject(construct));
  return objects.find((object) => object.kind === kind && object.name === name)!;
}

/** A blueprint with a patch on one of its objects. */
export function patched(platform: Platform, kind: string, name: string, patch: JsonPatch, target?: Strategies): void {
  objectBelow(aBlueprint(platform, target).environment, kind, name).addJsonPatch(patch);
}

/** Deletes one of the objects that a construct made. */
export function without(construct: IConstruct, id: string): void {
  construct.node.findChild('Manifests').node.tryRemoveChild(id);
}

/** The first resource of a type below a construct, or its provider. */
export function resourceBelow(scope: IConstruct, type: string): TerraformResource {
  const elements = scope.node.findAll().filter((construct) => TerraformElement.isTerraformElement(construct));
  return elements.find((element) => 'terraformResourceType' in element && element.terraformResourceType === type) as TerraformResource;
}

/** A zone at Amazon with an override on a resource of its environment. */
export function overridden(platform: Platform, type: string, path: string, value: unknown): void {
  resourceBelow(Environment.of(aZone(platform, atAmazon())), type).addOverride(path, value);
}
