import * as path from 'path';
import { ApiObject, Chart, JsonPatch, Lazy } from 'cdk8s';
import { Deployment } from 'cdk8s-plus-28';
import { Annotations, Aspects, Testing, TerraformStack } from 'cdktf';
import { Construct } from 'constructs';
import { Accelerator, Environment, EnvironmentBinding, GpuNodeGroup, Jurisdiction, Platform, SovereignDataZone, SynthesisError } from '../src';
import { CompanyCloud } from './company/company-cloud';
import { aFolder, anEnvironment, aPlatform, aTarget, filesBelow, thrownBy } from './support/platforms';

/** A place where nothing is created. */
class BareCloud extends CompanyCloud {
  public override bindEnvironment(): EnvironmentBinding {
    return { fulfilments: [], findings: [], cluster: { kubernetesVersion: '1.34', internetEgress: true, registry: {}, apiServer: { cidr: '0.0.0.0/0', ports: [6443], reason: 'x' } } };
  }
}

const BARE = aTarget({ infrastructure: new BareCloud() });

function configMap(scope: Construct, id: string, content: Readonly<Record<string, unknown>> = {}, name?: string): ApiObject {
  return new ApiObject(scope, id, { apiVersion: 'v1', kind: 'ConfigMap', metadata: { namespace: 'shop', ...(name !== undefined && { name }) }, ...content });
}

function problemsOf(platform: Platform): readonly string[] {
  const error = thrownBy(() => platform.synth());
  expect(error).toBeInstanceOf(SynthesisError);
  return (error as SynthesisError).problems.map((problem) => `[${problem.path}] ${problem.message}`);
}

