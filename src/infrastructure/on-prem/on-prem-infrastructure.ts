import type { Construct } from 'constructs';
import { gpuMachines, virtualizationMachines } from './machines';
import { requireProps } from '../../errors/requirements';
import type { Binding } from '../../target/binding';
import type { EnvironmentBinding, Infrastructure, NodesBinding, Objection, ZoneInfrastructureBinding } from '../../target/infrastructure';
import type { Location } from '../../target/location';
import type * as request from '../../target/requests';
import type { AccessMode } from '../site/forms';
import { Site } from '../site/site';
import type { SiteModelStore } from '../site/site-model-store';
import type { StateBackend } from '../state-backend';

/** A data centre of the company, whose machines and cluster exist. */
export interface OnPremProps {
  /** The data centre, as its operator names it, such as `zrh1`. */
  readonly site: string;
  /** Country of the data centre, ISO 3166-1 alpha-2. */
  readonly country: string;
  /** StorageClass of disks, which the cluster has and which encrypts its volumes. */
  readonly storageClass: string;
  /** Whether two nodes can hold a disk at once, which live migration needs. @default ReadWriteOnce */
  readonly storageAccessMode?: AccessMode;
  /** Where the models of a zone lie. */
  readonly modelStore: SiteModelStore;
  /** Host and path that images are mirrored to, such as `registry.bank.example/aiplane`. @default - the upstream registries, which needs `internetEgress` */
  readonly registry?: string;
  /** Kubernetes minor of the cluster. @default 1.34 */
  readonly kubernetesVersion?: string;
  /** Whether pods and nodes can reach the internet. @default false */
  readonly internetEgress?: boolean;
  /** CIDR block that the Kubernetes API server answers in. @default - any address on port 6443, with a finding */
  readonly apiServerCidr?: string;
  /** Where Terraform keeps its state of own cloud resources of the environment. @default - none, so that it may have no such resources */
  readonly backend?: StateBackend;
}

/** Machines in a data centre of the company: nothing is created, everything needed of them is named. */
export class OnPremInfrastructure implements Infrastructure {
  public readonly name = 'on-prem';
  /** The site and its country. */
  public readonly location: Location;
  private readonly site: Site;

  constructor(props: OnPremProps) {
    requireProps(props);
    const { storageAccessMode = 'ReadWriteOnce', kubernetesVersion = '1.34', internetEgress = false } = props;
    this.site = new Site({ ...props, storageAccessMode, kubernetesVersion, internetEgress });
    this.location = this.site.location;
  }

  public bindEnvironment(scope: Construct, need: request.EnvironmentRequest): EnvironmentBinding {
    return this.site.bindEnvironment(scope, need);
  }

  public bindZone(scope: Construct, need: request.ZoneInfrastructureRequest): ZoneInfrastructureBinding {
    return this.site.bindZone(scope, need);
  }

  public bindGpuNodes(_scope: Construct, need: request.GpuNodesRequest): NodesBinding {
    return gpuMachines(need);
  }

  public bindVirtualMachineNodes(_scope: Construct, need: request.VirtualMachineNodesRequest): NodesBinding {
    return virtualizationMachines(need);
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
