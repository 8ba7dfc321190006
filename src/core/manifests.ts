import { ApiObject, Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { nameBelow } from './names';
import type { Phase } from './rendered';
import { placed } from '../errors/place';
import { requireForm, requireOneOf, requireProps, whereGiven } from '../errors/requirements';

/** Where the objects of a chart go. */
export interface ManifestsProps {
  /** When they are applied. @default '20-workloads' */
  readonly phase?: Phase;
  /** Namespace of objects that name none. @default - none: a namespaced object must name its own */
  readonly namespace?: string;
}

const PHASES: readonly Phase[] = ['00-operators', '10-platform', '20-workloads'];

const MANIFESTS_SYMBOL = Symbol.for('aiplane.Manifests');

/**
 * The Kubernetes objects of one construct: a chart that becomes one YAML file.
 *
 * Objects in it that state no name are named by their path below the chart, so that they are called the same in every
 * environment; cdk8s and cdk8s-plus constructs work in it as in any chart.
 */
export class Manifests extends Chart {
  /** Whether a construct is such a chart; by symbol, so that two copies of the library agree. */
  public static isManifests(construct: object): construct is Manifests {
    return MANIFESTS_SYMBOL in construct;
  }

  /** When its objects are applied, and the folder that they are written to. */
  public readonly phase: Phase;

  constructor(scope: Construct, id: string, props: ManifestsProps = {}) {
    super(placed(scope, id), id, { namespace: props?.namespace });
    this.validate(props);
    Object.defineProperty(this, MANIFESTS_SYMBOL, { value: true });
    this.phase = props.phase ?? '20-workloads';
  }

  private validate(props: ManifestsProps): void {
    requireProps(props, this);
    whereGiven(props.phase, (phase) => requireOneOf('phase', phase, PHASES, 'a phase', this));
    whereGiven(props.namespace, (namespace) => requireForm('namespace', namespace, /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/, 'a DNS-1123 label', this));
  }

  public override generateObjectName(apiObject: ApiObject): string {
    return nameBelow(this, apiObject, { kind: apiObject.kind });
  }
}
