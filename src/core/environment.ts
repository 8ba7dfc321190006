import { Annotations, App, ISynthesisSession, TerraformBackend, TerraformElement, TerraformStack } from 'cdktf';
import { addCustomSynthesis, invokeAspects, StackSynthesizer } from 'cdktf/lib/synthesize/synthesizer';
import { Construct, IConstruct } from 'constructs';
import { Handoff } from './handoff';
import { judgeLate } from './late-violations';
import { Manifests } from './manifests';
import { kebab } from './names';
import { MirroredAdapter, MirroredModel, RenderedPool, RenderedZone, Reported, reportOf, RoleVerdict, SharedNodes } from './rendered';
import { placed } from '../errors/place';
import { requireForm, requireProps } from '../errors/requirements';
import { ValidationError, type Violation } from '../errors/validation-error';
import type { Binding, Finding } from '../target/binding';
import { mirrored } from '../target/images';
import type { InferenceRequest } from '../target/inference-request';
import type { TerraformConfiguration } from '../target/infrastructure';
import type { NodeGroup } from '../target/nodes';
import type { ClusterFacts } from '../target/requests';
import { requireStrategies, type Strategies } from '../target/strategies';

/** What an environment is made of. */
export interface EnvironmentProps {
  /** Where it runs: `Target.aws({…})`, `Target.onPrem({…})`, `Target.edge({…})`, `Target.openShift({…})`, `Target.custom({…})`. */
  readonly target: Strategies;
}

/** What an environment needs of the root of its tree: the platform. */
export interface PlatformRoot extends IConstruct {
  /** Refuses the whole program with all of its problems, or returns. */
  assertValid(): void;
}

const ENVIRONMENT_SYMBOL = Symbol.for('aiplane.Environment');

/**
 * One place the platform runs, such as a region, a data centre or a factory floor.
 *
 * It is a Terraform stack: own cdktf resources go directly below it, own cdk8s objects below `manifests`. A place where
 * nothing is created by Terraform gets no stack in cdktf's output.
 */
export class Environment extends TerraformStack {
  /** Whether a construct is an environment; by symbol, so that two copies of the library agree. */
  public static isEnvironment(construct: object): construct is Environment {
    return ENVIRONMENT_SYMBOL in construct;
  }

  /** The environment that a construct is in. Throws where there is none. */
  public static override of(construct: IConstruct): Environment {
    const found = [...construct.node.scopes].reverse().find(Environment.isEnvironment);
    if (found === undefined) {
      throw outsideEnvironment(construct);
    }
    return found as Environment;
  }

  /** Where it runs: an infrastructure times a distribution. */
  public readonly target: Strategies;
  /** What the cluster here is. */
  public readonly cluster: ClusterFacts;
  /** Scope of own cdk8s and cdk8s-plus objects; they are applied with the workloads. */
  public readonly manifests: Manifests;
  /** @internal */
  public readonly _handoff: Handoff;
  private readonly records: Reported[] = [];
  private readonly mirroredModels: MirroredModel[] = [];
  private readonly shares: (() => SharedNodes)[] = [];
  private readonly judgedPools: RenderedPool[] = [];
  private readonly judgedZones: (() => RenderedZone)[] = [];
  private readonly mirroredAdapters: MirroredAdapter[] = [];
  private readonly nodes: NodeGroup[] = [];
  private resolvedTerraform: TerraformConfiguration = {};
  private backendUndeclared = false;
  private beforeTerraform: (() => void) | undefined;

