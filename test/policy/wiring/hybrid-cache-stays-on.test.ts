import { Addition, argument, Mistake, toldOf } from './broken';
import { Model } from '../../../src';
import { anOnPremTarget } from '../../support/targets';

const NIXL = '--kv-transfer-config={"kv_connector":"NixlConnector","kv_role":"kv_both"}';

describe('the manager of hybrid caches', () => {
  test.each<Mistake>([
    ['turned off', ({ chat }) => argument(chat, 'Deployment', 'chat', '--disable-hybrid-kv-cache-manager'), [
      "[Chat/Manifests/Resource] HybridCacheOff '/spec/template/spec/containers/0/args --no-disable-hybrid-kv-cache-manager' (undefined) must be given: without it 'gpt-oss-20b' keeps the whole context in every layer, and was sized by less; add the argument",
    ], anOnPremTarget(), { model: Model.GPT_OSS_20B, acceptUnlikely: { reason: 'measured' } }],
    ['turned off by a connector', ({ chat }) => argument(chat, 'Deployment', 'chat', NIXL), [
      "[Chat/Manifests/Resource] HybridCacheOff '/spec/template/spec/containers/0/args --no-disable-hybrid-kv-cache-manager' (undefined) must be given: without it 'gpt-oss-20b' keeps the whole context in every layer, and was sized by less; add the argument",
    ], anOnPremTarget(), { model: Model.GPT_OSS_20B, acceptUnlikely: { reason: 'measured' } }],
  ])('refuses %s', (_, mistake, problems, ...place) => {
    expect(toldOf(mistake, ...place)).toEqual(problems);
  });

  test.each<Addition>([
    ['kept on beside a connector', ({ chat }) => {
      argument(chat, 'Deployment', 'chat', NIXL);
      argument(chat, 'Deployment', 'chat', '--no-disable-hybrid-kv-cache-manager');
    }, anOnPremTarget(), { model: Model.GPT_OSS_20B, acceptUnlikely: { reason: 'measured' } }],
    ['a model whose layers all keep the whole context', ({ chat }) => argument(chat, 'Deployment', 'chat', NIXL)],
  ])('says nothing of %s', (_, addition, ...place) => {
    expect(toldOf(addition, ...place)).toEqual([]);
  });
});
