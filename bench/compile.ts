import * as fs from 'fs';
import * as path from 'path';
import * as ts from 'typescript';

/** The checkout. */
export const ROOT = path.resolve(__dirname, '..');

const OUTDIR = path.join(ROOT, 'node_modules', '.cache', 'aiplane-bench');

/** The library and the programs as JavaScript, below a folder that finds the same packages as the checkout. */
export interface Compiled {
  /** What `require('aiplane')` loads once the package is published. */
  readonly library: string;
  /** A program of this folder, by its name. */
  program(name: string): string;
}

/** Compiles like the build does, but without checking types. */
export function compile(): Compiled {
  fs.rmSync(OUTDIR, { recursive: true, force: true });
  const { config } = ts.readConfigFile(path.join(ROOT, 'tsconfig.dev.json'), ts.sys.readFile) as { readonly config: object };
  const { options } = ts.parseJsonConfigFileContent({ ...config, include: [] }, ts.sys, ROOT);
  const programs = fs.readdirSync(path.join(__dirname, 'programs')).map((file) => path.join(__dirname, 'programs', file));
  const emitted = { ...options, noEmit: false, noCheck: true, declaration: false, sourceMap: false, outDir: OUTDIR };
  ts.createProgram([path.join(ROOT, 'src', 'index.ts'), ...programs], emitted).emit();
  linkLibrary();
  return {
    library: path.join(OUTDIR, 'src'),
    program: (name) => path.join(OUTDIR, 'bench', 'programs', `${name}.js`),
  };
}

/** The example imports the library by its name, which means the checkout. */
function linkLibrary(): void {
  const folder = path.join(OUTDIR, 'node_modules', 'aiplane');
  fs.mkdirSync(folder, { recursive: true });
  fs.writeFileSync(path.join(folder, 'index.js'), "module.exports = require('../../src');\n");
}
