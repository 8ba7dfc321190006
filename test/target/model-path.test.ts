import { Model } from '../../src/catalog/models';
import { modelPath } from '../../src/target/model-path';

test('a model lies below its repository', () => {
  expect(modelPath(Model.LLAMA_3_3_70B_INSTRUCT)).toBe('meta-llama/Llama-3.3-70B-Instruct');
});

test('a pinned revision has a folder of its own, so that two revisions never mix', () => {
  expect(modelPath({ ...Model.LLAMA_3_3_70B_INSTRUCT, revision: '6f6073b' })).toBe('meta-llama/Llama-3.3-70B-Instruct/6f6073b');
});
