import type { IConstruct } from 'constructs';
import { Environment } from '../core/environment';
import type { RenderedZone } from '../core/rendered';
import { requireRegistry, requireSubdomain } from '../errors/forms';
import { requireDistinct, requireList, whereGiven } from '../errors/requirements';
import { NODE_GROUP_LABEL } from '../target/labels';
import type { ZoneRequest } from '../target/requests';
import type { ZoneStorage } from '../target/storage';

/** What else than the zone's own its objects may use: admission refuses the rest, whoever writes it. */
export interface AdmissionProps {
  /**
   * Registries, host and path, that pods of the zone may run images of, beside the mirror of the environment: those of the
   * controllers whose pods are in the zone too. @default - images of any registry
   */
  readonly registries?: readonly string[];
  /**
   * Storage classes that volumes of the zone may be of, beside the zone's own and those that its pools name.
   * @default - none where the zone has a class of its own; else any
   */
  readonly storageClasses?: readonly string[];
}

/** A construct that makes a namespace and has storage. */
interface AdmittedZone extends IConstruct {
  readonly namespace: string;
  readonly _data: { readonly storage: ZoneStorage; readonly modelStore: ZoneRequest['modelStore'] };
}

/** Refuses what names no registry or no storage class. */
export function requireAdmission({ registries, storageClasses }: AdmissionProps, scope: IConstruct): void {
  requireNames('registries', registries, requireRegistry, scope);
  requireNames('storageClasses', storageClasses, requireSubdomain, scope);
}

function requireNames(prop: string, names: readonly string[] | undefined, requireName: typeof requireRegistry, scope: IConstruct): void {
  whereGiven(names, (given) => {
    requireList(prop, given, (name) => requireName(prop, name, scope), scope);
    requireDistinct(prop, given, scope);
  });
}

/** What admission to a zone is bound to. */
export class ZoneAdmission {
  private readonly environment: Environment;

  constructor(private readonly zone: AdmittedZone, private readonly props: AdmissionProps) {
    this.environment = Environment.of(zone);
  }

  /** What the cluster is told. */
  public get request(): Pick<ZoneRequest, 'nodeGroups' | 'storageClasses' | 'registries'> {
    const { registries } = this;
    return {
      nodeGroups: () => this.nodeGroups,
      ...(this.asksForClasses && { storageClasses: () => this.storageClasses }),
      ...(registries !== undefined && { registries }),
    };
  }

  /** What the objects of the program are judged by; read at synthesis. */
  public get rendered(): RenderedZone {
    const { registries, zone: { node: { path }, namespace } } = this;
    return { path, namespace, ...(this.asksForClasses && { storageClasses: this.storageClasses }), ...(registries !== undefined && { registries }) };
  }

  private get nodeGroups(): readonly string[] {
    const own = this.environment.nodeGroups.filter(({ zone }) => zone === this.zone.namespace);
    return own.flatMap(({ labels }) => labels[NODE_GROUP_LABEL] ?? []);
  }

  /** A class that the cluster has already says nothing of whose keys its volumes are encrypted with. */
  private get asksForClasses(): boolean {
    return this.zone._data.storage.create !== undefined || this.props.storageClasses !== undefined;
  }

  private get storageClasses(): readonly string[] {
    const { storage, modelStore } = this.zone._data;
    const models = modelStore.kind === 'volume' ? [modelStore.storageClassName] : [];
    return [...new Set([storage.className, ...models, ...this.props.storageClasses ?? [], ...this.classesOfPools])];
  }

  private get classesOfPools(): readonly string[] {
    const own = this.environment.pools.map(({ request }) => request).filter(({ namespace }) => namespace === this.zone.namespace);
    const named = own.flatMap(({ modelCache, kvOffload }) => [modelCache?.kind === 'volume' ? modelCache.storageClassName : undefined, kvOffload?.fileSystem?.storageClassName]);
    return named.filter((name) => name !== undefined).sort();
  }

  private get registries(): readonly string[] | undefined {
    const { mirror } = this.environment.cluster.registry;
    return this.props.registries && [...new Set([...(mirror === undefined ? [] : [mirror]), ...this.props.registries])];
  }
}