describe('a valid platform', () => {
  test('is written as manifests of ours and stacks of cdktf', () => {
    const folder = aFolder();
    const environment = anEnvironment('frankfurt', aTarget(), aPlatform(folder));
    new GpuNodeGroup(new SovereignDataZone(environment, 'Zone', { jurisdiction: Jurisdiction.GERMANY }), 'Gpus', { accelerator: Accelerator.L4, maxNodes: 1 });
    (environment.node.root as Platform).synth();
    expect(Object.keys(filesBelow(folder))).toEqual([
      'aiplane.out/.aiplane', 'aiplane.out/environments/frankfurt/10-platform/kustomization.yaml', 'aiplane.out/environments/frankfurt/10-platform/zone.yaml',
      'aiplane.out/environments/frankfurt/handoff.json', 'aiplane.out/environments/frankfurt/kustomization.yaml', 'aiplane.out/environments/frankfurt/mirror.json',
      'aiplane.out/reports/report.json', 'cdktf.out/manifest.json', 'cdktf.out/stacks/frankfurt/cdk.tf.json',
    ]);
  });

  test('may be written into folders that do not exist yet', () => {
    const folder = aFolder();
    const platform = new Platform({ outdir: path.join(folder, 'a', 'b', 'aiplane.out'), cdktfOutdir: path.join(folder, 'c', 'd', 'cdktf.out') });
    new Environment(platform, 'place', { target: aTarget() });
    platform.synth();
    expect(Object.keys(filesBelow(folder))).toEqual(expect.arrayContaining(['a/b/aiplane.out/reports/report.json', 'c/d/cdktf.out/manifest.json']));
  });

  test('has no stack for an environment in which nothing is created', () => {
    const folder = aFolder();
    const platform = aPlatform(folder);
    configMap(anEnvironment('frankfurt', BARE, platform).manifests, 'Config');
    platform.synth();
    expect(JSON.parse(filesBelow(folder)['cdktf.out/manifest.json']!)).toMatchObject({ stacks: {} });
    expect(Object.keys(filesBelow(path.join(folder, 'cdktf.out')))).toEqual(['manifest.json']);
  });

  test('writes the same bytes whatever the order of its environments', () => {
    const outputs = [['a', 'b'], ['b', 'a']].map((names) => {
      const folder = aFolder();
      const platform = aPlatform(folder);
      names.forEach((name) => configMap(anEnvironment(name, BARE, platform).manifests, 'Config'));
      platform.synth();
      return filesBelow(folder);
    });
    expect(outputs[0]).toEqual(outputs[1]);
  });

  test('names the objects of cdk8s and cdk8s-plus the same in every environment', () => {
    const platform = aPlatform();
    for (const name of ['frankfurt', 'zurich']) {
      const environment = anEnvironment(name, BARE, platform);
      configMap(environment.manifests, 'AppConfig');
      new Deployment(environment.manifests, 'Frontend', { metadata: { namespace: 'shop' }, containers: [{ image: 'nginx' }] });
    }
    const names = platform.emit().map(({ environment: { manifests } }) => manifests.flatMap(({ objects }) => objects.map(({ object }) => `${object.kind}/${object.metadata.name}`)));
    expect(names).toEqual([['ConfigMap/app-config', 'Deployment/frontend'], ['ConfigMap/app-config', 'Deployment/frontend']]);
  });

  test('writes objects of plain charts below an environment', () => {
    const environment = anEnvironment('frankfurt', BARE);
    configMap(new Chart(environment, 'OwnChart'), 'Config', {}, 'own');
    expect((environment.node.root as Platform).emit()[0]!.environment.manifests.map(({ file, phase }) => [phase, file])).toEqual([['20-workloads', 'own-chart']]);
  });

  test('writes what aspects made of its objects', () => {
    const environment = anEnvironment('frankfurt', BARE);
    configMap(environment.manifests, 'Config');
    Aspects.of(environment).add({ visit: (node) => ApiObject.isApiObject(node) && node.metadata.addLabel('team', 'payments') });
    const [result] = (environment.node.root as Platform).emit();
    expect(result!.environment.manifests[0]!.objects[0]!.object.metadata.labels).toEqual({ team: 'payments' });
  });

  test('keeps stacks that are no environments', () => {
    const folder = aFolder();
    const platform = aPlatform(folder);
    new TerraformStack(platform, 'plain');
    platform.synth();
    expect(JSON.parse(filesBelow(folder)['cdktf.out/manifest.json']!)).toMatchObject({ stacks: { plain: { name: 'plain' } } });
  });
});

