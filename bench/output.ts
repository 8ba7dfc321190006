import * as fs from 'fs';
import * as path from 'path';
import { isDeepStrictEqual } from 'util';
import { parseAllDocuments } from 'yaml';

/** How much a program wrote. */
export interface Counts {
  readonly stacks: number;
  /** Terraform resources and data sources. */
  readonly resources: number;
  readonly objects: number;
}

interface TerraformJson {
  readonly resource?: { readonly [type: string]: object };
  readonly data?: { readonly [type: string]: object };
}

/** What a program wrote below a folder. */
export class Output {
  constructor(private readonly folder: string) {}

  /** Quick, whatever the size: objects are not parsed. */
  public counts(): Counts {
    const stacks = [...this.stacks().values()];
    const objects = [...this.manifests().values()].map((text) => text.match(/^kind:/gm)?.length ?? 0);
    return { stacks: stacks.length, resources: sum(stacks.map(resourcesIn)), objects: sum(objects) };
  }

  /** Whether both programs wrote the same resources and objects, attribute by attribute. */
  public isSame(other: Output): boolean {
    const stacks = isDeepStrictEqual(withoutComments(other.stacks()), withoutComments(this.stacks()));
    return stacks && isDeepStrictEqual(other.objects(), this.objects());
  }

  private stacks(): ReadonlyMap<string, TerraformJson> {
    const files = this.filesBelow('cdktf.out').filter((file) => path.basename(file) === 'cdk.tf.json');
    return new Map(files.map((file) => [file, JSON.parse(this.textOf(file)) as TerraformJson]));
  }

  private manifests(): ReadonlyMap<string, string> {
    const files = this.filesBelow('aiplane.out').filter((file) => file.endsWith('.yaml') && path.basename(file) !== 'kustomization.yaml');
    return new Map(files.map((file) => [file, this.textOf(file)]));
  }

  /** By file and identity: a file may order its objects as it likes. */
  private objects(): Readonly<Record<string, unknown>> {
    const all = [...this.manifests()].flatMap(([file, text]) => parseAllDocuments(text).map((document) => {
      const object = document.toJS() as { readonly kind: string; readonly metadata: { readonly name: string; readonly namespace?: string } };
      return [[file, object.kind, object.metadata.namespace, object.metadata.name].join(' '), object] as const;
    }));
    return Object.fromEntries(all);
  }

  private filesBelow(folder: string): readonly string[] {
    const entries = fs.readdirSync(path.join(this.folder, folder), { recursive: true, withFileTypes: true });
    return entries.filter((entry) => entry.isFile()).map((entry) => path.relative(this.folder, path.join(entry.parentPath, entry.name))).sort();
  }

  private textOf(file: string): string {
    return fs.readFileSync(path.join(this.folder, file), 'utf8');
  }
}

function resourcesIn({ resource = {}, data = {} }: TerraformJson): number {
  return sum([...Object.values(resource), ...Object.values(data)].map((ofOneType) => Object.keys(ofOneType).length));
}

/** Comments hold construct paths, which are the business of each program. */
function withoutComments(stacks: ReadonlyMap<string, TerraformJson>): unknown {
  return JSON.parse(JSON.stringify(Object.fromEntries(stacks), (key, value: unknown) => (key === '//' ? undefined : value)));
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
