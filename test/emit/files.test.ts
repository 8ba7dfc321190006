import { aConfigMap, aHandoff, aManifest, anEnvironment } from './rendered';
import type { KubernetesObject } from '../../src/core/rendered';
import { filesOf } from '../../src/emit/files';

const NAMESPACE: KubernetesObject = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'zone' } };
const KUSTOMIZATION = 'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\n';

function jsonOf(files: ReadonlyMap<string, string>, file: string): unknown {
  return JSON.parse(files.get(file)!);
}

describe('the files of environments', () => {
  test('are a folder for each phase that has objects, one file a construct, and what belongs to the environment', () => {
    const manifests = [
      aManifest('zone-chat', [aConfigMap('chat')]),
      aManifest('zone-audit', [aConfigMap('audit')]),
      aManifest('zone', [NAMESPACE], { phase: '10-platform' }),
      aManifest('operators', [], { phase: '00-operators' }),
    ];

    const files = filesOf([anEnvironment({ manifests }), anEnvironment({ name: 'bern' })]);

    expect([...files.keys()]).toEqual([
      'environments/bern/kustomization.yaml', 'environments/bern/handoff.json', 'environments/bern/mirror.json',
      'environments/frankfurt/10-platform/zone.yaml', 'environments/frankfurt/10-platform/kustomization.yaml',
      'environments/frankfurt/20-workloads/zone-audit.yaml', 'environments/frankfurt/20-workloads/zone-chat.yaml', 'environments/frankfurt/20-workloads/kustomization.yaml',
      'environments/frankfurt/kustomization.yaml', 'environments/frankfurt/handoff.json', 'environments/frankfurt/mirror.json',
      'reports/report.json',
    ]);
    expect(files.get('environments/frankfurt/kustomization.yaml')).toBe(`${KUSTOMIZATION}resources:\n  - 10-platform\n  - 20-workloads\n`);
    expect(files.get('environments/frankfurt/20-workloads/kustomization.yaml')).toBe(`${KUSTOMIZATION}resources:\n  - zone-audit.yaml\n  - zone-chat.yaml\n`);
  });

  test('are the same in whatever order environments, manifests, hand-offs and copies come', () => {
    const images = [{ upstream: 'docker.io/b', mirror: 'mirror/b' }, { upstream: 'docker.io/a', mirror: 'mirror/a' }];
    const models = ['b', 'a'].map((name) => ({ repository: `o/${name}`, revision: 'main', destination: 's3://models', weightsGib: 1 }));
    const manifests = [aManifest('a', [aConfigMap('chat', { A: '${A}', B: '${B}' })]), aManifest('b', [NAMESPACE])];
    const handoff = [aHandoff('B', 'B'), aHandoff('A', 'A')];
    const frankfurt = anEnvironment({ manifests, handoff, images, models });
    const reversed = anEnvironment({
      manifests: [...manifests].reverse(), handoff: [...handoff].reverse(), images: [...images].reverse(), models: [...models].reverse(),
    });
    const bern = anEnvironment({ name: 'bern' });

    expect([...filesOf([bern, reversed])]).toEqual([...filesOf([frankfurt, bern])]);
  });

  test('hold a contract that names the file of every consumer', () => {
    const consumers = [{ object: 'ConfigMap/zone/chat', field: '/data/id' }, { object: 'Namespace/zone', field: '/metadata/annotations/id' }];
    const namespace = { ...NAMESPACE, metadata: { name: 'zone', annotations: { id: 'is ${ZONE_ID}' } } };
    const manifests = [aManifest('zone', [namespace], { phase: '10-platform' }), aManifest('chat', [aConfigMap('chat', { id: '${ZONE_ID}' })])];

    const files = filesOf([anEnvironment({ manifests, handoff: [aHandoff('ZONE_ID', 'id', { consumers })] })]);

    expect(jsonOf(files, 'environments/frankfurt/handoff.json')).toEqual({
      version: 1,
      environment: 'frankfurt',
      values: [{
        placeholder: 'ZONE_ID', type: 'string', output: ['frankfurt', 'Handoff', 'ZONE_ID'],
        consumers: [{ ...consumers[1], file: '10-platform/zone.yaml' }, { ...consumers[0], file: '20-workloads/chat.yaml' }],
      }],
    });
  });

  test('tell kinds of one name in two API groups apart by the placeholder that one of them holds', () => {
    const twin = { ...aConfigMap('chat', { id: 'literal' }), apiVersion: 'example.org/v1' };
    const manifests = [aManifest('a', [twin]), aManifest('b', [aConfigMap('chat', { id: '${ZONE_ID}' })])];

    const files = filesOf([anEnvironment({ manifests, handoff: [aHandoff('ZONE_ID', 'id')] })]);

    expect(jsonOf(files, 'environments/frankfurt/handoff.json')).toMatchObject({ values: [{ consumers: [{ file: '20-workloads/b.yaml' }] }] });
  });

  test('hold an empty contract and an empty list of copies where there is nothing', () => {
    const files = filesOf([anEnvironment()]);

    expect(jsonOf(files, 'environments/frankfurt/handoff.json')).toEqual({ version: 1, environment: 'frankfurt', values: [] });
    expect(jsonOf(files, 'environments/frankfurt/mirror.json')).toEqual({ version: 1, environment: 'frankfurt', images: [], models: [] });
  });

  test('list each copy once, sorted', () => {
    const image = (name: string) => ({ upstream: `docker.io/${name}`, mirror: `mirror/docker.io/${name}` });
    const model = { repository: 'o/m', revision: 'main', destination: 's3://models/o/m', weightsGib: 15 };

    const files = filesOf([anEnvironment({ images: [image('b'), image('a'), image('b')], models: [model, model] })]);

    expect(jsonOf(files, 'environments/frankfurt/mirror.json')).toEqual({
      version: 1,
      environment: 'frankfurt',
      images: [{ from: 'docker.io/a', to: 'mirror/docker.io/a' }, { from: 'docker.io/b', to: 'mirror/docker.io/b' }],
      models: [{ from: 'o/m', revision: 'main', to: 's3://models/o/m', weightsGib: 15 }],
    });
  });

  test('are refused where a construct takes the name of a file that each folder has', () => {
    const manifests = [aManifest('kustomization', [aConfigMap('chat')])];
    const message = "'id' (kustomization) names the file of 'frankfurt/kustomization', and each folder has a file of its own with that name; give the construct another id";

    expect(() => filesOf([anEnvironment({ manifests })])).toThrow(new Error(message));
  });
});
