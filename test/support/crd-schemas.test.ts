import { crdsAvailable, describeWithCrds, isCustomResource, skippedRules, validateCustomResource } from './crd-schemas';

/** A change to a copy of an object: the path of a field and its new value; `undefined` removes the field. */
type Mutation = readonly [path: string, value: unknown];

const POOL = {
  apiVersion: 'inference.networking.k8s.io/v1',
  kind: 'InferencePool',
  metadata: { name: 'chat', namespace: 'zone', labels: { 'app.kubernetes.io/name': 'chat' } },
  spec: { selector: { matchLabels: { app: 'chat' } }, targetPorts: [{ number: 8000 }], endpointPickerRef: { name: 'chat-epp', port: { number: 9002 } } },
};

const ROUTE = {
  apiVersion: 'gateway.networking.k8s.io/v1',
  kind: 'HTTPRoute',
  metadata: { name: 'chat', namespace: 'zone' },
  spec: {
    parentRefs: [{ name: 'inference' }],
    rules: [{
      matches: [{ path: { type: 'PathPrefix', value: '/' }, headers: [{ name: 'x-model', value: 'chat' }] }],
      filters: [{ type: 'RequestHeaderModifier', requestHeaderModifier: { remove: ['x-debug'] } }],
      backendRefs: [{ group: 'inference.networking.k8s.io', kind: 'InferencePool', name: 'chat' }],
    }],
  },
};

const SCALER = {
  apiVersion: 'keda.sh/v1alpha1',
  kind: 'ScaledObject',
  metadata: { name: 'chat', namespace: 'zone' },
  spec: { scaleTargetRef: { name: 'chat' }, minReplicaCount: 1, maxReplicaCount: 4, triggers: [{ type: 'prometheus', metadata: { query: 'up' } }] },
};

const MACHINE = {
  apiVersion: 'kubevirt.io/v1',
  kind: 'VirtualMachine',
  metadata: { name: 'ledger', namespace: 'zone' },
  spec: {
    runStrategy: 'Always',
    template: { metadata: { labels: { app: 'ledger' } }, spec: { domain: { memory: { guest: '16Gi' }, devices: {} } } },
  },
};

const VOLUME = {
  apiVersion: 'cdi.kubevirt.io/v1beta1',
  kind: 'DataVolume',
  metadata: { name: 'ledger', namespace: 'zone' },
  spec: { source: { blank: {} }, pvc: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '200Gi' } } } },
};

const SERVICE = {
  apiVersion: 'serving.kserve.io/v1alpha2',
  kind: 'LLMInferenceService',
  metadata: { name: 'chat', namespace: 'zone' },
  spec: {
    model: { uri: 'hf://example/model' },
    replicas: 2,
    template: { containers: [{ name: 'main', ports: [{ containerPort: 8000 }], livenessProbe: { httpGet: { port: 'http' } } }] },
  },
};

const RETICENT = { apiVersion: 'kueue.x-k8s.io/v1beta2', kind: 'ResourceFlavor', metadata: { name: 'h100' } };

/** A copy of an object with one field changed; a segment of the path that is a number is an index. */
function changed<T extends object>(object: T, [path, value]: Mutation): T {
  const copy = structuredClone(object);
  const names = path.split(' ');
  const parent = names.slice(0, -1).reduce((at, name) => at[name] as Record<string, unknown>, copy as Record<string, unknown>);
  parent[names[names.length - 1]] = value;
  return copy;
}

