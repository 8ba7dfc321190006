import { dirname } from 'node:path';
import { ApiObject, JsonPatch, Lazy } from 'cdk8s';
import { Annotations, Aspects, Testing } from 'cdktf';
import { BadProgram, collected } from '../bad-program';
import { aBlueprint, anEnvironment, atAmazon, aZone } from '../blueprint';
import { configMap, patched } from './own-objects';
import { Platform } from 'aiplane';

/** Programs that object to themselves, and ways around their objection. */
export const SYNTHESIS: readonly BadProgram[] = [
  {
    name: 'a validation of ones own',
    message: collected('[munich/Zone/Chat] the weather is bad'),
    build: (platform) => aBlueprint(platform).pool.node.addValidation({ validate: () => ['the weather is bad'] }),
  },
  {
    name: 'an error by an annotation',
    message: collected('[munich/Zone/Chat] not before the audit'),
    build: (platform) => Annotations.of(aBlueprint(platform).pool).addError('not before the audit'),
  },
  {
    name: 'an error by an aspect',
    message: collected('[munich/Zone] no zone without an owner'),
    build: (platform) => {
      const { environment, zone } = aBlueprint(platform);
      Aspects.of(environment).add({ visit: (construct) => construct === zone && Annotations.of(construct).addError('no zone without an owner') });
    },
  },
  {
    name: 'an aspect that throws',
    message: 'the aspect is broken',
    build: (platform) => {
      const { environment } = aBlueprint(platform);
      Aspects.of(environment).add({ visit: () => { throw new Error('the aspect is broken'); } });
    },
  },
  {
    name: 'an aspect that names two objects alike', code: 'NameCollision',
    message: collected("[munich/Manifests/Second] 'id' (munich/Manifests/Second) makes the object 'core/ConfigMap/shop/same', which 'munich/Manifests/First' makes too; rename one of the two"),
    build: (platform) => {
      const { manifests } = anEnvironment(platform);
      ['First', 'Second'].forEach((id) => configMap(manifests, { metadata: { namespace: 'shop' } }, id));
      Aspects.of(manifests).add({ visit: (construct) => ApiObject.isApiObject(construct) && construct.addJsonPatch(JsonPatch.replace('/metadata/name', 'same')) });
    },
  },
  {
    name: 'several problems at once',
    message: collected(
      "[munich/Manifests/Config] Failed serializing construct at path 'munich/Manifests/Config' with name 'config': Error: fourth",
      '[munich/Zone] third',
      '[munich/Zone/Chat] first',
      '[munich/Zone/Chat] second',
    ),
    build: (platform) => {
      const { environment, pool, zone } = aBlueprint(platform);
      pool.node.addValidation({ validate: () => ['first', 'second'] });
      Annotations.of(zone).addError('third');
      configMap(environment.manifests, { metadata: { namespace: 'shop' }, data: Lazy.any({ produce: () => { throw new Error('fourth'); } }) });
    },
  },
  {
    name: 'validation switched off',
    message: collected('[munich] no'),
    build: (platform) => {
      anEnvironment(platform).node.addValidation({ validate: () => ['no'] });
      Object.assign(platform, { skipValidation: true });
    },
  },
  {
    name: 'a valid environment alone, beside one that is not',
    message: collected('[munich] no'),
    build: (platform) => {
      anEnvironment(platform).node.addValidation({ validate: () => ['no'] });
      Testing.synth(anEnvironment(platform, atAmazon(), 'frankfurt'), true);
    },
  },
  {
    name: 'a stack past its validation',
    message: collected('[munich] no'),
    build: (platform) => {
      const environment = anEnvironment(platform, atAmazon());
      environment.node.addValidation({ validate: () => ['no'] });
      environment.synthesizer.synthesize({ outdir: platform.outdir, manifest: platform.manifest, skipValidation: true });
    },
  },
  {
    name: 'a lazy value that throws',
    message: collected("[munich/Zone/Objects/Config] Failed serializing construct at path 'munich/Zone/Objects/Config' with name 'config': Error: no data"),
    build: (platform) => configMap(aZone(platform).manifests, { data: Lazy.any({ produce: () => { throw new Error('no data'); } }) }),
  },
  {
    name: 'a value that YAML has no form for',
    message: collected("[munich/Zone/Objects/Config] Failed serializing construct at path 'munich/Zone/Objects/Config' with name 'config': Error: can't render non-simple object of type 'Date'"),
    build: (platform) => configMap(aZone(platform).manifests, { data: { today: new Date(0) } }),
  },
  {
    name: 'a patch on a path that does not exist', code: 'PatchFailed',
    message: collected("[munich/Zone/Chat/Manifests/Metrics] '/spec/selecter/matchLabels' (replace) reaches no field of the object; correct the path of the patch, or add what is above it first"),
    build: (platform) => patched(platform, 'PodMonitor', 'chat', JsonPatch.replace('/spec/selecter/matchLabels', {})),
  },
  {
    name: 'a patch that moves what is not there', code: 'PatchFailed',
    message: collected("[munich/Zone/Chat/Manifests/Metrics] '/spec/selector/matchLabels' (move) reaches no field of the object; correct the path of the patch, or add what is above it first"),
    build: (platform) => patched(platform, 'PodMonitor', 'chat', JsonPatch.move('/spec/selecter/matchLabels', '/spec/selector/matchLabels')),
  },
  {
    name: 'a patch that leaves no object', code: 'PatchFailed',
    message: collected("[munich/Zone/Chat/Manifests/Metrics] '/' (replace) reaches no field of the object; correct the path of the patch, or add what is above it first"),
    build: (platform) => patched(platform, 'PodMonitor', 'chat', JsonPatch.replace('', 'monitoring.coreos.com/v1')),
  },
  {
    name: 'a patch that renames onto another', code: 'NameCollision',
    message: collected("[munich/Manifests/Second] 'id' (munich/Manifests/Second) makes the object 'core/ConfigMap/shop/first', which 'munich/Manifests/First' makes too; rename one of the two"),
    build: (platform) => {
      const { manifests } = anEnvironment(platform);
      configMap(manifests, { metadata: { namespace: 'shop' } }, 'First');
      configMap(manifests, { metadata: { namespace: 'shop' } }, 'Second').addJsonPatch(JsonPatch.replace('/metadata/name', 'first'));
    },
  },
  {
    name: 'an output folder around that of cdktf', code: 'FoldersOverlap',
    message: "'outdir' (<folder>) contains the folder of cdktf's own output ('<folder>/cdktf.out'); choose two folders beside each other",
    build: (platform) => {
      const elsewhere = new Platform({ outdir: dirname(platform.manifestsOutdir), cdktfOutdir: platform.outdir });
      anEnvironment(elsewhere);
      elsewhere.synth();
    },
  },
];
