import * as fs from 'fs';
import { createRequire } from 'module';
import * as path from 'path';
import * as cdk8s from 'cdk8s';
import { App, S3Backend, TerraformElement, TerraformOutput, TerraformStack } from 'cdktf';
import type { Construct } from 'constructs';
import { addressOf } from './address';
import { Argument, argumentOf, Surroundings } from './argument';
import type { ElementData, EnvironmentData, FileData } from './data';

const load = createRequire(__filename);

type ElementClass = new (scope: Construct, id: string, config: unknown) => TerraformElement;

/** The two trees that plain programs keep apart. */
export interface Trees {
  readonly terraform: App;
  readonly kubernetes: cdk8s.App;
}

/** One environment as a program states it without the library: every resource and object, with every attribute. */
export class PlainEnvironment {
  private readonly elements: readonly ((stack: TerraformStack, surroundings: Writable) => void)[];
  private readonly backend: Argument | undefined;
  private readonly outputs: readonly { readonly name: Argument; readonly config: Argument }[];
  private readonly files: readonly { readonly path: string; readonly objects: readonly Argument[] }[];

  constructor(data: EnvironmentData) {
    this.backend = data.backend && argumentOf(data.backend);
    this.elements = data.elements.map(creationOf);
    this.outputs = Object.entries(data.outputs).map(([name, config]) => ({ name: argumentOf(name), config: argumentOf(config) }));
    this.files = data.files.map((file: FileData) => ({ path: file.path, objects: file.objects.map(argumentOf) }));
  }

  /** Creates everything below the two roots. */
  public create({ terraform, kubernetes }: Trees, environment: string): void {
    const surroundings = { environment, elements: new Map<string, TerraformElement>() };
    if (this.backend !== undefined) {
      this.createStack(new TerraformStack(terraform, environment), surroundings, this.backend);
    }
    for (const file of this.files) {
      const chart = new cdk8s.Chart(kubernetes, `environments/${environment}/${file.path}`.replace(/\//g, '--'));
      file.objects.forEach((object, index) => new cdk8s.ApiObject(chart, `Object${index}`, object(surroundings) as cdk8s.ApiObjectProps));
    }
  }

  private createStack(stack: TerraformStack, surroundings: Writable, backend: Argument): void {
    new S3Backend(stack, backend(surroundings) as ConstructorParameters<typeof S3Backend>[1]).addOverride('use_lockfile', true);
    this.elements.forEach((create) => create(stack, surroundings));
    for (const { name, config } of this.outputs) {
      new TerraformOutput(stack, String(name(surroundings)), config(surroundings) as ConstructorParameters<typeof TerraformOutput>[2]);
    }
  }
}

/**
 * Writes each chart to a file of its own, object by object: `App.synth` and `Chart.toJson` of cdk8s look at the whole tree
 * for every chart, so that their time grows with the square of the number of charts.
 */
export function writeManifests(kubernetes: cdk8s.App, folder: string): void {
  for (const chart of kubernetes.charts) {
    const file = path.join(folder, chart.node.id.replace(/--/g, '/'));
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, cdk8s.Yaml.stringify(...chart.apiObjects.map((object) => object.toJson() as unknown)));
  }
}

interface Writable extends Surroundings {
  readonly elements: Map<string, TerraformElement>;
}

function creationOf({ module, type, id, config, dependsOn }: ElementData): (stack: TerraformStack, surroundings: Writable) => void {
  const { [type]: Class } = load(`@cdktf/provider-aws/lib/${module}`) as { readonly [name: string]: ElementClass };
  const argument = argumentOf(config);
  return (stack, surroundings) => {
    const given = argument(surroundings) as object;
    const waits = dependsOn?.map((address) => surroundings.elements.get(address));
    const element = new Class!(stack, id, waits === undefined ? given : { ...given, dependsOn: waits });
    surroundings.elements.set(addressOf(element), element);
  };
}
