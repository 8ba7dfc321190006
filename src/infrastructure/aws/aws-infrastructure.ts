import { TerraformStack } from 'cdktf';
import type { Construct } from 'constructs';
import { AwsEnvironment } from './aws-environment';
import { resolveProps, type AwsInfrastructureProps, type ResolvedAwsProps } from './aws-infrastructure-props';
import { AwsZone } from './aws-zone';
import { environmentFulfilments, imageFulfilments, modelAccessFulfilments, volumeDriverFindings, zoneFulfilments } from './fulfilments';
import { bindGpuNodes } from './gpu-nodes';
import { ImageRepositories, mirrorOf } from './image-repositories';
import { inspect } from './inspection/inspection';
import { ModelAccess } from './model-access';
import { modelStoreOf, storageOf } from './zone-storage';
import { ValidationError } from '../../errors/validation-error';
import type { Binding } from '../../target/binding';
import type { EnvironmentBinding, Infrastructure, NodesBinding, Objection, TerraformConfiguration, ZoneInfrastructureBinding } from '../../target/infrastructure';
import type { Location } from '../../target/location';
import type * as request from '../../target/requests';

/**
 * Amazon Web Services: a private network, an EKS cluster, managed node groups, keys and buckets.
 *
 * The European Sovereign Cloud and GovCloud are regions like any other: every name that differs from partition to
 * partition follows from the region or is asked of the provider.
 */
export class AwsInfrastructure implements Infrastructure {
  public readonly name = 'aws';
  /** The region and its country. */
  public readonly location: Location;
  private readonly props: ResolvedAwsProps;

  constructor(props: AwsInfrastructureProps) {
    this.props = resolveProps(props);
    this.location = { country: this.props.region.country, place: this.props.region.code };
  }

  public bindEnvironment(scope: Construct, need: request.EnvironmentRequest): EnvironmentBinding {
    this.props.backend.bind(TerraformStack.of(scope), need.name, this.props.region.code);
    // cdktf leaves 'Default' out of the ids of resources.
    const environment = new AwsEnvironment(scope, 'Default', need.name, this.props);
    const { cluster, internetEgress } = environment;
    return {
      cluster: {
        kubernetesVersion: cluster.kubernetesVersion,
        internetEgress,
        registry: internetEgress ? {} : { mirror: mirrorOf(environment) },
        // The network policy agent looks at packets before the address of a service is replaced by that of a pod.
        apiServer: { cidr: cluster.apiServerCidr, ports: [443], reason: 'the Kubernetes API server, by the address of its service' },
      },
      fulfilments: environmentFulfilments(environment),
      findings: [...environment.findings, ...cluster.findings],
      primary: cluster.resource,
    };
  }

  public bindZone(scope: Construct, need: request.ZoneInfrastructureRequest): ZoneInfrastructureBinding {
    this.requireInJurisdiction(scope, need);
    const zone = new AwsZone(scope, 'Default', AwsEnvironment.of(scope), need);
    return {
      storage: storageOf(zone),
      modelStore: modelStoreOf(zone),
      fulfilments: zoneFulfilments(zone, need),
      findings: volumeDriverFindings(zone),
      primary: zone.bucket.resource,
    };
  }

  public bindGpuNodes(scope: Construct, need: request.GpuNodesRequest): NodesBinding {
    return bindGpuNodes(scope, need, { environment: AwsEnvironment.of(scope), zone: AwsZone.of(scope) });
  }

  public bindVirtualMachineNodes(scope: Construct, need: request.VirtualMachineNodesRequest): NodesBinding {
    const machines = AwsZone.of(scope).virtualMachineNodes(need.zone);
    const findings = machines.add(scope, need);
    return {
      placement: { nodeSelector: machines.nodeSelector, tolerations: [] },
      nodes: machines.facts,
      driverPreinstalled: false,
      // Read when the report is made: a later machine may change type and number.
      fulfilments: [{ capability: 'vm.nodes', level: 'equal', objects: [machines.nodes.resource], get reason() { return machines.description; } }],
      findings,
      primary: machines.nodes.resource,
    };
  }

  public bindModelAccess(scope: Construct, need: request.ModelAccessRequest): Binding {
    const access = new ModelAccess(scope, 'ModelAccess', AwsZone.of(scope), need);
    return { fulfilments: modelAccessFulfilments(access), findings: [], primary: access.association };
  }

  public bindImages(scope: Construct, need: request.ImagesRequest): Binding {
    const environment = AwsEnvironment.of(scope);
    const references = environment.internetEgress ? [] : need.references;
    const images = new ImageRepositories(scope, 'Default', environment, references);
    return { fulfilments: imageFulfilments(environment, images), findings: [] };
  }

  public inspect(terraform: TerraformConfiguration): readonly Objection[] {
    const { region, internetEgress, network } = this.props;
    return inspect(terraform, { region, internetEgress, networkCreated: network.created });
  }

  private requireInJurisdiction(scope: Construct, { jurisdiction }: request.ZoneInfrastructureRequest): void {
    const { country, code } = this.props.region;
    if (!jurisdiction.countries.includes(country)) {
      throw new ValidationError({
        code: 'OutsideJurisdiction', prop: 'jurisdiction', value: jurisdiction, rule: `does not contain '${country}', the country of '${code}'`,
        remedy: 'place the zone in an environment there or choose another jurisdiction',
      }, scope);
    }
  }
}