describeWithCrds('validation of custom resources', () => {
  test.each([POOL, ROUTE, SCALER, MACHINE, VOLUME, SERVICE, RETICENT])('accepts a good $kind and leaves it as it is', (object) => {
    const before = structuredClone(object);

    expect(validateCustomResource(object)).toEqual([]);
    expect(object).toEqual(before);
  });

  test.each<[string, object, Mutation, string]>([
    ['a misspelt field', POOL, ['spec selectors', {}], "/spec has the unknown field 'selectors'"],
    ['a field of the object that nothing declares', POOL, ['data', {}], "/ has the unknown field 'data'"],
    ['a value outside an enumeration', POOL, ['spec appProtocol', 'grpc'], '/spec/appProtocol ("grpc") must be one of: http, kubernetes.io/h2c'],
    ['a port out of range', POOL, ['spec targetPorts 0 number', 70000], '/spec/targetPorts/0/number (70000) must be <= 65535'],
    ['a number of another size', SCALER, ['spec cooldownPeriod', 2 ** 31], '/spec/cooldownPeriod (2147483648) must match format "int32"'],
    ['a required field that is missing', POOL, ['spec selector', undefined], "/spec must have required property 'selector'"],
    ['a specification that is missing', MACHINE, ['spec', undefined], "/ must have required property 'spec'"],
    ['a wrong type', SCALER, ['spec maxReplicaCount', '4'], '/spec/maxReplicaCount ("4") must be integer'],
    ['a fraction where a whole number is meant', SCALER, ['spec maxReplicaCount', 4.5], '/spec/maxReplicaCount (4.5) must be integer'],
    ['neither a number nor a string', VOLUME, ['spec pvc resources requests storage', true], '/spec/pvc/resources/requests/storage (true) must be integer,string'],
    ['null where it is not allowed', VOLUME, ['spec pvc', null], '/spec/pvc (null) must be object'],
    ['a list that is empty', SCALER, ['spec triggers', []], '/spec/triggers must NOT have fewer than 1 items'],
    ['a pattern that does not match', ROUTE, ['spec parentRefs 0 sectionName', 'A'], '/spec/parentRefs/0/sectionName ("A") must match pattern "^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$"'],
    ['a repeated key of a list', ROUTE, ['spec rules 0 matches 0 headers', [{ name: 'a', value: '1' }, { name: 'b', value: '1' }, { name: 'a', value: '2' }]], '/spec/rules/0/matches/0/headers/2 repeats the name of item 0'],
    ['a repeated item of a set', ROUTE, ['spec rules 0 filters 0 requestHeaderModifier remove', ['a', 'b', 'a']], '/spec/rules/0/filters/0/requestHeaderModifier/remove must NOT have duplicate items (items ## 2 and 0 are identical)'],
    ['a repeated key of which a default is a part', SERVICE, ['spec template containers 0 ports', [{ containerPort: 8000 }, { containerPort: 8000, protocol: 'TCP' }]], '/spec/template/containers/0/ports/1 repeats the containerPort and protocol of item 0'],
    ['an unknown field deep in a pod', SERVICE, ['spec template containers 0 imagePolicy', 'Always'], "/spec/template/containers/0 has the unknown field 'imagePolicy'"],
    ['a name that is not DNS', POOL, ['metadata name', 'Chat'], '/metadata/name ("Chat") must match format "dns-1123-subdomain"'],
    ['a namespace with a dot', POOL, ['metadata namespace', 'a.b'], '/metadata/namespace ("a.b") must match format "dns-1123-label"'],
    ['a label key with two slashes', POOL, ['metadata labels', { 'a/b/c': 'd' }], "/metadata/labels has the key 'a/b/c', which must match format \"qualified-name\""],
    ['a label value with a space', POOL, ['metadata labels app', 'a b'], '/metadata/labels/app ("a b") must match format "label-value"'],
    ['an annotation that is not a string', POOL, ['metadata annotations', { a: 1 }], '/metadata/annotations/a (1) must be string'],
    ['an unknown field of the metadata', POOL, ['metadata nameSpace', 'zone'], "/metadata has the unknown field 'nameSpace'"],
    ['metadata that is missing', POOL, ['metadata', undefined], "/ must have required property 'metadata'"],
    ['a version that does not exist', ROUTE, ['apiVersion', 'gateway.networking.k8s.io/v1beta2'], "/apiVersion (gateway.networking.k8s.io/v1beta2) is not served for 'HTTPRoute'; did you mean 'v1beta1'? use one of: v1, v1beta1"],
    ['a kind that is misspelt', POOL, ['kind', 'InferencePol'], "/kind (InferencePol) is not defined in 'inference.networking.k8s.io'; did you mean 'InferencePool'? use one of: InferencePool"],
    ['a group that is misspelt', SCALER, ['apiVersion', 'keda.sh.io/v1alpha1'], '/apiVersion (keda.sh.io/v1alpha1) is of a group that has no definition'],
    ['a version that is deprecated', RETICENT, ['apiVersion', 'kueue.x-k8s.io/v1beta1'], '/apiVersion (kueue.x-k8s.io/v1beta1) is deprecated: This version is deprecated. Use v1beta2 instead.'],
    ['a namespace of an object that has none', RETICENT, ['metadata namespace', 'zone'], '/metadata/namespace ("zone") must be absent: ResourceFlavor has cluster scope'],
  ])('refuses %s', (_case, good, mutation, message) => {
    expect(validateCustomResource(changed(good, mutation))).toEqual([message]);
  });

  test('refuses a version that exists and is not served', () => {
    const old = { apiVersion: 'snapshot.storage.k8s.io/v1beta1', kind: 'VolumeSnapshot', metadata: { name: 'a' }, spec: { source: {} } };

    expect(validateCustomResource(old)).toEqual([
      "/apiVersion (snapshot.storage.k8s.io/v1beta1) is not served for 'VolumeSnapshot'; use one of: v1",
    ]);
  });

  test('reports every fault of an object', () => {
    const faulty = changed(changed(POOL, ['spec selector', undefined]), ['spec targetPorts', [{ number: 0 }, { port: 8000 }]]);

    expect(validateCustomResource(faulty).sort()).toEqual([
      "/spec must have required property 'selector'",
      '/spec/targetPorts/0/number (0) must be >= 1',
      "/spec/targetPorts/1 has the unknown field 'port'",
      "/spec/targetPorts/1 must have required property 'number'",
    ]);
  });

  test.each<[string, object, Mutation]>([
    ['a quantity as a number', VOLUME, ['spec pvc resources requests storage', 1024]],
    ['a quantity as a string', MACHINE, ['spec template spec domain memory guest', '512Mi']],
    ['a port by number', SERVICE, ['spec template containers 0 livenessProbe httpGet port', 8000]],
    ['null where it is allowed', MACHINE, ['spec template metadata', null]],
    ['any field where unknown ones are preserved', MACHINE, ['spec template metadata annotations', { anything: { goes: [1] } }]],
    ['a field left out that has a default and is required in the list that it keys', ROUTE, ['spec rules 0 matches 0 headers 0 type', undefined]],
    ['a field that is undefined, as the writer leaves it out', POOL, ['spec unknown', undefined]],
    ['keys of a list that differ in one part', SERVICE, ['spec template containers 0 ports', [{ containerPort: 53 }, { containerPort: 53, protocol: 'UDP' }]]],
  ])('accepts %s', (_case, good, mutation) => {
    expect(validateCustomResource(changed(good, mutation))).toEqual([]);
  });

  test('lists the rules that it does not evaluate, with the values they are about', () => {
    expect(skippedRules(POOL)).toEqual([
      { field: '/spec/endpointPickerRef', rule: "self.kind != 'Service' || has(self.port)", message: "port is required when kind is 'Service' or unspecified (defaults to 'Service')" },
      { field: '/spec/targetPorts', rule: 'self.all(p1, self.exists_one(p2, p1.number==p2.number))', message: 'port number must be unique' },
    ]);
    expect(skippedRules(VOLUME)).toEqual([]);
  });
});

