import { App, Aspects, ISynthesisSession, Manifest, TerraformStack } from 'cdktf';
import { Construct, IConstruct } from 'constructs';
import { Environment } from './environment';
import { mirroredImages, referencesIn, unreachableImages } from './images';
import { ManifestRenderer } from './manifest-renderer';
import { Problem, problemOf } from './problem';
import type { HandoffEntry, RenderedEnvironment, RenderedManifest, Reported, SynthesisedEnvironment } from './rendered';
import { errorAnnotations, failedValidations, looseObjects, sharedStates, stacksOfOneName } from './tree-checks';
import { sentence } from '../errors/validation-error';
import type { TerraformConfiguration } from '../target/infrastructure';

/** One pass over the whole tree: resolves everything, collects every problem, writes only into a staging folder. */
export class PlatformSynthesis {
  private readonly found: Problem[] = [];
  private readonly rendered = new Map<Environment, readonly RenderedManifest[]>();
  private readonly handoffs = new Map<Environment, readonly HandoffEntry[]>();
  private readonly advice = new Map<Environment, readonly Reported[]>();
  private readonly seconds = new Map<TerraformStack, number>();

  /** @param progress told of each step, for a person who waits */
  constructor(private readonly app: App, private readonly progress: (step: string) => void = () => undefined) {}

  /** All that stands against writing, in no order. */
  public get problems(): readonly Problem[] {
    return [...this.found];
  }

  /** Resolves the manifests and runs every validation of the tree. */
  public validate(): void {
    this.found.push(...stacksOfOneName(this.app), ...looseObjects(this.app));
    this.environments().forEach((environment) => this.timed('manifests', environment, () => this.renderManifests(environment)));
    this.found.push(...failedValidations(this.app));
  }

  /** Resolves the Terraform of every stack into a folder, as cdktf itself writes it. */
  public stage(folder: string): void {
    const manifest = new Manifest(this.app.manifest.version, folder, this.app.hclOutput);
    const stacks = this.app.node.findAll().filter(TerraformStack.isStack);
    stacks.forEach((stack) => stack.prepareStack());
    stacks.forEach((stack) => this.timed('Terraform', stack, () => this.stageStack(stack, { outdir: folder, skipValidation: true, manifest })));
    this.environments().forEach((environment) => this.inspectTerraform(environment));
    this.found.push(...sharedStates(this.environments()), ...errorAnnotations(this.app));
    manifest.writeToFile();
  }

  /** What is written about each environment, by name. */
  public result(): readonly SynthesisedEnvironment[] {
    const results = this.environments().map((source) => ({ environment: this.resultOf(source), seconds: this.seconds.get(source) ?? 0 }));
    return results.sort((a, b) => (a.environment.name < b.environment.name ? -1 : 1));
  }

  private timed(what: string, stack: TerraformStack, work: () => void): void {
    this.progress(`${stack.node.id}: ${what}`);
    const started = process.hrtime.bigint();
    work();
    this.seconds.set(stack, (this.seconds.get(stack) ?? 0) + Number(process.hrtime.bigint() - started) / 1e9);
  }

  private environments(): readonly Environment[] {
    return this.app.node.findAll().filter(Environment.isEnvironment) as Environment[];
  }

  private renderManifests(environment: Environment): void {
    const renderer = new ManifestRenderer(environment);
    const manifests = renderer.render();
    this.found.push(...renderer.problems);
    this.rendered.set(environment, manifests);
    this.bindImages(environment, manifests);
    environment._onTerraform(() => this.sealHandoff(environment, renderer));
  }

  /** Aspects have run by now: where there are any, they may have changed objects, which are resolved anew. */
  private sealHandoff(environment: Environment, early: ManifestRenderer): void {
    const renderer = hasAspects(environment) ? new ManifestRenderer(environment) : early;
    if (renderer !== early) {
      this.rendered.set(environment, renderer.render());
      this.found.push(...renderer.problems);
    }
    this.handoffs.set(environment, environment._handoff.seal(renderer.consumers));
  }

  private bindImages(environment: Environment, manifests: readonly RenderedManifest[]): void {
    if (environment.node.tryFindChild('Images') !== undefined) {
      return;
    }
    const references = mirroredImages(environment.cluster, referencesIn(manifests)).map((image) => image.upstream);
    try {
      environment.record(environment, environment.target.infrastructure.bindImages(new Construct(environment, 'Images'), { references }));
    } catch (thrown) {
      this.found.push(problemOf(thrown, environment.node.path));
    }
  }

  private stageStack(stack: TerraformStack, session: ISynthesisSession): void {
    if (!Environment.isEnvironment(stack)) {
      stack.synthesizer.synthesize(session);
    } else if (stack.hasCloudResources) {
      stack._stage(session);
    } else {
      stack._stageNothing();
    }
  }

  private inspectTerraform(environment: Environment): void {
    const objections = environment.target.infrastructure.inspect(environment._terraform).map(({ path: from, violation, severity }) => ({
      path: from ?? environment.node.path, code: violation.code, message: sentence(violation), severity,
    }));
    this.found.push(...objections.filter(({ severity }) => severity === undefined).map(({ path, code, message }) => ({ path, code, message })));
    this.advice.set(environment, objections.flatMap(({ severity, path, code, message }) => (
      severity === undefined ? [] : [{ path, fulfilments: [], findings: [{ code, severity, message }] }])));
  }

  private resultOf(environment: Environment): RenderedEnvironment {
    const manifests = this.rendered.get(environment) ?? [];
    const references = referencesIn(manifests);
    const unreachable = { path: environment.node.path, fulfilments: [], findings: unreachableImages(environment.cluster, references) };
    return {
      name: environment.node.id,
      path: environment.node.path,
      target: environment.target.name,
      infrastructure: environment.target.infrastructure.name,
      distribution: environment.target.distribution.name,
      manifests,
      handoff: this.handoffs.get(environment) ?? [],
      images: mirroredImages(environment.cluster, references),
      models: [...environment.models].sort((a, b) => (a.destination < b.destination ? -1 : 1)),
      adapters: environment.adapters,
      nodeGroups: environment.nodeGroups,
      reported: [...environment.reported, ...this.advice.get(environment) ?? [], unreachable],
      pools: environment.pools,
      zones: environment.zones,
      operators: environment.target.distribution.operators,
      sharedNodes: environment.sharedNodes,
      terraformResources: resourcesIn(environment._terraform),
    };
  }
}

function hasAspects(scope: IConstruct): boolean {
  return [...scope.node.scopes, ...scope.node.findAll()].some((construct) => Aspects.of(construct).all.length > 0);
}

function resourcesIn(terraform: TerraformConfiguration): number {
  return Object.values(terraform.resource ?? {}).reduce((sum, ofOneType) => sum + Object.keys(ofOneType).length, 0);
}
