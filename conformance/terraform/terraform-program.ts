import { cliConfig } from './provider-source';
import type { Context } from '../run/step';

/** Nothing may ask a server that is not on this machine. */
const OFFLINE = { CHECKPOINT_DISABLE: '1', DISABLE_VERSION_CHECK: '1', TF_IN_AUTOMATION: '1', AWS_EC2_METADATA_DISABLED: 'true' };

/** Terraform, and the variables that it and OpenTofu are run with. */
export interface TerraformProgram {
  readonly terraform: string;
  readonly env: Readonly<Record<string, string>>;
}

/** Finds Terraform and where it takes providers from, once for a run. */
export class TerraformFinder {
  private found?: Promise<TerraformProgram>;

  public find(context: Context): Promise<TerraformProgram> {
    this.found ??= find(context);
    return this.found;
  }
}

async function find(context: Context): Promise<TerraformProgram> {
  const { tools, processes } = context;
  const version = async (path: string) => versionIn((await processes.run(path, ['version'], { env: OFFLINE })).stdout);
  const { path } = await tools.installed('terraform', version, 'install Terraform 1.9 or newer from https://developer.hashicorp.com/terraform/install');
  const config = await cliConfig(context);
  return { terraform: path, env: { ...OFFLINE, ...(config === undefined ? {} : { TF_CLI_CONFIG_FILE: config }) } };
}

function versionIn(text: string): string {
  return /v?\d+\.\d+\.\d+/.exec(text)?.[0] ?? 'of unknown version';
}
