import { oneOf } from '../../src/errors/did-you-mean';

test.each<[string, unknown, readonly string[], string]>([
  ['a word that is near another', 'auot', ['fp8', 'auto'], "did you mean 'auto'? use one of: auto, fp8"],
  ['the beginning of a word, though another is nearer', 'H100', ['H200', 'H100_MIG_1G_10GB', 'H100_80GB'], "did you mean 'H100_80GB'? use one of: H100_80GB, H100_MIG_1G_10GB, H200"],
  ['a beginning in other letters', 'Llama', ['qwen3-8b', 'llama-3.1-8b'], "did you mean 'llama-3.1-8b'? use one of: llama-3.1-8b, qwen3-8b"],
  ['too little of a word', 'q', ['qwen3-8b'], 'use one of: qwen3-8b'],
  ['a number in the place of a text', 3.5, ['3.4', '3.5'], "write it in quotes: '3.5'"],
  ['a number that is none of them', 7, ['1', '8'], 'use one of: 1, 8'],
  ['nothing like any', 'spreadsheet', ['fp8'], 'use one of: fp8'],
])('%s is answered by what may be meant', (_, given, alternatives, remedy) => {
  expect(oneOf(given, alternatives)).toBe(remedy);
});
