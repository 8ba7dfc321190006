/* What KServe's validating webhook refuses, which a definition cannot say: one function a rule.
   https://github.com/kserve/kserve/blob/aaac4e294dae2c7b1aa1886447793f3aa1c30912/pkg/apis/serving/v1alpha2/llm_inference_service_validation.go */

interface Parallelism { readonly tensor?: number; readonly pipeline?: number; readonly data?: number; readonly dataLocal?: number }

interface Keda {
  readonly idleReplicaCount?: number;
  readonly triggers?: readonly object[];
  readonly advanced?: {
    readonly horizontalPodAutoscalerConfig?: { readonly name?: string };
    readonly scalingModifiers?: { readonly formula?: string };
  };
}

interface Scaling {
  readonly minReplicas?: number;
  readonly maxReplicas: number;
  readonly keda?: Keda;
  readonly wva?: { readonly variantCost?: string; readonly hpa?: object; readonly keda?: Keda };
}

interface Claim { readonly spec?: object; readonly ref?: { readonly name?: string } }

interface Tier { readonly fileSystem?: { readonly emptyDir?: object; readonly pvc?: Claim } }

/** Replicas of one role, as far as the webhook looks at them. */
interface Workload {
  readonly replicas?: number;
  readonly scaling?: Scaling;
  readonly parallelism?: Parallelism;
  readonly worker?: object;
  readonly kvCacheOffloading?: { readonly cpu?: string; readonly secondary?: readonly Tier[] };
  readonly rolloutStrategy?: { readonly maxSurge?: number; readonly maxUnavailable?: number };
}

/** The specification of an LLMInferenceService, as far as the webhook looks at it. */
export interface Judged extends Workload {
  readonly model: {
    readonly name?: string;
    readonly lora?: {
      readonly adapters?: readonly { readonly name?: string }[];
      readonly maxRank?: number;
      readonly maxAdapters?: number;
      readonly maxCpuAdapters?: number;
    };
  };
  readonly prefill?: Workload;
  readonly router?: {
    readonly gateway?: { readonly refs?: readonly object[] };
    readonly route?: {
      readonly group?: string;
      readonly weight?: number;
      readonly http?: { readonly refs?: readonly object[]; readonly spec?: { readonly parentRefs?: readonly object[] } };
    };
    readonly scheduler?: { readonly replicas?: number; readonly config?: { readonly inline?: object; readonly ref?: object } };
  };
}

type Rule = (service: Judged) => boolean;

const workloads = ({ prefill, ...main }: Judged): readonly Workload[] => [main, ...(prefill === undefined ? [] : [prefill])];
const anyWorkload = (breaks: (workload: Workload) => boolean): Rule => (service) => workloads(service).some(breaks);
const isData = ({ data, dataLocal }: Parallelism = {}) => (data ?? 0) > 0 || (dataLocal ?? 0) > 0;
const isPipeline = ({ pipeline }: Parallelism = {}) => (pipeline ?? 0) > 0;
const kedaOf = ({ scaling }: Workload) => scaling?.keda ?? scaling?.wva?.keda;
const tiersOf = ({ kvCacheOffloading }: Workload) => kvCacheOffloading?.secondary ?? [];
const adaptersOf = ({ model }: Judged) => (model.lora?.adapters ?? []).map(({ name }) => name);

