import { existsSync, mkdirSync, readdirSync, realpathSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Context } from '../run/step';

const PROJECT = resolve(__dirname, '..', '..');

/**
 * Configuration of the command line that says where providers come from.
 *
 * The caller's own, where there is one; else a mirror on this machine; else none, and providers are downloaded as usual.
 */
export async function cliConfig({ processes, progress, workspace }: Context): Promise<string | undefined> {
  const { TF_CLI_CONFIG_FILE: own } = process.env;
  if (own !== undefined && existsSync(own)) {
    progress.say(`takes providers as ${own} says`);
    return own;
  }
  const script = join(PROJECT, '..', 'shared', 'tools', 'terraform-mirror');
  const printed = existsSync(script) ? (await processes.run('sh', [script])).stdout.trim() : '';
  if (printed === '') {
    return undefined;
  }
  progress.say(`takes providers from ${printed}`);
  return written(join(workspace, 'terraform.rc'), printed, 'registry.terraform.io');
}

/** The configuration for OpenTofu: the very provider that Terraform has installed into `installed`, under the name that OpenTofu looks for. */
export function sameProviderForTofu(installed: string, workspace: string): string {
  const mirror = join(workspace, 'tofu-mirror');
  mirrored(join(installed, '.terraform', 'providers', 'registry.terraform.io'), join(mirror, 'registry.opentofu.org'), MIRROR_DEPTH);
  return written(join(workspace, 'tofu.rc'), mirror, 'registry.opentofu.org');
}

/** Folders of a mirror below the host, each with one of the next: namespace, type, version, platform. */
const MIRROR_DEPTH = 4;

/** A mirror is followed through folders, but only the last of them may be a link. */
function mirrored(from: string, to: string, depth: number): void {
  if (depth === 0) {
    if (!existsSync(to)) {
      symlinkSync(realpathSync(from), to);
    }
    return;
  }
  mkdirSync(to, { recursive: true });
  readdirSync(from).forEach((name) => mirrored(join(from, name), join(to, name), depth - 1));
}

function written(file: string, mirror: string, host: string): string {
  writeFileSync(file, `disable_checkpoint = true
provider_installation {
  filesystem_mirror {
    path    = ${JSON.stringify(mirror)}
    include = ["${host}/*/*"]
  }
  direct {
    exclude = ["${host}/*/*"]
  }
}
`);
  return file;
}
