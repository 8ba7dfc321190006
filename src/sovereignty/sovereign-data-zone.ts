import { Construct, IConstruct } from 'constructs';
import { AdmissionProps, requireAdmission, ZoneAdmission } from './admission';
import { KeyCustody, requireKeyCustody } from './key-custody';
import { shortOfRoom } from './model-room';
import { refuseReserved, refuseTwin } from './namespace';
import { requireJurisdiction, type Jurisdiction } from '../catalog/jurisdictions';
import { Environment } from '../core/environment';
import { judgeLate } from '../core/late-violations';
import { Manifests } from '../core/manifests';
import { nameBelow } from '../core/names';
import { placed } from '../errors/place';
import { inScope, requireProps, whereGiven } from '../errors/requirements';
import { ValidationError } from '../errors/validation-error';
import type { GatewayBinding } from '../target/distribution';
import type { InferenceGatewayBinding } from '../target/gateway-request';
import type { ZoneInfrastructureBinding } from '../target/infrastructure';
import type { InferenceGatewayRequest } from '../target/requests';
import { zoneAffinity, type Affinity } from '../target/zone-affinity';

/** What a zone promises about its data. */
export interface SovereignDataZoneProps extends AdmissionProps {
  /** The law that the data is bound to: a zone in a country outside of it is refused. */
  readonly jurisdiction: Jurisdiction;
  /** Who holds the keys to the data at rest. @default KeyCustody.CUSTOMER */
  readonly keyCustody?: KeyCustody;
}

const ZONE_SYMBOL = Symbol.for('aiplane.SovereignDataZone');

/** Longest namespace: it is part of host names and of the names of buckets and node groups. */
const NAMESPACE_LENGTH = 40;

/**
 * A scope whose contents stay together and stay put: one namespace that denies all traffic it was not told of, one key,
 * one store for models, one country's law.
 *
 * Being created below it is being contained by it. Moving a construct into or out of a zone changes its path and with it
 * its names and Terraform addresses: data that crosses a border is a replacement, not an update.
 */
export class SovereignDataZone extends Construct {
  /** Whether a construct is a zone; by symbol, so that two copies of the library agree. */
  public static isSovereignDataZone(construct: object): construct is SovereignDataZone {
    return ZONE_SYMBOL in construct;
  }

  /** The zone that a construct is in. Throws where there is none. */
  public static of(construct: IConstruct): SovereignDataZone {
    const found = [...construct.node.scopes].reverse().find(SovereignDataZone.isSovereignDataZone);
    if (found === undefined) {
      throw new ValidationError({
        code: 'OutsideZone', prop: 'scope', value: construct.node.path, rule: 'must be in the scope of a SovereignDataZone', remedy: "create it below a 'new SovereignDataZone(…)'",
      }, construct);
    }
    return found;
  }

  /** Namespace of everything in the zone: its path below the environment, the same in every environment. */
  public readonly namespace: string;
  /** The law that its data is under, and the countries where that is in force. */
  public readonly jurisdiction: Jurisdiction;
  /** Scope of own cdk8s and cdk8s-plus objects that belong to the zone: they are in its namespace unless they name another. */
  public readonly manifests: Manifests;
  /** @internal where the data of the zone lies */
  public readonly _data: ZoneInfrastructureBinding;
  private readonly gpuCapacities: (() => number)[] = [];
  private readonly tenants = { inferencePools: false, virtualMachines: false, unconfinedPods: false };
  private gateway: GatewayBinding | undefined;
  private clientAuthority: string | undefined;
  private volume: GatewayBinding | undefined;

  constructor(scope: Construct, id: string, props: SovereignDataZoneProps) {
    super(placed(scope, id), id);
    const environment = Environment.of(this);
    requireProps(props, this);
    inScope(this, () => requireJurisdiction('jurisdiction', props.jurisdiction));
    whereGiven(props.keyCustody, (custody) => requireKeyCustody('keyCustody', custody, this));
    requireAdmission(props, this);
    this.refuseNesting(scope);
    Object.defineProperty(this, ZONE_SYMBOL, { value: true });
    this.jurisdiction = props.jurisdiction;
    this.namespace = nameBelow(environment, this, { kind: 'a Namespace', maxLength: NAMESPACE_LENGTH });
    refuseReserved(this);
    refuseTwin(this, environment.node.findAll().filter(SovereignDataZone.isSovereignDataZone));
    this._data = this.bindInfrastructure(environment, props.keyCustody ?? KeyCustody.CUSTOMER);
    this.bindNamespace(environment, new ZoneAdmission(this, props));
    this.manifests = new Manifests(this, 'Objects', { namespace: this.namespace });
    judgeLate(this, () => shortOfRoom(this._data.modelStore, this.namespace, environment.models));
  }

  /** Affinity of own pods that need no nodes of their own: it keeps them away from nodes of other zones. */
  public get affinity(): Affinity {
    return zoneAffinity(this.namespace);
  }

