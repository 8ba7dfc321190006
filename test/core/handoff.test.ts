import { ApiObject, JsonPatch } from 'cdk8s';
import { Fn, Lazy, TerraformResource, Token } from 'cdktf';
import * as fc from 'fast-check';
import { Environment, Platform, RenderedEnvironment, SynthesisError } from '../../src';
import { aPlatform, aTarget, anEnvironment, thrownBy } from '../support/platforms';

/** A resource with attributes of every type that a manifest may use. */
class FileSystem extends TerraformResource {
  public readonly size = Token.asNumber(this.interpolationForAttribute('size'));
  public readonly zones = Token.asList(this.interpolationForAttribute('zones'));
  public readonly tags = Token.asStringMap(this.interpolationForAttribute('tags'));
  public readonly anything = this.interpolationForAttribute('anything');

  constructor(environment: Environment, id = 'FileSystem') {
    super(environment, id, { terraformResourceType: 'openstack_share_v2', terraformGeneratorMetadata: { providerName: 'openstack' } });
  }

  public get idToken(): string {
    return this.getStringAttribute('id');
  }

  protected override synthesizeAttributes(): { [name: string]: unknown } {
    return {};
  }
}

function configMap(environment: Environment, content: Readonly<Record<string, unknown>>, id = 'Config', kind = 'ConfigMap'): ApiObject {
  return new ApiObject(environment.manifests, id, { apiVersion: 'v1', kind, metadata: { namespace: 'shop' }, ...content });
}

function rendered(environment: Environment): RenderedEnvironment {
  const results = (environment.node.root as Platform).emit();
  return results.map((result) => result.environment).find(({ name }) => name === environment.node.id)!;
}

function objectIn(result: RenderedEnvironment): Readonly<Record<string, unknown>> {
  return result.manifests.flatMap(({ objects }) => objects).at(-1)!.object;
}

describe('a cloud value in a manifest', () => {
  test('becomes a placeholder named by what it is, and an output of that name', () => {
    // GIVEN
    const environment = anEnvironment();
    configMap(environment, { data: { id: new FileSystem(environment).idToken } });
    // WHEN
    const result = rendered(environment);
    // THEN
    expect(objectIn(result).data).toEqual({ id: '${FRANKFURT_FILE_SYSTEM_ID}' });
    expect(result.handoff).toEqual([{
      placeholder: 'FRANKFURT_FILE_SYSTEM_ID', type: 'string', output: ['frankfurt', 'Handoff', 'FRANKFURT_FILE_SYSTEM_ID'],
      consumers: [{ object: 'ConfigMap/shop/config', field: '/data/id' }],
    }]);
    expect(environment._terraform).toMatchObject({ output: { FRANKFURT_FILE_SYSTEM_ID: { value: expect.stringMatching(/^\$\{openstack_share_v2\.FileSystem\.id\}$/) } } });
  });

  test.each<[string, (share: FileSystem) => unknown, string, unknown]>([
    ['a number', (share) => share.size, 'number', '${FRANKFURT_FILE_SYSTEM_SIZE}'],
    ['a list', (share) => share.zones, 'list', '${FRANKFURT_FILE_SYSTEM_ZONES}'],
    ['a map', (share) => share.tags, 'map', '${FRANKFURT_FILE_SYSTEM_TAGS}'],
    ['a value of any type', (share) => share.anything, 'any', '${FRANKFURT_FILE_SYSTEM_ANYTHING}'],
    ['a part of a string', (share) => `nfs://${share.idToken}/data`, 'string', 'nfs://${FRANKFURT_FILE_SYSTEM_ID}/data'],
    ['a number in a string', (share) => `${share.size}Gi`, 'number', '${FRANKFURT_FILE_SYSTEM_SIZE}Gi'],
    ['an expression', (share) => Fn.upper(share.idToken), 'string', '${FRANKFURT_CONFIG_DATA_VALUE}'],
  ])('%s keeps its type', (_, value, type, expected) => {
    const environment = anEnvironment();
    configMap(environment, { data: { value: value(new FileSystem(environment)) } });
    const result = rendered(environment);
    expect(objectIn(result).data).toEqual({ value: expected });
    expect(result.handoff.map((entry) => entry.type)).toEqual([type]);
  });

  test('that a patch brings in after resolution is handed over like any other', () => {
    const environment = anEnvironment();
    configMap(environment, { data: {} }).addJsonPatch(JsonPatch.add('/data/id', new FileSystem(environment).idToken));
    expect(rendered(environment).handoff.map((entry) => entry.consumers)).toEqual([[{ object: 'ConfigMap/shop/config', field: '/data/id' }]]);
  });

  test('that cdktf knows already is written as it is', () => {
    const environment = anEnvironment();
    configMap(environment, { data: { id: Lazy.stringValue({ produce: () => 'known' }) } });
    const result = rendered(environment);
    expect(objectIn(result).data).toEqual({ id: 'known' });
    expect(result.handoff).toEqual([]);
  });

  test('that a patch removes again leaves no output', () => {
    const environment = anEnvironment();
    configMap(environment, { data: { id: new FileSystem(environment).idToken } }).addJsonPatch(JsonPatch.remove('/data/id'));
    expect(rendered(environment).handoff).toEqual([]);
    expect(environment._terraform).not.toHaveProperty('output');
  });

  test('used twice is handed over once, with both of its fields', () => {
    const environment = anEnvironment();
    const share = new FileSystem(environment);
    configMap(environment, { data: { a: share.idToken, b: share.idToken } });
    expect(rendered(environment).handoff.map(({ consumers }) => consumers.map(({ field }) => field))).toEqual([['/data/a', '/data/b']]);
  });
});

