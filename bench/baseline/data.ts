import * as fs from 'fs';
import * as path from 'path';
import type { Site } from '../sites';

/** A value as a program writes it. In its texts `{environment}` and `{ENVIRONMENT}` are the name of the environment, in two spellings. */
export type Literal = null | boolean | number | string | readonly Literal[] | { readonly [key: string]: Literal };

/** Values by name. */
export interface Literals {
  readonly [key: string]: Literal;
}

/** One provider, resource or data source of Terraform: the arguments of its class. */
export interface ElementData {
  /** Module of the class, below `@cdktf/provider-aws/lib`. */
  readonly module: string;
  readonly type: string;
  readonly id: string;
  /** Values of other elements are in it as Terraform writes them, such as `${aws_kms_key.Key.arn}`. */
  readonly config: Literals;
  /** Addresses of the elements that it waits for; absent where the argument is not given. */
  readonly dependsOn?: readonly string[];
}

/** The objects of one file. */
export interface FileData {
  /** Path below the folder of its environment. */
  readonly path: string;
  readonly objects: readonly Literals[];
}

/** All that one environment consists of. */
export interface EnvironmentData {
  /** Arguments of the backend in S3, where there is Terraform. */
  readonly backend?: Literals;
  /** In order of creation: none names a later one. */
  readonly elements: readonly ElementData[];
  readonly outputs: { readonly [name: string]: Literals };
  readonly files: readonly FileData[];
}

/** Reads the data of a place. */
export function readData(folder: string, site: Site): EnvironmentData {
  return JSON.parse(fs.readFileSync(path.join(folder, `${site}.json`), 'utf8')) as EnvironmentData;
}

/** Writes the data of a place. */
export function writeData(folder: string, site: Site, data: EnvironmentData): void {
  fs.writeFileSync(path.join(folder, `${site}.json`), `${JSON.stringify(data, undefined, 1)}\n`);
}