/** Each rule by what it asks for; true where a service breaks it. */
export const WEBHOOK_RULES = {
  'workers need data or pipeline parallelism': anyWorkload(({ worker, parallelism }) => worker !== undefined && !isData(parallelism) && !isPipeline(parallelism)),
  'pipeline and data exclude each other': anyWorkload(({ parallelism }) => isData(parallelism) && isPipeline(parallelism)),
  'data and dataLocal go together': anyWorkload(({ parallelism: { data, dataLocal } = {} }) => (data === undefined) !== (dataLocal === undefined)),
  'sizes are above 0': anyWorkload(({ parallelism: { pipeline = 1, data = 1, dataLocal = 1 } = {} }) => Math.min(pipeline, data, dataLocal) <= 0),
  'schedulers are above 0': ({ router }) => (router?.scheduler?.replicas ?? 1) <= 0,
  'the picker is configured once': ({ router }) => {
    const config = router?.scheduler?.config;
    return config !== undefined && (config.inline === undefined) === (config.ref === undefined);
  },
  'limits of adapters are above 0': ({ model: { lora: { maxRank = 1, maxAdapters = 1, maxCpuAdapters = 1 } = {} } }) => Math.min(maxRank, maxAdapters, maxCpuAdapters) < 1,
  'adapters have names that are no way out': (service) => adaptersOf(service).some((name) => name === undefined || ['', '.', '..'].includes(name)),
  'names of adapters differ': (service) => new Set(adaptersOf(service)).size < adaptersOf(service).length,
  'no adapter is called as the model': (service) => adaptersOf(service).includes(service.model.name),
  'replicas or scaling': anyWorkload(({ replicas, scaling }) => replicas !== undefined && scaling !== undefined),
  'the least is at most the most': anyWorkload(({ scaling }) => scaling !== undefined && (scaling.minReplicas ?? 1) > scaling.maxReplicas),
  'one scaler': anyWorkload(({ scaling }) => scaling !== undefined && (scaling.keda === undefined) === (scaling.wva === undefined)),
  'KEDA has triggers': anyWorkload(({ scaling }) => scaling?.keda !== undefined && (scaling.keda.triggers ?? []).length === 0),
  'the variant autoscaler has one actuator': anyWorkload(({ scaling }) => scaling?.wva !== undefined && (scaling.wva.hpa === undefined) === (scaling.wva.keda === undefined)),
  'the variant autoscaler makes the formula': anyWorkload(({ scaling }) => (scaling?.wva?.keda?.advanced?.scalingModifiers?.formula ?? '') !== ''),
  'a cost is a number': anyWorkload(({ scaling }) => !/^\d+(\.\d+)?$/.test(scaling?.wva?.variantCost ?? '10.0')),
  'KServe names the autoscaler': anyWorkload((workload) => (kedaOf(workload)?.advanced?.horizontalPodAutoscalerConfig?.name ?? '') !== ''),
  'idle is less than the least': anyWorkload((workload) => {
    const idle = kedaOf(workload)?.idleReplicaCount;
    return idle !== undefined && idle >= (workload.scaling!.minReplicas ?? 0);
  }),
  'both roles scale by the same': ({ scaling, prefill: { scaling: other } = {} }) => scaling !== undefined && other !== undefined && (
    (scaling.keda === undefined) !== (other.keda === undefined) || (scaling.wva?.hpa === undefined) !== (other.wva?.hpa === undefined)),
  'tiers stand behind main memory': anyWorkload((workload) => tiersOf(workload).length > 0 && [undefined, '0'].includes(workload.kvCacheOffloading?.cpu)),
  'a tier is one file system': anyWorkload((workload) => tiersOf(workload).some(({ fileSystem }) => (fileSystem?.emptyDir === undefined) === (fileSystem?.pvc === undefined))),
  'a claim is made or named': anyWorkload((workload) => tiersOf(workload).some(({ fileSystem }) => (
    fileSystem?.pvc !== undefined && ((fileSystem.pvc.spec === undefined) === (fileSystem.pvc.ref === undefined) || fileSystem.pvc.ref?.name === '')))),
  'a rollout gets on': anyWorkload(({ rolloutStrategy: { maxSurge, maxUnavailable } = {}, worker }) => maxUnavailable === 0 && (maxSurge === 0 || (maxSurge === undefined && worker !== undefined))),
  'a route is named or written': ({ router }) => (router?.route?.http?.refs ?? []).length > 0 && router?.route?.http?.spec !== undefined,
  'a named route has a named gateway': ({ router }) => (
    (router?.route?.http?.refs ?? []).length > 0 && router?.gateway !== undefined && (router.gateway.refs ?? []).length === 0),
  'parents are said once': ({ router }) => (router?.route?.http?.spec?.parentRefs ?? []).length > 0 && (router?.gateway?.refs ?? []).length > 0,
  'shares of a group have weights': ({ router }) => (router?.route?.group === undefined) !== (router?.route?.weight === undefined),
} as const satisfies Record<string, Rule>;

/** The rules that a service breaks. */
export function refusedByWebhook(service: Judged): readonly string[] {
  return Object.entries(WEBHOOK_RULES).filter(([, breaks]) => (breaks as Rule)(service)).map(([name]) => name);
}

/** Pods of a group, which no update may change. */
export function groupSizes(service: Judged): readonly number[] {
  return workloads(service).map(({ parallelism = {} }) => (isData(parallelism)
    ? Math.max(Math.floor((parallelism.data ?? 1) / (parallelism.dataLocal ?? 1)), 1)
    : parallelism.pipeline ?? 1));
}
