import * as fs from 'fs';
import * as path from 'path';
import { IResolver, ImplicitTokenResolver, LazyResolver, NumberStringUnionResolver } from 'cdk8s';
import { App, AppConfig } from 'cdktf';
import type { PlatformRoot } from './core/environment';
import { HandoffResolver } from './core/handoff-resolver';
import { PlatformSynthesis } from './core/platform-synthesis';
import { SynthesisError } from './core/problem';
import type { SynthesisedEnvironment } from './core/rendered';
import { stopTokenTraces } from './core/token-traces';
import { publishCdktfOutput } from './emit/cdktf-output';
import { recoverDirectory } from './emit/directory';
import { changing, DISK } from './emit/disk';
import { emit } from './emit/emit';
import { discard, makeSibling } from './emit/sibling';
import { requireList, requireMethods, requireProps, requireRecord, requireText, whereGiven } from './errors/requirements';
import { ValidationError } from './errors/validation-error';
import { judge } from './policy/judge';

/** Where a platform is written, and what its constructs may look up. */
export interface PlatformProps {
  /** Folder for manifests and reports; replaced as a whole, and only if it was written by this library. @default 'aiplane.out' */
  readonly outdir?: string;
  /** Folder for cdktf's own output. @default - the environment variable CDKTF_OUTDIR, which cdktf's command line sets, else 'cdktf.out' */
  readonly cdktfOutdir?: string;
  /** Context values, as in cdktf. @default - none */
  readonly context?: Readonly<Record<string, unknown>>;
  /** Resolvers that see the values of Kubernetes objects before ours do. @default - none */
  readonly resolvers?: readonly IResolver[];
}

/**
 * The root of a program: all environments of one platform.
 *
 * It is a cdktf app, so that `cdktf diff` and `cdktf deploy` work, and the root that cdk8s looks for. `synth()` validates
 * the whole program and then writes Terraform, manifests and reports; an invalid program writes nothing.
 *
 * @example
 * const platform = new Platform();
 * new Environment(platform, 'frankfurt', { target: Target.aws({ … }) });
 * platform.synth();
 */
export class Platform extends App implements PlatformRoot {
  /** The folder that manifests and reports are written to. */
  public readonly manifestsOutdir: string;
  /** @internal found by cdk8s at the root of the tree */
  public readonly resolvers: readonly IResolver[];

  constructor(props: PlatformProps = {}) {
    super(appOf(props));
    stopTokenTraces();
    this.manifestsOutdir = props.outdir ?? 'aiplane.out';
    requireApart(this.manifestsOutdir, this.outdir);
    const own = [new LazyResolver(), new HandoffResolver(), new ImplicitTokenResolver(), new NumberStringUnionResolver()];
    this.resolvers = [...props.resolvers ?? [], ...own];
  }

  /** Throws a `SynthesisError` with every problem of the program; writes nothing. */
  public assertValid(): void {
    const synthesis = new PlatformSynthesis(this);
    synthesis.validate();
    refuse(synthesis);
  }

  /**
   * Validates the whole program, then writes all of its output.
   *
   * Throws a `SynthesisError` that lists every problem; the output of the last valid run is then as it was.
   */
  public override synth(): void {
    this.emit();
  }

  /**
   * As `synth`; returns what was written about each environment, by name.
   *
   * @param progress told of each step, for a person who waits
   */
  public emit(progress?: (step: string) => void): readonly SynthesisedEnvironment[] {
    // what a killed run had moved aside is back before this one may be refused
    recoverDirectory('outdir', this.manifestsOutdir);
    const staging = makeSibling(path.resolve(this.outdir), DISK);
    try {
      const synthesis = new PlatformSynthesis(this, progress);
      synthesis.validate();
      synthesis.stage(staging);
      const result = refuse(synthesis);
      emit(this.manifestsOutdir, result.map(({ environment }) => environment));
      publishCdktfOutput(staging, this.outdir);
      return result;
    } finally {
      discard(staging, DISK);
    }
  }
}

/** The part of the props that cdktf's app has, once all of them are known to be of the right kind. */
function appOf(props: PlatformProps): AppConfig {
  requireProps(props);
  whereGiven(props.outdir, (outdir) => requireText('outdir', outdir));
  whereGiven(props.cdktfOutdir, (outdir) => {
    requireText('cdktfOutdir', outdir);
    // cdktf makes the folder itself, and no folder above it
    changing('cdktfOutdir', outdir, () => fs.mkdirSync(path.dirname(path.resolve(outdir)), { recursive: true }));
  });
  whereGiven(props.context, (context) => requireRecord('context', context));
  whereGiven(props.resolvers, (resolvers) => requireList('resolvers', resolvers, (one) => requireMethods('resolvers', one, 'IResolver', ['resolve'])));
  return { outdir: props.cdktfOutdir, context: props.context, stackTraces: false };
}

/** Refuses folders of which one would be replaced with the other. */
function requireApart(outdir: string, cdktfOutdir: string): void {
  const [ours, theirs] = [path.resolve(outdir), path.resolve(cdktfOutdir)];
  const rule = ours === theirs ? 'is' : isInside(ours, theirs) ? 'is inside' : isInside(theirs, ours) ? 'contains' : undefined;
  if (rule !== undefined) {
    throw new ValidationError({ code: 'FoldersOverlap', prop: 'outdir', value: outdir, rule: `${rule} the folder of cdktf's own output ('${cdktfOutdir}')`, remedy: 'choose two folders beside each other' });
  }
}

function isInside(folder: string, other: string): boolean {
  return folder.startsWith(other.endsWith(path.sep) ? other : `${other}${path.sep}`);
}

/** What is written about each environment, unless something stands against it. */
function refuse(synthesis: PlatformSynthesis): readonly SynthesisedEnvironment[] {
  const result = synthesis.result();
  const problems = [...synthesis.problems, ...result.flatMap(({ environment }) => judge(environment))];
  if (problems.length > 0) {
    throw new SynthesisError(problems);
  }
  return result;
}
