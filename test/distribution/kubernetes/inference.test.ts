import { parse } from 'yaml';
import { InferenceGatewayClass } from '../../../src/catalog/inference-gateways';
import { KubernetesDistribution } from '../../../src/distribution/kubernetes/kubernetes-distribution';
import type { KubernetesDistributionProps } from '../../../src/distribution/kubernetes/upstream-conventions';
import { objectsOf } from '../cluster-objects';
import { anEntrance, aPool, type PoolFacts } from '../requests';

const served = (facts: PoolFacts = {}, props: KubernetesDistributionProps = {}) =>
  objectsOf((scope) => new KubernetesDistribution(props).bindInference(scope, aPool(facts)));

test('a pool is replicas, their picker, and the way to them', () => {
  expect(served().names).toEqual([
    'ConfigMap/chat-dashboard', 'ConfigMap/chat-epp', 'Deployment/chat', 'Deployment/chat-epp', 'DestinationRule/chat-epp', 'HTTPRoute/chat', 'InferencePool/chat',
    'NetworkPolicy/chat', 'NetworkPolicy/chat-epp', 'PodDisruptionBudget/chat', 'PodMonitor/chat', 'PodMonitor/chat-epp',
    'PrometheusRule/chat', 'Role/chat-epp', 'RoleBinding/chat-epp', 'Service/chat-epp', 'ServiceAccount/chat', 'ServiceAccount/chat-epp',
  ]);
});

test('two pools in one namespace share no object and select no pod of each other', () => {
  const [chat, search] = [served(), served({ name: 'search', serviceAccountName: 'search' })];

  expect(chat.names.filter((name) => search.names.includes(name))).toEqual([]);
  expect(chat.one('InferencePool').spec.selector).not.toEqual(search.one('InferencePool').spec.selector);
});

test('clients call the pool by its path at the entrance', () => {
  const { endpoint } = served().answer;

  expect(endpoint).toEqual({ ...anEntrance.endpoint, url: 'https://inference-istio.zone.svc.cluster.local/zone/chat' });
});