describe('an invalid platform', () => {
  test('is told all of its problems at once, and nothing is written', () => {
    // GIVEN
    const folder = aFolder();
    const platform = aPlatform(folder);
    const environment = anEnvironment('frankfurt', BARE, platform);
    configMap(environment.manifests, 'Config').addJsonPatch(JsonPatch.replace('/spec/missing', 1));
    environment.node.addValidation({ validate: () => ['the weather is bad'] });
    Annotations.of(environment).addError('an aspect objects');
    const before = filesBelow(folder);
    // WHEN
    const error = thrownBy(() => platform.synth());
    // THEN
    expect(error.message.split('\n')).toEqual([
      '3 problems, nothing was written',
      '  [frankfurt] an aspect objects',
      '  [frankfurt] the weather is bad',
      "  [frankfurt/Manifests/Config] '/spec/missing' (replace) reaches no field of the object; correct the path of the patch, or add what is above it first",
    ]);
    expect(filesBelow(folder)).toEqual(before);
  });

  test('leaves the output of the last valid run as it was', () => {
    const folder = aFolder();
    const valid = aPlatform(folder);
    configMap(anEnvironment('frankfurt', BARE, valid).manifests, 'Config');
    valid.synth();
    const before = filesBelow(folder);
    const invalid = aPlatform(folder);
    anEnvironment('zurich', BARE, invalid).node.addValidation({ validate: () => ['no'] });
    expect(problemsOf(invalid)).toEqual(['[zurich] no']);
    expect(filesBelow(folder)).toEqual(before);
  });

  test.each<[string, (environment: Environment) => void, string]>([
    ['two objects of one name', (environment) => ['A', 'a'].forEach((id) => configMap(environment.manifests, id)),
      "[frankfurt/Manifests/a] 'id' (frankfurt/Manifests/a) makes the object 'core/ConfigMap/shop/a', which 'frankfurt/Manifests/A' makes too; rename one of the two"],
    ['two charts of one file', (environment) => ['OwnChart', 'ownChart'].forEach((id) => configMap(new Chart(environment, id), 'Config', {}, `config-${id.charCodeAt(0)}`)),
      "[frankfurt/ownChart] 'id' (frankfurt/ownChart) makes the file '20-workloads/own-chart.yaml', which 'frankfurt/OwnChart' makes too; rename one of the two"],
    ['a lazy value that throws', (environment) => configMap(environment.manifests, 'Config', { data: Lazy.any({ produce: () => { throw new Error('no data'); } }) }),
      "[frankfurt/Manifests/Config] Failed serializing construct at path 'frankfurt/Manifests/Config' with name 'config': Error: no data"],
    ['two stacks of one id', (environment) => new TerraformStack(new Construct(environment.node.root as Construct, 'More'), 'frankfurt'),
      "[More/frankfurt] 'id' (More/frankfurt) makes the stack 'frankfurt', which 'frankfurt' makes too; rename one of the two"],
  ])('is refused for %s', (_, program, message) => {
    const environment = anEnvironment('frankfurt', BARE);
    program(environment);
    expect(problemsOf(environment.node.root as Platform)).toEqual([message]);
  });

  test('cannot be synthesised by a part of it, or past the validation', () => {
    const platform = aPlatform();
    anEnvironment('frankfurt', BARE, platform).node.addValidation({ validate: () => ['no'] });
    const valid = anEnvironment('zurich', BARE, platform);
    const refusal = '1 problem, nothing was written\n  [frankfurt] no';
    expect(() => Testing.synth(valid, true)).toThrow(refusal);
    expect(() => valid.synthesizer.synthesize({ outdir: platform.outdir, manifest: platform.manifest, skipValidation: true })).toThrow(refusal);
    Object.assign(platform, { skipValidation: true });
    expect(() => platform.synth()).toThrow(refusal);
  });

  test('must declare where the state of cloud resources lies', () => {
    class Forgetful extends CompanyCloud {
      public override bindEnvironment(scope: Construct, need: { readonly name: string }): EnvironmentBinding {
        const binding = super.bindEnvironment(scope, need);
        scope.node.scope!.node.tryRemoveChild('backend');
        return binding;
      }
    }
    const environment = anEnvironment('frankfurt', aTarget({ infrastructure: new Forgetful() }));
    expect(problemsOf(environment.node.root as Platform)).toEqual([
      "[frankfurt] 'backend' (undefined) must be declared where there are cloud resources: without one, their state lands in a folder of the machine that synthesised them; give the target a 'backend', such as StateBackend.s3({…})",
    ]);
  });
});

describe('an environment', () => {
  test.each([
    ['Frankfurt', "'id' (Frankfurt) must be a DNS-1123 label of at most 40 characters that starts with a letter; correct its spelling"],
    ['12-factory', "'id' (12-factory) must be a DNS-1123 label of at most 40 characters that starts with a letter; correct its spelling"],
  ])('is not called %s', (id, message) => {
    expect(() => anEnvironment(id, BARE)).toThrow(message);
  });

  test('needs a platform and a target', () => {
    expect(() => new Environment(Testing.app(), 'frankfurt', { target: BARE })).toThrow("'scope' (frankfurt) must be in the scope of a Platform; create the environment below a 'new Platform()'");
    expect(() => new Environment(aPlatform(), 'frankfurt', {} as never)).toThrow("'target' (undefined) must be a Target; use one of Target.aws({…}), Target.onPrem({…}), Target.edge({…}), Target.openShift({…}), Target.custom({…})");
  });
});
