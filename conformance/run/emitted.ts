import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parseAllDocuments, parse } from 'yaml';

/** A Kubernetes object, as far as every one is alike. */
export interface KubernetesObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly labels?: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
  };
  readonly [field: string]: unknown;
}

/** An object, and the file that it was written to. */
export interface EmittedObject {
  /** Path below the environment's folder, such as `20-workloads/zone-chat.yaml`. */
  readonly file: string;
  readonly object: KubernetesObject;
}

/** Where one placeholder is waited for. */
export interface EmittedConsumer {
  readonly object: string;
  readonly field: string;
  readonly file: string;
}

/** What `handoff.json` says, as far as it is read here. */
export interface EmittedHandoff {
  readonly values: readonly {
    readonly placeholder: string;
    readonly type: string;
    /** Where `cdktf deploy --outputs-file` puts the value. */
    readonly output: readonly string[];
    readonly consumers: readonly EmittedConsumer[];
  }[];
}

/** Nodes of one kind, as `report.json` states them. */
export interface EmittedNodeGroup {
  readonly name: string;
  readonly maxNodes?: number;
  readonly labels: Readonly<Record<string, string>>;
  readonly taints: readonly { readonly key: string; readonly value: string; readonly effect: 'NoSchedule' | 'NoExecute' }[];
  readonly gpus?: { readonly accelerator: string; readonly resourceName: string; readonly perNode: number };
  readonly virtualMachines: boolean;
}

/** A folder that was written, and the objects in it. */
export interface Written {
  readonly folder: string;
  /** In the order in which a delivery tool applies them. */
  readonly objects: readonly EmittedObject[];
}

/** One environment: as it was written, and as it reaches a cluster. */
export interface EmittedEnvironment extends Written {
  readonly name: string;
  /** Kind of cluster, such as `openshift`; from `report.json`. */
  readonly distribution: string;
  readonly infrastructure: string;
  /** Nodes that were made or must be prepared. */
  readonly nodeGroups: readonly EmittedNodeGroup[];
  readonly handoff: EmittedHandoff;
  /** As the program wrote it: placeholders are not filled. */
  readonly written: Written;
  /** What Terraform would make. @default - the environment has no stack */
  readonly terraform?: Readonly<Record<string, unknown>>;
}

interface ReportFile {
  readonly environments: readonly (Pick<EmittedEnvironment, 'name' | 'distribution' | 'infrastructure'> & Partial<Pick<EmittedEnvironment, 'nodeGroups'>>)[];
}

/** Reads every environment below a folder that the program wrote, sorted by name. */
export function emittedEnvironments(output: string, terraform: string): readonly EmittedEnvironment[] {
  const root = join(output, 'environments');
  if (!existsSync(root)) {
    throw new Error(`there is no '${root}'; run 'npm start' first`);
  }
  const report = readJson<ReportFile>(join(output, 'reports', 'report.json'));
  const names = readdirSync(root).filter((name) => statSync(join(root, name)).isDirectory()).sort();
  return names.map((name) => environmentAt(join(root, name), report, terraform));
}

function environmentAt(folder: string, report: ReportFile, terraform: string): EmittedEnvironment {
  const name = basename(folder);
  const facts = report.environments.find((environment) => environment.name === name);
  if (facts === undefined) {
    throw new Error(`'${name}' has a folder but no row in report.json`);
  }
  const stack = join(terraform, 'stacks', name, 'cdk.tf.json');
  const written = { folder, objects: emittedObjects(folder) };
  return {
    ...written, written, name, distribution: facts.distribution, infrastructure: facts.infrastructure,
    // an earlier version states none
    nodeGroups: facts.nodeGroups ?? [],
    handoff: readJson(join(folder, 'handoff.json')),
    ...(existsSync(stack) ? { terraform: readJson(stack) } : {}),
  };
}

/** Objects in the order that the kustomizations give. */
export function emittedObjects(folder: string, below = ''): readonly EmittedObject[] {
  const { resources = [] } = parse(readFileSync(join(folder, below, 'kustomization.yaml'), 'utf8')) as { resources?: readonly string[] };
  return resources.flatMap((resource) => {
    const file = join(below, resource);
    return statSync(join(folder, file)).isDirectory() ? emittedObjects(folder, file) : objectsIn(folder, file);
  });
}

function objectsIn(folder: string, file: string): readonly EmittedObject[] {
  const documents = parseAllDocuments(readFileSync(join(folder, file), 'utf8'));
  return documents.map((document) => {
    if (document.errors.length > 0) {
      throw new Error(`${file}: ${document.errors[0]!.message}`);
    }
    return document.toJS() as KubernetesObject | null;
  }).filter((object) => object !== null).map((object) => ({ file, object }));
}

/** API groups of objects, and of what scalers point at, which a controller may make: `''` is the core group. */
export function groupsOf(objects: readonly EmittedObject[]): ReadonlySet<string> {
  return new Set(objects.flatMap(({ object }) => [object.apiVersion, ...scaled(object)]).map((apiVersion) => (apiVersion.includes('/') ? apiVersion.split('/')[0]! : '')));
}

/** The scaler's own admission asks the API server whether it knows the kind. */
function scaled({ kind, spec }: KubernetesObject): readonly string[] {
  const target = kind === 'ScaledObject' ? (spec as { readonly scaleTargetRef: { readonly apiVersion?: string } }).scaleTargetRef.apiVersion : undefined;
  return target === undefined ? [] : [target];
}

/** How an object is named in messages: `Kind/namespace/name`. */
export function nameOf({ kind, metadata }: KubernetesObject): string {
  return [kind, ...(metadata.namespace === undefined ? [] : [metadata.namespace]), metadata.name].join('/');
}

function readJson<T>(file: string): T {
  return JSON.parse(readFileSync(file, 'utf8')) as T;
}
