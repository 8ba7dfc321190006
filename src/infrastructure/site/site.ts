import { TerraformStack } from 'cdktf';
import type { Construct } from 'constructs';
import { clusterFulfilments, imageFulfilments, modelAccessFulfilments, zoneFulfilments } from './fulfilments';
import { requireInJurisdiction } from './residency';
import { requireSiteProps } from './site-props';
import type { SiteProps } from './site-props';
import { ValidationError } from '../../errors/validation-error';
import type { Binding, Finding } from '../../target/binding';
import type { EnvironmentBinding, ZoneInfrastructureBinding } from '../../target/infrastructure';
import type { Location } from '../../target/location';
import type { ClusterFacts, EnvironmentRequest, ImagesRequest, ModelAccessRequest, ZoneInfrastructureRequest } from '../../target/requests';
import type { ModelStore } from '../../target/storage';

/** Port of the API server on its nodes, which a NetworkPolicy sees behind the Service `kubernetes`. */
const API_SERVER_PORT = 6443;

/** A place whose machines, cluster and stores exist: it answers from what it was told and creates nothing. */
export class Site {
  public readonly location: Location;

  constructor(private readonly props: SiteProps) {
    requireSiteProps(props);
    this.location = { country: props.country, place: props.site };
  }

  /** What the cluster of the place is. */
  public bindEnvironment(scope: Construct, need: EnvironmentRequest): EnvironmentBinding {
    this.requireReachableImages(scope);
    this.props.backend?.bind(TerraformStack.of(scope), need.name);
    return { cluster: this.clusterFacts(), fulfilments: clusterFulfilments(this.props), findings: this.apiServerFindings() };
  }

  /** The disks and models of a zone, which must lie where its jurisdiction applies. */
  public bindZone(scope: Construct, need: ZoneInfrastructureRequest): ZoneInfrastructureBinding {
    requireInJurisdiction(this.location, need.jurisdiction, scope);
    const modelStore = this.props.modelStore.bind(need);
    const storage = { className: this.props.storageClass, accessMode: this.props.storageAccessMode };
    return { storage, modelStore, fulfilments: zoneFulfilments(this.props, need, modelStore), findings: plainTextFindings(modelStore) };
  }

  /** How pods are let in to the zone's models. */
  public bindModelAccess(need: ModelAccessRequest): Binding {
    return { fulfilments: modelAccessFulfilments(this.props, need), findings: [] };
  }

  /** Where images come from. */
  public bindImages(need: ImagesRequest): Binding {
    return { fulfilments: imageFulfilments(this.props, need), findings: [] };
  }

  private clusterFacts(): ClusterFacts {
    const { kubernetesVersion, internetEgress, registry, apiServerCidr = '0.0.0.0/0' } = this.props;
    const apiServer = { cidr: apiServerCidr, ports: [API_SERVER_PORT], reason: 'the Kubernetes API server' };
    return { kubernetesVersion, internetEgress, registry: registry === undefined ? {} : { mirror: registry }, apiServer };
  }

  private requireReachableImages(scope: Construct): void {
    const { registry, internetEgress, site } = this.props;
    if (registry === undefined && !internetEgress) {
      throw new ValidationError({
        code: 'RegistryRequired', prop: 'registry', value: registry,
        rule: `must name a registry inside '${site}', which has no internet egress`,
        remedy: "set it to the host and path that images are mirrored to, or set 'internetEgress' to true",
      }, scope);
    }
  }

  private apiServerFindings(): Finding[] {
    return this.props.apiServerCidr !== undefined ? [] : [{
      code: 'ApiServerRangeUnknown', severity: 'warning',
      message: `'apiServerCidr' (undefined) is not given, so pods that call the API server may open port ${API_SERVER_PORT} of any address; set it to the block of the control plane`,
    }];
  }
}

function plainTextFindings(store: ModelStore): Finding[] {
  const plain = store.kind === 'object-store' && store.endpoint?.startsWith('http://') === true;
  return !plain ? [] : [{
    code: 'EndpointNotEncrypted', severity: 'warning',
    message: `'endpoint' (${store.endpoint}) carries models and keys in plain text; serve the bucket over https`,
  }];
}