describe('wiring', () => {
  test('the pool points at the port of the picker, not of the engine', () => {
    const objects = served();
    const { endpointPickerRef, targetPorts } = objects.one('InferencePool').spec;
    const ports = objects.one('Service', endpointPickerRef.name).spec.ports.map(({ port }: { port: number }) => port);

    expect(endpointPickerRef).toEqual({ group: '', kind: 'Service', name: 'chat-epp', port: { number: 9002 }, failureMode: 'FailOpen' });
    expect(ports).toContain(endpointPickerRef.port.number);
    expect(targetPorts.map(({ number }: { number: number }) => number))
      .toEqual(objects.one('Deployment', 'chat').spec.template.spec.containers[0].ports.map(({ containerPort }: { containerPort: number }) => containerPort));
  });

  test('the picker is told the pool by its name, namespace and group', () => {
    const objects = served();
    const { apiVersion, metadata } = objects.one('InferencePool');

    expect(objects.one('Deployment', 'chat-epp').spec.template.spec.containers[0].args).toEqual(expect.arrayContaining([
      `--pool-name=${metadata.name}`, `--pool-namespace=${metadata.namespace}`, `--pool-group=${apiVersion.split('/')[0]}`,
    ]));
  });

  test('every selector is a part of the labels of exactly its own pods', () => {
    const objects = served();
    const engine = objects.one('Deployment', 'chat').spec.template.metadata.labels;
    const picker = objects.one('Deployment', 'chat-epp').spec.template.metadata.labels;
    const pool = objects.one('InferencePool').spec.selector.matchLabels;

    expect(engine).toMatchObject(pool);
    expect(picker).not.toMatchObject(pool);
    expect(picker).toMatchObject(objects.one('Service', 'chat-epp').spec.selector);
    expect(engine).not.toMatchObject(objects.one('Service', 'chat-epp').spec.selector);
    expect(engine).toMatchObject(objects.one('PodMonitor', 'chat').spec.selector.matchLabels);
    expect(engine).toMatchObject(objects.one('PodDisruptionBudget').spec.selector.matchLabels);
  });

  test('the route leads to the pool, at the listener of the entrance', () => {
    const { parentRefs, rules } = served().one('HTTPRoute').spec;

    expect(parentRefs).toEqual([{ group: 'gateway.networking.k8s.io', kind: 'Gateway', ...anEntrance.parent }]);
    expect(rules).toEqual([{
      matches: [{ path: { type: 'PathPrefix', value: '/zone/chat' } }],
      filters: [{ type: 'URLRewrite', urlRewrite: { path: { type: 'ReplacePrefixMatch', replacePrefixMatch: '/' } } }],
      backendRefs: [{ group: 'inference.networking.k8s.io', kind: 'InferencePool', name: 'chat' }],
      timeouts: { request: '300s' },
    }]);
  });

  test('a request may take as long as a replica waits for it when it is stopped', () => {
    expect(served({ drainSeconds: 900 }).one('HTTPRoute').spec.rules[0].timeouts).toEqual({ request: '900s' });
  });

  test('metrics are scraped from ports that the pods have', () => {
    const objects = served();
    const portsOf = (name: string) => objects.one('Deployment', name).spec.template.spec.containers[0].ports.map((port: { name: string }) => port.name);

    expect(portsOf('chat')).toContain(objects.one('PodMonitor', 'chat').spec.podMetricsEndpoints[0].port);
    expect(portsOf('chat-epp')).toContain(objects.one('PodMonitor', 'chat-epp').spec.podMetricsEndpoints[0].port);
  });

  test('monitors carry the labels that Prometheus selects by', () => {
    const objects = served({}, { podMonitorLabels: { release: 'prometheus' } });

    expect(['chat', 'chat-epp'].map((name) => objects.one('PodMonitor', name).metadata.labels)).toEqual(Array(2).fill(expect.objectContaining({ release: 'prometheus' })));
  });
});

