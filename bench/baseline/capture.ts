import * as fs from 'fs';
import * as path from 'path';
import { TerraformElement, TerraformStack } from 'cdktf';
import { addressOf } from './address';
import { screaming } from './argument';
import { ElementData, EnvironmentData, FileData, Literals, writeData } from './data';
import type { Recorded, Recorder } from './recorder';
import { Platform, RenderedEnvironment } from '../../src';
import { expressionOf } from '../../src/core/tokens';
import { createFleet } from '../fleet';
import { environmentsOf, SITES } from '../sites';

/** Synthesises one environment of each place and writes what it consists of, as data of the plain program. */
export function capture(recorder: Recorder, folder: string, dataFolder: string): void {
  const platform = new Platform({ outdir: path.join(folder, 'aiplane.out'), cdktfOutdir: path.join(folder, 'cdktf.out') });
  createFleet(platform, SITES.length);
  const rendered = new Map(platform.emit().map(({ environment }) => [environment.name, environment]));
  for (const { site, name } of environmentsOf(SITES.length)) {
    const stack = platform.node.findChild(name) as TerraformStack;
    const data = { ...terraformOf(stack, recorder, folder), files: filesOf(rendered.get(name)!) };
    writeData(dataFolder, site, unnamed(data, name));
  }
}

function terraformOf(stack: TerraformStack, recorder: Recorder, folder: string): Omit<EnvironmentData, 'files'> {
  const elements = recorder.recorded.filter(({ element }) => TerraformStack.of(element) === stack).map((recorded) => elementOf(stack, recorded));
  const file = path.join(folder, 'cdktf.out', 'stacks', stack.node.id, 'cdk.tf.json');
  if (!fs.existsSync(file)) {
    return { elements, outputs: {} };
  }
  const written = JSON.parse(fs.readFileSync(file, 'utf8')) as { readonly terraform: { readonly backend: { readonly s3: Literals } }; readonly output: { readonly [name: string]: Literals } };
  const { use_lockfile: _, skip_region_validation: skipRegionValidation, ...backend } = written.terraform.backend.s3;
  return { backend: { ...backend, ...(skipRegionValidation === undefined ? {} : { skipRegionValidation }) }, elements, outputs: written.output };
}

function elementOf(stack: TerraformStack, { module, type, element, config: { dependsOn, ...config } }: Recorded): ElementData {
  return {
    module, type,
    id: element.friendlyUniqueId,
    config: expressionOf(config, stack) as Literals,
    dependsOn: (dependsOn as readonly TerraformElement[] | undefined)?.map(addressOf),
  };
}

function filesOf({ manifests }: RenderedEnvironment): readonly FileData[] {
  return manifests.map(({ phase, file, objects }) => ({ path: `${phase}/${file}.yaml`, objects: objects.map(({ object }) => object as unknown as Literals) }));
}

/** Data that holds for any environment of its kind. */
function unnamed(data: EnvironmentData, name: string): EnvironmentData {
  const text = JSON.stringify(data).replaceAll(name, '{environment}').replaceAll(screaming(name), '{ENVIRONMENT}');
  return JSON.parse(text) as EnvironmentData;
}
