import { replaceDirectory } from './directory';
import { filesOf } from './files';
import type { RenderedEnvironment } from '../core/rendered';

/** Replaces the output directory by all that is written about environments (Terraform is cdktf's to write). */
export function emit(outdir: string, environments: readonly RenderedEnvironment[]): void {
  replaceDirectory('outdir', outdir, filesOf(environments));
}