describe('endpoint picker', () => {
  const pickerOf = (facts: PoolFacts = {}) => served(facts).one('Deployment', 'chat-epp').spec;

  test('is one at a time, for it knows what the replicas have cached', () => {
    expect(pickerOf()).toMatchObject({ replicas: 1, strategy: { type: 'Recreate' } });
  });

  test('stays as long as the replicas that it leads to', () => {
    const objects = served({ drainSeconds: 900 });
    const graceOf = (name: string) => objects.one('Deployment', name).spec.template.spec.terminationGracePeriodSeconds;

    expect(graceOf('chat-epp')).toBe(graceOf('chat'));
  });

  test('reads the configuration that is mounted, in which each profile names known plugins', () => {
    // GIVEN
    const objects = served();
    const { containers: [container], volumes: [volume] } = objects.one('Deployment', 'chat-epp').spec.template.spec;
    const file = container.args.find((arg: string) => arg.startsWith('--config-file='));

    // WHEN
    const { data } = objects.one('ConfigMap', volume.configMap.name);
    const config = parse(data['endpoint-picker.yaml']);

    // THEN
    expect(file).toBe(`--config-file=${container.volumeMounts[0].mountPath}/endpoint-picker.yaml`);
    expect(config.plugins.map(({ type }: { type: string }) => type))
      .toEqual(['approx-prefix-cache-producer', 'queue-scorer', 'kv-cache-utilization-scorer', 'prefix-cache-scorer', 'max-score-picker', 'single-profile-handler']);
    expect(config.schedulingProfiles).toEqual([{
      name: 'default',
      plugins: [
        { pluginRef: 'queue-scorer', weight: 2 }, { pluginRef: 'kv-cache-utilization-scorer', weight: 2 },
        { pluginRef: 'prefix-cache-scorer', weight: 3 }, { pluginRef: 'max-score-picker' },
      ],
    }]);
  });

  test('starts anew when its configuration changes', () => {
    expect(pickerOf().template.metadata.annotations).toEqual({ 'checksum/config': expect.stringMatching(/^[0-9a-f]{64}$/) });
  });

  test('may read the pool and its pods in its own namespace, and change nothing', () => {
    const objects = served();

    expect(objects.one('Role').rules.flatMap(({ verbs }: { verbs: string[] }) => verbs).filter((verb: string) => !['get', 'list', 'watch'].includes(verb))).toEqual([]);
    expect(objects.one('Role').rules.flatMap(({ resources }: { resources: string[] }) => resources))
      .toEqual(['pods', 'inferencepools', 'inferencemodelrewrites', 'inferenceobjectives']);
    expect(objects.one('RoleBinding')).toMatchObject({
      roleRef: { kind: 'Role', name: objects.one('Role').metadata.name },
      subjects: [{ kind: 'ServiceAccount', name: pickerOf().template.spec.serviceAccountName, namespace: 'zone' }],
    });
  });

  test('is asked by the proxy, scraped from the monitoring namespace, and asks the API server and the replicas', () => {
    const { ingress, egress } = served().one('NetworkPolicy', 'chat-epp').spec;

    expect(ingress.map(({ ports }: { ports: object[] }) => ports)).toEqual([[{ protocol: 'TCP', port: 9002 }], [{ protocol: 'TCP', port: 9090 }]]);
    expect(egress).toEqual([
      { to: [{ ipBlock: { cidr: '10.0.0.0/20' } }], ports: [{ protocol: 'TCP', port: 443 }] },
      { to: [{ podSelector: { matchLabels: { 'aiplane.dev/workload': 'chat', 'app.kubernetes.io/component': 'engine' } } }], ports: [{ protocol: 'TCP', port: 8000 }] },
    ]);
  });

  test('meets the restricted level', () => {
    const { securityContext, containers: [container] } = pickerOf().template.spec;

    expect(securityContext).toEqual({ runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } });
    expect(container.securityContext).toEqual({ allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: ['ALL'] } });
  });

  test('has its certificate taken by Istio, and by Istio alone', () => {
    expect(served().one('DestinationRule').spec).toEqual({
      host: 'chat-epp.zone.svc.cluster.local', trafficPolicy: { tls: { mode: 'SIMPLE', insecureSkipVerify: true } },
    });
    expect(served({}, { gatewayClass: InferenceGatewayClass.AGENTGATEWAY }).names).not.toContain('DestinationRule/chat-epp');
  });
});

describe('refusals', () => {
  test('a name of 40 characters is the longest', () => {
    expect(() => served({ name: 'a'.repeat(40) })).not.toThrow();
    expect(() => served({ name: 'a'.repeat(41) })).toThrow(
      `'name' (${'a'.repeat(41)}) must have at most 40 characters, because the endpoint picker and the gateway add suffixes; `
      + 'shorten the ids of the constructs between the zone and the pool',
    );
  });

  test('an entrance that is none', () => {
    expect(() => served({ gateway: {} })).toThrow(
      "'gateway' ({}) must name the parent, the endpoint and the proxy of an entrance; pass what 'bindInferenceGateway' returned",
    );
  });
});

test('what a pool meets is told with the objects that meet it', () => {
  const { fulfilments } = served().answer;

  expect(fulfilments.map(({ capability, level, objects }) => [capability, level, objects.map(({ node }) => node.id)])).toEqual([
    ['ai_inference', 'equal', ['Resource']],
    ['advanced_inference_ingress', 'equal', ['Pool', 'Route', 'Picker']],
    ['pod_autoscaling', 'not-applicable', []],
    ['ai_service_metrics', 'equal', ['Metrics', 'PickerMetrics', 'Alerts', 'Dashboard']],
  ]);
});
