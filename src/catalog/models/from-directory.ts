import * as fs from 'fs';
import * as path from 'path';
import { ConfigOptions, modelFromConfig } from './from-config';
import type { Model } from './model';
import { ValidationError } from '../../errors/validation-error';

const CONFIG = 'config.json';
const QUANTIZATION = 'hf_quant_config.json';
const INDEX = 'model.safetensors.index.json';

/** The model in a directory of the model hub's form: `config.json`, and its weights or their index where they are there. */
export function modelFromDirectory(directory: string, options: ConfigOptions): Model {
  const config = withQuantization(directory, parsed(directory, CONFIG));
  const index = fs.existsSync(path.join(directory, INDEX)) ? parsed(directory, INDEX) : undefined;
  const stored = index === undefined ? tensorBytes(directory) : undefined;
  const found = { repository: cachedRepository(directory), ...stored === undefined ? {} : { weightsBytes: stored } };
  return modelFromConfig(config, index, { ...found, ...options });
}

/** Some checkpoints say how they are quantised in a file of its own. */
function withQuantization(directory: string, config: unknown): unknown {
  if (!fs.existsSync(path.join(directory, QUANTIZATION)) || typeof config !== 'object' || config === null || 'quantization_config' in config) {
    return config;
  }
  const beside = parsed(directory, QUANTIZATION) as { readonly quantization?: unknown } | null;
  return { ...config, quantization_config: beside?.quantization };
}

/** The hub's cache names its folders `models--owner--name`, with a folder for each commit below. */
function cachedRepository(directory: string): string {
  const parts = path.resolve(directory).split(path.sep);
  const cached = parts.map((part) => /^models--(.+?)--(.+)$/.exec(part)).find((match) => match !== null);
  return cached === undefined ? `local/${parts[parts.length - 1]}` : `${cached[1]}/${cached[2]}`;
}

function tensorBytes(directory: string): number | undefined {
  const sizes = fs.readdirSync(directory).filter((file) => file.endsWith('.safetensors')).map((file) => fs.statSync(path.join(directory, file)).size);
  return sizes.length === 0 ? undefined : sizes.reduce((sum, size) => sum + size, 0);
}

function parsed(directory: string, file: string): unknown {
  const from = path.join(directory, file);
  try {
    return JSON.parse(fs.readFileSync(from, 'utf8'));
  } catch (error) {
    const rule = error instanceof SyntaxError ? `holds a '${file}' that is not JSON` : `holds no '${file}' that can be read`;
    throw new ValidationError({ code: 'ModelUnreadable', prop: 'directory', value: directory, rule, remedy: 'pass a directory that was downloaded from the model hub' });
  }
}
