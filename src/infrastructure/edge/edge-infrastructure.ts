import type { Construct } from 'constructs';
import { gpuMachine, virtualizationMachine } from './machine';
import { requireProps } from '../../errors/requirements';
import type { Binding } from '../../target/binding';
import type { EnvironmentBinding, Infrastructure, NodesBinding, Objection, ZoneInfrastructureBinding } from '../../target/infrastructure';
import type { Location } from '../../target/location';
import type * as request from '../../target/requests';
import { Size } from '../../units';
import { Site } from '../site/site';
import { SiteModelStore } from '../site/site-model-store';
import type { StateBackend } from '../state-backend';

/** One machine outside the data centre, such as in a factory or a branch. */
export interface EdgeProps {
  /** The place, as its operator names it, such as `factory-12`. */
  readonly site: string;
  /** Country of the place, ISO 3166-1 alpha-2. */
  readonly country: string;
  /** StorageClass of disks; k3s brings `local-path`. @default local-path */
  readonly storageClass?: string;
  /** Where the models of a zone lie. @default - a volume of 100 GiB of the storage class */
  readonly modelStore?: SiteModelStore;
  /** Host and path that images are mirrored to, such as `registry.bank.example/aiplane`. @default - the upstream registries, which needs `internetEgress` */
  readonly registry?: string;
  /** Kubernetes minor of the cluster. @default 1.34 */
  readonly kubernetesVersion?: string;
  /** Whether pods and the machine can reach the internet. @default false */
  readonly internetEgress?: boolean;
  /** CIDR block that the Kubernetes API server answers in: the machine's own address. @default - any address on port 6443, with a finding */
  readonly apiServerCidr?: string;
  /** Where Terraform keeps its state of own cloud resources of the environment. @default - none, so that it may have no such resources */
  readonly backend?: StateBackend;
}

/** Enough for several models of the sizes that one machine serves. */
const MODEL_SPACE = Size.gibibytes(100);

/** One machine at the edge, which is all its environment has: disks are its own and nothing moves to another. */
export class EdgeInfrastructure implements Infrastructure {
  public readonly name = 'edge';
  /** The site and its country. */
  public readonly location: Location;
  private readonly site: Site;

  constructor(props: EdgeProps) {
    requireProps(props);
    const { storageClass = 'local-path', kubernetesVersion = '1.34', internetEgress = false } = props;
    const modelStore = props.modelStore ?? SiteModelStore.volume({ storageClass, accessMode: 'ReadWriteOnce', size: MODEL_SPACE });
    this.site = new Site({ ...props, storageClass, storageAccessMode: 'ReadWriteOnce', kubernetesVersion, internetEgress, modelStore });
    this.location = this.site.location;
  }

  public bindEnvironment(scope: Construct, need: request.EnvironmentRequest): EnvironmentBinding {
    return this.site.bindEnvironment(scope, need);
  }

  public bindZone(scope: Construct, need: request.ZoneInfrastructureRequest): ZoneInfrastructureBinding {
    return this.site.bindZone(scope, need);
  }

  public bindGpuNodes(scope: Construct, need: request.GpuNodesRequest): NodesBinding {
    return gpuMachine(this.location, need, scope);
  }

  public bindVirtualMachineNodes(_scope: Construct, _need: request.VirtualMachineNodesRequest): NodesBinding {
    return virtualizationMachine(this.location);
  }

  public bindModelAccess(_scope: Construct, need: request.ModelAccessRequest): Binding {
    return this.site.bindModelAccess(need);
  }

  public bindImages(_scope: Construct, need: request.ImagesRequest): Binding {
    return this.site.bindImages(need);
  }

  /** Nothing here is this library's to judge: the clouds of the user's own resources are unknown to it. */
  public inspect(): readonly Objection[] {
    return [];
  }
}