describe('a cloud value is refused', () => {
  test.each<[string, (environment: Environment, share: FileSystem) => unknown, string]>([
    ['in a key', (environment, share) => configMap(environment, { data: { [share.idToken]: 'x' } }),
      "'/data' (${openstack_share_v2.FileSystem.id}) is a key, but a cloud value can only be the value of a field; use a key that is known when the program runs"],
    ['in a name', (environment, share) => new ApiObject(environment.manifests, 'Config', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: share.idToken, namespace: 'shop' } }),
      "'/metadata/name' (${FRANKFURT_FILE_SYSTEM_ID}) is only known after the deployment, but names the object; name it by a value that is known when the program runs"],
    ['in a Secret', (environment, share) => configMap(environment, { stringData: { password: share.idToken } }, 'Config', 'Secret'),
      "'/stringData/password' (${FRANKFURT_FILE_SYSTEM_ID}) would be written in clear text; let the cluster fetch it, with External Secrets or a secret store that is mounted"],
    ['as a part of a list', (environment, share) => configMap(environment, { spec: { value: [...share.zones, 'x'] } }),
      "'/spec/value/0' (${openstack_share_v2.FileSystem.zones}) is a part of a cloud value, which is handed over whole or not at all; pass the list, map or number as cdktf gives it, alone in its field"],
  ])('%s', (_, program, message) => {
    const environment = anEnvironment();
    program(environment, new FileSystem(environment));
    const error = thrownBy(() => rendered(environment)) as SynthesisError;
    expect(error.problems.map((problem) => problem.message)).toEqual([message]);
  });

  test('of another environment', () => {
    // GIVEN
    const platform = aPlatform();
    const frankfurt = anEnvironment('frankfurt', aTarget(), platform);
    const share = new FileSystem(frankfurt);
    const zurich = anEnvironment('zurich', aTarget(), platform);
    configMap(zurich, { data: { id: share.idToken } });
    // WHEN
    const error = thrownBy(() => platform.synth()) as SynthesisError;
    // THEN
    expect(error.problems.map(({ path, message }) => [path, message])).toEqual([[
      'zurich/Manifests/Config',
      "'/data/id' (${ZURICH_CONFIG_DATA_ID}) comes from 'frankfurt/FileSystem', which is in another environment; create the resource in this environment, or pass its value as plain text",
    ]]);
  });
});

describe('whatever object holds tokens wherever', () => {
  const leaf = fc.oneof(
    fc.constantFrom('string', 'number', 'list', 'map', 'any', 'embedded', 'embedded number', 'both'),
    fc.string().map((text) => ({ plain: text })), fc.integer().map((plain) => ({ plain })), fc.boolean().map((plain) => ({ plain })),
  );
  const tree = fc.letrec((tie) => ({
    node: fc.oneof({ maxDepth: 3 }, leaf, fc.array(tie('node'), { maxLength: 4 }), fc.dictionary(fc.stringMatching(/^[a-z]{1,6}$/), tie('node'), { maxKeys: 4 })),
  })).node;

  function withTokens(node: unknown, share: FileSystem): unknown {
    const tokens: Readonly<Record<string, unknown>> = {
      'string': share.idToken, 'number': share.size, 'list': share.zones, 'map': share.tags, 'any': share.anything,
      'embedded': `a-${share.idToken}-b`, 'embedded number': `a-${share.size}-b`, 'both': `${share.size}:${share.idToken}`,
    };
    if (typeof node === 'string') {
      return tokens[node];
    }
    if (Array.isArray(node)) {
      return node.map((member) => withTokens(member, share));
    }
    const members = node as Readonly<Record<string, unknown>>;
    return 'plain' in members ? members.plain : Object.fromEntries(Object.entries(members).map(([key, member]) => [key, withTokens(member, share)]));
  }

  test('none of them reaches a file', () => {
    fc.assert(fc.property(tree, (node) => {
      const environment = anEnvironment();
      configMap(environment, { spec: { content: withTokens(node, new FileSystem(environment)) } });
      const text = JSON.stringify(rendered(environment).manifests);
      expect(text).not.toMatch(/TfToken|e\+28\d|e\+29\d|e\+30\d/);
    }), { numRuns: 60 });
  });
});