  constructor(scope: Construct, id: string, props: EnvironmentProps) {
    super(rootOf(placed(scope, id), id) && scope, id);
    requireForm('id', id, /^[a-z]([a-z0-9-]{0,38}[a-z0-9])?$/, 'a DNS-1123 label of at most 40 characters that starts with a letter', this);
    requireProps(props, this);
    requireStrategies('target', props.target, this);
    Object.defineProperty(this, ENVIRONMENT_SYMBOL, { value: true });
    this.synthesizer = { synthesize: (session) => this.synthesizeAlone(session) };
    this.target = props.target;
    this.manifests = new Manifests(this, 'Manifests');
    this._handoff = new Handoff(this);
    const binding = this.target.infrastructure.bindEnvironment(new Construct(this, 'Infrastructure'), { name: kebab(id) });
    this.cluster = binding.cluster;
    this.record(this, binding);
    judgeLate(this, () => this.backendProblems());
    addCustomSynthesis(this, { onSynthesize: () => this.beforeTerraform?.() });
  }

  /** What the infrastructure, the distribution and the constructs of this environment reported, in order of creation. */
  public get reported(): readonly Reported[] {
    return [...this.records];
  }

  /** Whether Terraform creates or reads anything here; what exists only as an override of the stack exists. */
  public get hasCloudResources(): boolean {
    const elements = this.node.findAll().filter(TerraformElement.isTerraformElement);
    return elements.some((element) => !TerraformBackend.isBackend(element)) || ['resource', 'data', 'module'].some((block) => block in super.toTerraform());
  }

  /** The reference by which an image is pulled here: below the environment's mirror where it has one. */
  public image(reference: string): string {
    return mirrored(this.cluster.registry, reference);
  }

  /**
   * Keeps what a binding reported, under the construct it is about. Findings also reach cdktf's command line, and the
   * primary object becomes the construct's default child, for patches.
   */
  public record(subject: IConstruct, binding: Binding): void {
    this.records.push(reportOf(subject.node.path, binding));
    subject.node.defaultChild ??= binding.primary;
    binding.findings.forEach((finding) => Annotations.of(subject).addWarning(finding.message));
  }

  /** As `record`, for advice that only the whole program gives: asked when the program is complete. */
  public recordLate(subject: IConstruct, findings: () => readonly Finding[]): void {
    this.records.push({ path: subject.node.path, fulfilments: [], get findings() { return findings(); } });
    subject.node.addValidation({ validate: () => warnOnce(subject, findings()) });
  }

  /** Nodes that pools share, in order of creation; to be read when the program is complete. */
  public get sharedNodes(): readonly SharedNodes[] {
    return this.shares.map((shared) => shared()).filter(({ pools }) => pools.length > 0);
  }

  /** Adds nodes that pools share. */
  public shareNodes(nodes: () => SharedNodes): void {
    this.shares.push(nodes);
  }