  /** @internal the name of an object of the zone: its path below the zone */
  public _nameOf(construct: IConstruct, kind: string, maxLength?: number): string {
    return nameBelow(this, construct, { kind, maxLength });
  }

  /** @internal adds GPUs that pods of the zone may ask for; read when every pool is known */
  public _addGpus(gpus: () => number): void {
    this.gpuCapacities.push(gpus);
  }

  /** @internal notes that the zone holds a virtual machine */
  public _admitVirtualMachine(): void {
    this.tenants.virtualMachines = true;
  }

  /** @internal notes that a controller makes pods here that set no seccomp profile */
  public _admitUnconfinedPods(): void {
    this.tenants.unconfinedPods = true;
  }

  /** @internal the entrance that the zone's pools share; made with the first of them */
  public _inferenceGateway(): GatewayBinding {
    this.tenants.inferencePools = true;
    this.gateway ??= this.bindGateway(Environment.of(this), 'InferenceGateway', this.volume === undefined ? undefined : 'entrance');
    return this.gateway;
  }

  /** @internal the class of pods of a priority; made with the first pool that has it */
  public _priorityClass(priority: number): string | undefined {
    if (priority === 0) {
      return undefined;
    }
    const name = `${this.namespace}-priority-${priority < 0 ? 'minus-' : ''}${Math.abs(priority)}`;
    const id = `Priority${priority < 0 ? 'Minus' : ''}${Math.abs(priority)}`;
    if (this.node.tryFindChild(id) === undefined) {
      const environment = Environment.of(this);
      const need = { name, zone: this.namespace, priority };
      environment.record(this, environment.target.distribution.bindPriority(new Manifests(this, id, { phase: '10-platform' }), need));
    }
    return name;
  }

  /** @internal has the entrance ask clients for certificates of the authority in a ConfigMap */
  public _requireClientCertificates(authority: string, scope: Construct): void {
    if ((this.clientAuthority ?? authority) !== authority) {
      const rule = `is not '${this.clientAuthority}', which another pool of the zone names, and they share one entrance`;
      throw new ValidationError({ code: 'TwoAuthorities', prop: 'caConfigMap', value: authority, rule, remedy: 'put both authorities into one ConfigMap' }, scope);
    }
    this.clientAuthority = authority;
  }

  /** @internal the volume of models, where that is their store, for pools that have no entrance */
  public _modelVolume(): InferenceGatewayBinding {
    this.tenants.inferencePools = true;
    if (this.gateway === undefined) {
      this.volume ??= this.bindGateway(Environment.of(this), 'Models', 'volume');
    }
    return {};
  }

  private bindInfrastructure(environment: Environment, keyCustody: KeyCustody): ZoneInfrastructureBinding {
    const binding = environment.target.infrastructure.bindZone(new Construct(this, 'Infrastructure'), {
      environment: environment.node.id,
      name: this.namespace,
      namespace: this.namespace,
      jurisdiction: this.jurisdiction,
      keyHolder: keyCustody.holder,
    });
    environment.record(this, binding);
    return binding;
  }

  private bindNamespace(environment: Environment, admission: ZoneAdmission): void {
    environment.recordZone(() => admission.rendered);
    const manifests = new Manifests(this, 'Manifests', { phase: '10-platform' });
    environment.record(this, environment.target.distribution.bindZone(manifests, {
      name: this.namespace,
      namespace: this.namespace,
      cluster: environment.cluster,
      jurisdiction: this.jurisdiction,
      storage: this._data.storage,
      modelStore: this._data.modelStore,
      gpuQuota: () => this.gpuCapacities.reduce((sum, gpus) => sum + gpus(), 0),
      virtualMachines: () => this.tenants.virtualMachines,
      unconfinedPods: () => this.tenants.unconfinedPods,
      inferencePools: () => this.tenants.inferencePools,
      ...admission.request,
    }));
  }

  private bindGateway(environment: Environment, id: string, part?: InferenceGatewayRequest['part']): GatewayBinding {
    const manifests = new Manifests(this, id, { phase: '10-platform' });
    const clientAuthority = () => this.clientAuthority;
    const shared = { name: 'inference', namespace: this.namespace, cluster: environment.cluster, modelStore: this._data.modelStore };
    const need = { ...shared, clientAuthority, ...(part !== undefined && { part }) };
    const binding = environment.target.distribution.bindInferenceGateway(manifests, need);
    environment.record(this, binding);
    return binding;
  }

  private refuseNesting(scope: Construct): void {
    const outer = [...scope.node.scopes].reverse().find(SovereignDataZone.isSovereignDataZone);
    if (outer !== undefined) {
      throw new ValidationError({
        code: 'NestedZone', prop: 'scope', value: scope.node.path, rule: `is inside the zone '${outer.node.path}', and a zone contains no other`, remedy: 'create the two zones side by side',
      }, this);
    }
  }
}
