import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, cpSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { parse } from 'yaml';
import { accepted, refusalOf, type ApiClient } from './api-client';
import { ControlPlane } from './control-plane';
import { DELIVERY_GROUP } from './credentials';
import type { Prepared } from './prepared-clusters';
import { sideBySide } from '../processes/side-by-side';
import { until } from '../processes/until';
import type { Context } from '../run/step';

interface Definition {
  readonly metadata: { readonly name: string };
  readonly spec: { readonly conversion?: unknown };
  readonly status?: { readonly conditions?: readonly { readonly type: string; readonly status: string; readonly message: string }[] };
}

const DEFINITIONS = '/apis/apiextensions.k8s.io/v1/customresourcedefinitions';
/** Definitions of ours, for kinds whose own are not at hand. */
const APPROXIMATIONS = join(__dirname, 'approximations');
/** Raised when what is put into a fresh cluster changes. */
const FORM = 1;

/**
 * Data of a cluster that has every definition and the delivery tool's rights, and nothing else: made once for a version of the API server
 * and a set of definitions, and copied by each control plane that starts.
 */
export function preparedData(context: Context, version: string): Promise<Prepared> {
  return context.clusters.of(version, () => cachedData(context, version));
}

async function cachedData(context: Context, version: string): Promise<Prepared> {
  const files = [...definitionFiles(context.options.crds), ...definitionFiles(APPROXIMATIONS)];
  const data = join(context.options.cache, 'clusters', `${version}-${digestOf(files)}`);
  if (!existsSync(data)) {
    context.progress.say(`prepares a cluster of ${version} with ${files.length} definitions, which is kept for later runs`);
    await prepare(context, version, files, data);
  }
  return { data, definitions: files.length };
}

async function prepare(context: Context, version: string, files: readonly string[], data: string): Promise<void> {
  const plane = await ControlPlane.start(context, { name: 'prepare', version });
  try {
    await plane.operator.create('/apis/rbac.authorization.k8s.io/v1/clusterrolebindings', deliveryRights());
    const names = await sideBySide(files, 4, (file) => define(plane.operator, file));
    await allEstablished(plane.operator, names);
  } finally {
    await plane.stop();
  }
  mkdirSync(dirname(data), { recursive: true });
  const unfinished = `${data}.${process.pid}`;
  cpSync(plane.data, unfinished, { recursive: true });
  // another run may have made the same meanwhile
  existsSync(data) ? rmSync(unfinished, { recursive: true }) : renameSync(unfinished, data);
}

function deliveryRights() {
  return {
    apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'ClusterRoleBinding', metadata: { name: 'conformance-delivery' },
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'cluster-admin' },
    subjects: [{ apiGroup: 'rbac.authorization.k8s.io', kind: 'Group', name: DELIVERY_GROUP }],
  };
}

function definitionFiles(folder: string): readonly string[] {
  if (!existsSync(folder)) {
    throw new Error(`there are no definitions in '${folder}'; say where they are with --crds`);
  }
  return readdirSync(folder).filter((name) => /\.ya?ml$/.test(name)).sort().map((name) => join(folder, name));
}

function digestOf(files: readonly string[]): string {
  const hash = createHash('sha256').update(`${FORM}`);
  files.forEach((file) => hash.update(basename(file)).update(readFileSync(file)));
  return hash.digest('hex').slice(0, 16);
}

/** Creates a definition; its name. */
async function define(client: ApiClient, file: string): Promise<string> {
  const text = readFileSync(file, 'utf8');
  // 44 MB of YAML take half a minute to parse here, and none on the server's side
  const body = /^ {2}conversion:/m.test(text) ? JSON.stringify(withoutConversion(parse(text) as Definition)) : text;
  const answer = await client.send({ method: 'POST', path: DEFINITIONS, body, contentType: 'application/yaml' });
  if (!accepted(answer)) {
    throw new Error(`the definition in '${basename(file)}' is refused: ${refusalOf(answer)}`);
  }
  return (answer.body as Definition).metadata.name;
}

/** The webhooks that convert between versions run in operators that are not here. */
function withoutConversion({ spec: { conversion: _, ...spec }, ...definition }: Definition): Definition {
  return { ...definition, spec };
}

/** One after the other: a list of all is 60 MB, and asking for it again and again would keep the server from its work. */
async function allEstablished(client: ApiClient, names: readonly string[]): Promise<void> {
  for (const name of names) {
    const done = await until(async () => {
      const definition = await client.get<Definition>(`${DEFINITIONS}/${name}`);
      return conditionOf(definition, 'Established') === 'True' ? true : undefined;
    }, { milliseconds: 180_000, every: 500 });
    if (done === undefined) {
      throw new Error(`the definition '${name}' is not established`);
    }
  }
}

function conditionOf({ status }: Definition, type: string): string | undefined {
  return status?.conditions?.find((condition) => condition.type === type)?.status;
}
