import type { IConstruct } from 'constructs';

/**
 * What an environment can be asked for. Ids of Kubernetes AI Conformance keep their spelling; ours have a dot.
 *
 * @see https://github.com/cncf/k8s-ai-conformance/blob/main/docs/AIConformance-1.35.md
 */
export type Capability =
  | 'ai_inference'
  | 'advanced_inference_ingress'
  | 'pod_autoscaling'
  | 'ai_service_metrics'
  | 'pod.priority'
  | 'engine.fabric'
  | 'driver_runtime_management'
  | 'cluster.managed'
  | 'nodes.provisioned'
  | 'data.residency'
  | 'key.customerHeld'
  | 'model.store'
  | 'model.cache'
  | 'model.adapters'
  | 'kv.offload'
  | 'identity.workload'
  | 'img.mirror'
  | 'net.defaultDeny'
  | 'net.noEgress'
  | 'net.allow'
  | 'routing.flowControl'
  | 'routing.byModelName'
  | 'routing.objective'
  | 'routing.canary'
  | 'routing.entrance'
  | 'routing.invoker'
  | 'pod.security'
  | 'admission'
  | 'quota'
  | 'vm.run'
  | 'vm.nodes'
  | 'vm.liveMigration';

/** How well a need was met, best first. `not-applicable` says that the need does not arise here. */
export type Level = 'equal' | 'substituted' | 'degraded' | 'missing' | 'not-applicable';

/** How one need was met in one environment. */
export interface Fulfilment {
  /** What was asked for. */
  readonly capability: Capability;
  /** How well it was met. */
  readonly level: Level;
  /** One sentence, lower case, no full stop: by what it was met, or what is lost. */
  readonly reason: string;
  /** The constructs that meet it; re-checked against the resolved output. */
  readonly objects: readonly IConstruct[];
}

/** Advice that does not stop synthesis: shown in the output, the table and the report. */
export interface Finding {
  /** Stable identifier, upper camel case, such as `InstanceTypeAvailabilityUnknown`. */
  readonly code: string;
  /** Advice has no other. */
  readonly severity: 'warning';
  /** `'prop' (value) rule; remedy`, as in errors. */
  readonly message: string;
}

/** What every strategy answers, whatever the need. */
export interface Binding {
  /** How well the need was met, and by what. */
  readonly fulfilments: readonly Fulfilment[];
  /** Advice that does not stop synthesis. */
  readonly findings: readonly Finding[];
  /** The object or resource that a patch on the construct should reach. @default - the construct has none here */
  readonly primary?: IConstruct;
}
