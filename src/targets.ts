import { EksDistribution } from './distribution/eks/eks-distribution';
import { K3sDistribution, K3sDistributionProps } from './distribution/k3s/k3s-distribution';
import { KubernetesDistribution } from './distribution/kubernetes/kubernetes-distribution';
import type { KubernetesDistributionProps } from './distribution/kubernetes/upstream-conventions';
import { OpenShiftDistribution, OpenShiftDistributionProps } from './distribution/openshift/openshift-distribution';
import { requireProps } from './errors/requirements';
import { ValidationError } from './errors/validation-error';
import { AwsInfrastructure } from './infrastructure/aws/aws-infrastructure';
import type { AwsInfrastructureProps } from './infrastructure/aws/aws-infrastructure-props';
import { EdgeInfrastructure, EdgeProps } from './infrastructure/edge/edge-infrastructure';
import { OnPremInfrastructure, OnPremProps } from './infrastructure/on-prem/on-prem-infrastructure';
import type { Distribution } from './target/distribution';
import type { Infrastructure } from './target/infrastructure';
import { requireStrategies, type Strategies } from './target/strategies';

/** Amazon's cloud, in any partition, with EKS. */
export interface AwsTargetProps extends AwsInfrastructureProps, KubernetesDistributionProps {}

/** A data centre of the company, with upstream Kubernetes. */
export interface OnPremTargetProps extends OnPremProps, KubernetesDistributionProps {}

/** One machine outside the data centre, with k3s. */
export interface EdgeTargetProps extends EdgeProps, K3sDistributionProps {}

/** OpenShift on the machines of another target. */
export interface OpenShiftTargetProps extends OpenShiftDistributionProps {
  /** Whose machines it runs on; that target's own distribution is not used. */
  readonly on: Strategies;
}

/** Where an environment runs: who makes its machines, times who runs its workloads. */
export class Target implements Strategies {
  /** EKS in a region of Amazon: commercial, European Sovereign Cloud or GovCloud. */
  public static aws(props: AwsTargetProps): Target {
    return new Target('aws', new AwsInfrastructure(props), new EksDistribution(props));
  }

  /** Kubernetes on machines of the company. */
  public static onPrem(props: OnPremTargetProps): Target {
    return new Target('on-prem', new OnPremInfrastructure(props), new KubernetesDistribution(props));
  }

  /** k3s on one machine. */
  public static edge(props: EdgeTargetProps): Target {
    return new Target('edge', new EdgeInfrastructure(props), new K3sDistribution(props));
  }

  /** OpenShift with OpenShift AI, on the machines of another target. */
  public static openShift(props: OpenShiftTargetProps): Target {
    requireProps(props);
    requireStrategies('on', props.on);
    if (props.on.infrastructure instanceof AwsInfrastructure) {
      throw new ValidationError({
        code: 'TwoClusters', prop: 'on', value: props.on.name, rule: 'makes an EKS cluster, on which OpenShift does not run', remedy: 'use Target.onPrem or Target.edge, or Target.custom with machines of your own',
      });
    }
    return new Target('openshift', props.on.infrastructure, new OpenShiftDistribution(props));
  }

  /** Strategies of your own, or one of your own beside one of ours. */
  public static custom(strategies: Strategies): Target {
    requireStrategies('strategies', strategies);
    return new Target(strategies.name, strategies.infrastructure, strategies.distribution);
  }

  private constructor(
    public readonly name: string,
    /** Who makes machines, keys and stores. */
    public readonly infrastructure: Infrastructure,
    /** Who runs the workloads. */
    public readonly distribution: Distribution,
  ) {}
}
