import { JsonPatch } from 'cdk8s';
import { Addition, argument, Mistake, patch, toldOf } from './broken';

describe('blocks of a prompt', () => {
  test.each<Mistake>([
    ['another size than in the index of the picker', ({ chat }) => {
      argument(chat, 'Deployment', 'chat', '--block-size=32');
      patch(chat, 'ConfigMap', 'chat-epp', JsonPatch.replace('/data/endpoint-picker.yaml', 'plugins:\n- type: precise-prefix-cache-producer\n  parameters:\n    tokenProcessorConfig:\n      blockSize: 64\n'));
    }, [
      "[Chat/Manifests/Resource] BlockSizesDiffer '/spec/template/spec/containers/0/args --block-size' (32) is not the block size of the picker's index (64); use 64 in both",
    ]],
    ['the size that counts where none is given', ({ chat }) => patch(chat, 'ConfigMap', 'chat-epp', JsonPatch.replace('/data/endpoint-picker.yaml', 'plugins:\n- type: precise-prefix-cache-producer\n  parameters:\n    tokenProcessorConfig:\n      blockSize: 64\n')), [
      "[Chat/Manifests/Resource] BlockSizesDiffer '/spec/template/spec/containers/0/args --block-size' (16) is not the block size of the picker's index (64); use 64 in both",
    ]],
    ['another seed than that of the picker', ({ chat }) => {
      patch(chat, 'Deployment', 'chat', JsonPatch.add('/spec/template/spec/containers/0/env/-', { name: 'PYTHONHASHSEED', value: '0' }));
      patch(chat, 'ConfigMap', 'chat-epp', JsonPatch.replace('/data/endpoint-picker.yaml', 'plugins:\n- type: precise-prefix-cache-producer\n  parameters:\n    tokenProcessorConfig:\n      hashSeed: "42"\n'));
    }, [
      "[Chat/Manifests/Resource] HashSeedsDiffer '/spec/template/spec/containers/0/env PYTHONHASHSEED' (0) is not the seed that blocks of this pool are hashed from (42); use 42 in all",
    ]],
  ])('refuses %s', (_, mistake, problems, ...place) => {
    expect(toldOf(mistake, ...place)).toEqual(problems);
  });

  test.each<Addition>([
    ['one size in both', ({ chat }) => {
      argument(chat, 'Deployment', 'chat', '--block-size=64');
      patch(chat, 'ConfigMap', 'chat-epp', JsonPatch.replace('/data/endpoint-picker.yaml', 'plugins:\n- type: precise-prefix-cache-producer\n  parameters:\n    tokenProcessorConfig:\n      blockSize: 64\n'));
    }],
    ['an approximate index, which keeps a size of its own', ({ chat }) => patch(chat, 'ConfigMap', 'chat-epp', JsonPatch.replace('/data/endpoint-picker.yaml', 'plugins:\n- type: approx-prefix-cache-producer\n  parameters:\n    blockSizeTokens: 64\n'))],
    ['a configuration that is no YAML', ({ chat }) => patch(chat, 'ConfigMap', 'chat-epp', JsonPatch.replace('/data/endpoint-picker.yaml', 'plugins: ['))],
  ])('says nothing of %s', (_, addition, ...place) => {
    expect(toldOf(addition, ...place)).toEqual([]);
  });
});