describe('a custom resource', () => {
  test.each([
    ['inference.networking.k8s.io/v1', true],
    ['snapshot.storage.k8s.io/v1', true],
    ['keda.sh/v1alpha1', true],
    ['v1', false],
    ['apps/v1', false],
    ['networking.k8s.io/v1', false],
    ['resource.k8s.io/v1', false],
  ])('is told by its group: %s', (apiVersion, custom) => {
    expect(isCustomResource({ apiVersion, kind: 'Any' })).toBe(custom);
  });
});

describe('without the definitions', () => {
  const folder = process.env.AIPLANE_CRDS;

  afterEach(() => {
    if (folder === undefined) delete process.env.AIPLANE_CRDS;
    else process.env.AIPLANE_CRDS = folder;
    jest.restoreAllMocks();
  });

  test('a suite is skipped and says what was not checked', () => {
    // GIVEN a folder that does not exist
    process.env.AIPLANE_CRDS = 'no-such-folder';
    const warn = jest.spyOn(console, 'warn').mockImplementation();
    const skip = jest.spyOn(describe, 'skip').mockImplementation();
    const body = jest.fn();

    // WHEN a suite needs it
    describeWithCrds('objects of the assistant', body);

    // THEN it is skipped loudly
    expect(crdsAvailable()).toBe(false);
    expect(body).not.toHaveBeenCalled();
    expect(skip).toHaveBeenCalledWith('objects of the assistant', expect.any(Function));
    expect(warn.mock.calls).toEqual([[
      "NOT CHECKED: objects of the assistant\nThe custom resource definitions are not in 'no-such-folder'; set AIPLANE_CRDS to a folder that has them.",
    ]]);
  });
});
