import { ApiObject, JsonPatch } from 'cdk8s';
import { Json, KubernetesObject, Platform, RenderedEnvironment } from '../src';
import { describeWithCrds, isCustomResource, validateCustomResource } from './support/crd-schemas';
import { aFolder, aPlatform, filesBelow } from './support/platforms';
import { aBlueprint, objectsOf, rendered } from './support/programs';
import { TARGETS } from './support/targets';

/** Every value below an object that is called so. */
function valuesCalled(name: string, value: unknown): readonly unknown[] {
  if (value === null || typeof value !== 'object') {
    return [];
  }
  return Object.entries(value).flatMap(([key, member]) => [...(key === name ? [member] : []), ...valuesCalled(name, member)]);
}

function fulfilmentsOf(result: RenderedEnvironment, path: string) {
  return result.reported.filter((reported) => reported.path === path).flatMap(({ fulfilments }) => fulfilments);
}

describe.each(TARGETS)('on %s', (_, target) => {
  const { environment, zone, chat, ledger, gpus } = aBlueprint(target());
  chat.allowFrom(ledger);
  const result = rendered(environment);
  const objects = objectsOf(result);

  test.each([['the zone', zone], ['the GPU nodes', gpus], ['the pool', chat], ['the machine', ledger]])('%s reports by what each of its needs is met', (__, construct) => {
    const fulfilments = fulfilmentsOf(result, construct.node.path);
    expect(fulfilments.length).toBeGreaterThan(0);
    for (const { level, reason } of fulfilments) {
      expect(['equal', 'substituted', 'degraded', 'missing', 'not-applicable']).toContain(level);
      expect(reason).toMatch(/^[^A-Z\s]?\S.*[^.]$/);
    }
  });

  test('the objects that meet a need are in the output', () => {
    const paths = new Set(environment.node.findAll().map((construct) => construct.node.path));
    const met = result.reported.flatMap(({ fulfilments }) => fulfilments);
    const named = met.flatMap((fulfilment) => fulfilment.objects.map((object) => object.node.path));
    expect(named.length).toBeGreaterThan(0);
    expect(named.filter((path) => !paths.has(path))).toEqual([]);
  });

  test('the names of objects are those of every other place', () => {
    const names = objects.map(({ metadata }) => metadata.namespace ?? metadata.name);
    expect(names).toContain('zone');
    expect(objects.filter(({ metadata }) => JSON.stringify(metadata.name).includes('place'))).toEqual([]);
    expect(objects.find(({ kind }) => kind === 'VirtualMachine')!.metadata.name).toBe('ledger');
  });

  test('a patch on a construct reaches its primary object', () => {
    const fresh = aBlueprint(target());
    ApiObject.of(fresh.ledger).addJsonPatch(JsonPatch.replace('/spec/runStrategy', 'Halted'));
    const machine = objectsOf(rendered(fresh.environment)).find(({ kind }) => kind === 'VirtualMachine') as { readonly spec?: unknown } | undefined;
    expect(machine?.spec).toMatchObject({ runStrategy: 'Halted' });
  });

  test('a second run writes the same bytes', () => {
    const folders = [aFolder(), aFolder()].map((folder) => {
      (aBlueprint(target(), {}, aPlatform(folder)).environment.node.root as Platform).synth();
      return filesBelow(folder);
    });
    expect(folders[0]).toEqual(folders[1]);
  });

  test('nothing that is written names this machine', () => {
    const folder = aFolder();
    (aBlueprint(target(), {}, aPlatform(folder)).environment.node.root as Platform).synth();
    const telling = Object.entries(filesBelow(folder)).filter(([__, text]) => text.includes(process.cwd()) || text.includes(folder));
    expect(telling.map(([file]) => file)).toEqual([]);
  });

  test('images are pulled from the mirror, and listed to be copied there', () => {
    const images = valuesCalled('image', objects).filter((image): image is string => typeof image === 'string');
    expect(images.length).toBeGreaterThan(0);
    expect(images.filter((image) => !result.images.some(({ mirror }) => mirror === image))).toEqual([]);
  });

  test('the model is listed to be copied into the zone', () => {
    expect(result.models.map(({ repository, revision }) => [repository, revision])).toEqual([['meta-llama/Llama-3.1-8B-Instruct', 'main']]);
  });
});

describeWithCrds('every custom resource is accepted by the schema of its kind', () => {
  test.each(TARGETS)('on %s', (_, target) => {
    const { environment, chat, ledger } = aBlueprint(target());
    chat.allowFrom(ledger);
    const custom = objectsOf(rendered(environment)).filter((object) => isCustomResource(object));
    expect(custom.length).toBeGreaterThan(0);
    expect(custom.flatMap((object) => validateCustomResource(object).map((problem) => `${object.kind} ${object.metadata.name}: ${problem}`))).toEqual([]);
  });
});

describe('our own targets', () => {
  const ours = TARGETS.filter(([name]) => !name.startsWith('a company'));

  function built(target: (typeof TARGETS)[number][1]): readonly KubernetesObject[] {
    const { environment, chat, ledger } = aBlueprint(target());
    chat.allowFrom(ledger);
    return objectsOf(rendered(environment));
  }

  test.each(ours)('deny all traffic of a zone that was not declared on %s', (_, target) => {
    const denial = built(target).find(({ kind, metadata }) => kind === 'NetworkPolicy' && metadata.name === 'default-deny');
    expect(denial).toMatchObject({ metadata: { namespace: 'zone' }, spec: { podSelector: {}, policyTypes: ['Ingress', 'Egress'] } });
  });

  test.each(ours)('label the namespace of a zone for Pod Security, and bound its GPUs on %s', (_, target) => {
    const objects = built(target);
    expect(objects.find(({ kind }) => kind === 'Namespace')!.metadata.labels).toMatchObject({ 'pod-security.kubernetes.io/warn': 'restricted' });
    expect(objects.find(({ kind }) => kind === 'ResourceQuota')).toMatchObject({ spec: { hard: { 'requests.nvidia.com/gpu': '1' } } });
  });

  test.each(ours)('pin every argument that the memory estimate depends on %s', (_, target) => {
    const args = (valuesCalled('args', built(target)) as Json[]).flat();
    const pinned = ['--max-model-len=8192', '--max-num-batched-tokens=8192', '--max-num-seqs=128', '--gpu-memory-utilization=0.92', '--kv-cache-dtype=auto'];
    expect(args).toEqual(expect.arrayContaining(pinned));
  });

  test.each(ours)('never let Services leak into the environment of the engine on %s', (_, target) => {
    expect(valuesCalled('enableServiceLinks', built(target))).not.toContain(true);
    expect(valuesCalled('enableServiceLinks', built(target)).length).toBeGreaterThan(0);
  });

  test.each(ours.filter(([name]) => name.startsWith('openshift')))('fix no user or group on %s', (_, target) => {
    const objects = built(target);
    expect(['runAsUser', 'runAsGroup', 'fsGroup', 'supplementalGroups'].flatMap((name) => valuesCalled(name, objects))).toEqual([]);
  });
});
