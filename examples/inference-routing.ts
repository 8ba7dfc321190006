import {
  Accelerator, Duration, EndpointPickerConfig, Entrance, Environment, GpuNodeGroup, InferencePool, Invoker, Jurisdiction, Model, PickerPlugin,
  Platform, PlatformProps, PrefixCache, Saturation, SiteModelStore, Size, SovereignDataZone, Target,
} from 'aiplane';

/** An assistant that serves people before batches and gives one request in ten to its next version, and a search that the intranet reaches. */
export function example(props?: PlatformProps): Platform {
  const platform = new Platform(props);
  const munich = new Environment(platform, 'munich', {
    target: Target.onPrem({
      site: 'muc2',
      country: 'DE',
      registry: 'registry.muc2.bank.example/mirror',
      storageClass: 'ceph-rbd',
      modelStore: SiteModelStore.s3({
        endpoint: 'https://s3.muc2.bank.example', bucket: 'models', secretName: 'model-store', egressCidr: '10.20.0.0/24',
      }),
      gatewayVersion: '1.30.3',
    }),
  });
  const zone = new SovereignDataZone(munich, 'Zone', { jurisdiction: Jurisdiction.GERMANY });
  const gpus = new GpuNodeGroup(zone, 'Gpus', { accelerator: Accelerator.L40S, gpusPerNode: 4, maxNodes: 1 });
  const chat = new InferencePool(zone, 'Chat', {
    model: Model.LLAMA_3_1_8B_INSTRUCT,
    nodes: gpus,
    minReplicas: 2,
    drainTimeout: Duration.minutes(10),
    routing: {
      prefixCache: PrefixCache.precise({ blockSize: 64 }),
      pickerReplicas: 2,
      requestTimeout: Duration.minutes(10),
      flowControl: {
        bands: [
          { priority: 10, maxRequests: 200 },
          { priority: 0, fairness: 'round-robin' },
          { priority: -10, maxRequests: 1000, maxBytes: Size.gibibytes(1) },
        ],
        defaultRequestTtl: Duration.seconds(30),
        saturation: Saturation.utilization({ queueDepth: 4, kvCacheUtilization: 0.85 }),
      },
    },
  });
  chat.addObjective('Interactive', { priority: 10 });
  chat.addObjective('Batch', { priority: -10 });

  const next = new InferencePool(zone, 'Next', { model: Model.QWEN3_8B, nodes: gpus });
  chat.addCanary('Trial', { pool: next, weight: 10 });

  const staff = Invoker.oidc({ issuer: 'https://login.bank.example/realms/staff', audiences: ['ai-platform'] });
  [chat, next].forEach((pool) => pool.grantInvoke(staff));

  const search = new InferencePool(zone, 'Search', { model: Model.LLAMA_3_1_8B_INSTRUCT, nodes: gpus, routing: { pickerConfig: spread } });
  search.exposeVia(Entrance.gateway({ name: 'intranet', namespace: 'edge', hostname: 'ai.intranet.bank.example' }));
  return platform;
}

/** Picks among the replicas at random, the better ones more often: the best does not get every request between two looks at its load. */
function spread({ plugins, schedulingProfiles, ...config }: EndpointPickerConfig): EndpointPickerConfig {
  const [best, random] = ['max-score-picker', 'weighted-random-picker'] as const;
  return {
    ...config,
    plugins: [...plugins.filter(({ name }) => name !== best), PickerPlugin.of(random)],
    schedulingProfiles: schedulingProfiles.map(({ name, plugins: members }) => ({
      name, plugins: [...members.filter(({ pluginRef }) => pluginRef !== best), { pluginRef: random }],
    })),
  };
}

if (require.main === module) {
  example().synth();
}