  /** Nodes that the infrastructure made or asked for, by name. */
  public get nodeGroups(): readonly NodeGroup[] {
    const groups = new Map<string, NodeGroup>();
    // read only now: what a group is may follow from constructs that were added to it later
    this.nodes.forEach((group) => groups.set(group.name, { ...groups.get(group.name), ...group }));
    return [...groups.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  /** Keeps what a binding says of nodes; constructs that share a group each say what they know of it. */
  public recordNodes(group: NodeGroup): void {
    this.nodes.push(group);
  }

  /** Models that must be copied here before they can be served, in order of creation. */
  public get models(): readonly MirroredModel[] {
    return [...this.mirroredModels];
  }

  /** Adapters that must be copied here before they can be served, in order of creation. */
  public get adapters(): readonly MirroredAdapter[] {
    return [...this.mirroredAdapters];
  }

  /** Adds an adapter that must be copied here. */
  public mirrorAdapter(adapter: MirroredAdapter): void {
    this.mirroredAdapters.push(adapter);
  }

  /** Adds a model that must be copied here. */
  public mirrorModel(model: MirroredModel): void {
    this.mirroredModels.push(model);
  }

  /** Pools with what they were judged by, in order of creation. */
  public get pools(): readonly RenderedPool[] {
    return [...this.judgedPools];
  }

  /** Keeps what a pool was judged by, and returns it: the objects that are written must say the same. */
  public recordPool(pool: IConstruct, request: InferenceRequest, verdicts: readonly RoleVerdict[]): InferenceRequest {
    this.judgedPools.push({ path: pool.node.path, request, verdicts });
    return request;
  }

  /** Zones with what their objects are bound to, in order of creation; to be read when the program is complete. */
  public get zones(): readonly RenderedZone[] {
    return this.judgedZones.map((zone) => zone());
  }

  /** Keeps what the objects of a zone are bound to: those that are written must be too. */
  public recordZone(zone: () => RenderedZone): void {
    this.judgedZones.push(zone);
  }

  /** Validates the whole platform: a part of an invalid program is not synthesised either. */
  public override runAllValidations(): void {
    rootOf(this, this.node.id).assertValid();
  }

  public override toTerraform(): TerraformConfiguration {
    this.resolvedTerraform = super.toTerraform() as TerraformConfiguration;
    return this.resolvedTerraform;
  }

  /** @internal writes this stack as cdktf does, once the platform has judged the whole program */
  public _stage(session: ISynthesisSession): void {
    // error annotations are collected with all other problems, whatever cdktf's command line asks for
    new StackSynthesizer(this, true, App.of(this).hclOutput).synthesize({ ...session, skipValidation: true });
  }

  /** @internal as `_stage`, where there is no stack to write: cdktf would make folders for a file that nobody wants */
  public _stageNothing(): void {
    invokeAspects(this);
    this.beforeTerraform?.();
  }

  /** @internal sets what is done after aspects and before the Terraform JSON is made: the last moment to declare outputs */
  public _onTerraform(hook: () => void): void {
    this.beforeTerraform = hook;
  }

  /** @internal the very value that was written */
  public get _terraform(): TerraformConfiguration {
    return this.resolvedTerraform;
  }

  /** The declared backend; cdktf's own fallback is made too, but remembered as undeclared. */
  public override ensureBackendExists(): TerraformBackend {
    this.backendUndeclared ||= !this.node.findAll().some(TerraformBackend.isBackend);
    return super.ensureBackendExists();
  }

  /** A part of an invalid program is not synthesised either. */
  private synthesizeAlone(session: ISynthesisSession): void {
    this.runAllValidations();
    this._stage(session);
  }

  private backendProblems(): readonly Violation[] {
    const declared = !this.backendUndeclared && this.node.findAll().some(TerraformBackend.isBackend);
    if (declared || !this.hasCloudResources) {
      return [];
    }
    const rule = 'must be declared where there are cloud resources: without one, their state lands in a folder of the machine that synthesised them';
    return [{ code: 'BackendUndeclared', prop: 'backend', value: undefined, rule, remedy: "give the target a 'backend', such as StateBackend.s3({…})" }];
  }
}

/** A construct that is in no environment, where it must be in one. */
export function outsideEnvironment(construct: IConstruct): ValidationError {
  return new ValidationError({
    code: 'OutsideEnvironment', prop: 'scope', value: construct.node.path, rule: 'must be in the scope of an Environment', remedy: "create it below a 'new Environment(platform, …)'",
  }, construct);
}

/** Tells cdktf's command line, however often the program is validated; there is nothing to object. */
function warnOnce(subject: IConstruct, findings: readonly Finding[]): string[] {
  const said = new Set(subject.node.metadata.map(({ data }) => data as unknown));
  findings.filter(({ message }) => !said.has(message)).forEach(({ message }) => Annotations.of(subject).addWarning(message));
  return [];
}

function rootOf(scope: Construct, id: string): PlatformRoot {
  const root = scope?.node?.root as PlatformRoot | undefined;
  if (root === undefined || typeof root.assertValid !== 'function') {
    throw new ValidationError({
      code: 'OutsidePlatform', prop: 'scope', value: id, rule: 'must be in the scope of a Platform', remedy: "create the environment below a 'new Platform()'",
    }, scope);
  }
  return root;
}
