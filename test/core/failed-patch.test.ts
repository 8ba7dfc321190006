import { ApiObject, JsonPatch, Lazy } from 'cdk8s';
import type { Platform, SynthesisError } from '../../src';
import { anEnvironment, thrownBy } from '../support/platforms';
import { aBlueprint, rendered } from '../support/programs';
import { anAwsTarget } from '../support/targets';

/** The problems of a program with one ConfigMap. */
function problemsOf(spec: object, ...patches: readonly JsonPatch[]): readonly unknown[] {
  const environment = anEnvironment();
  const object = new ApiObject(environment.manifests, 'Config', { apiVersion: 'example.org/v1', kind: 'Thing', ...spec });
  object.addJsonPatch(...patches);
  return (thrownBy(() => rendered(environment)) as SynthesisError).problems;
}

describe('a patch that fails is named in one line', () => {
  const good = JsonPatch.add('/spec', { a: 1 });

  test.each<[string, readonly JsonPatch[], string]>([
    ['whose path leads nowhere', [good, JsonPatch.replace('/spec/b/c', 1)],
      "'/spec/b/c' (replace) reaches no field of the object; correct the path of the patch, or add what is above it first"],
    ['that comes before one that succeeds', [JsonPatch.add('/metadata/x/y', 1), good],
      "'/metadata/x/y' (add) reaches no field of the object; correct the path of the patch, or add what is above it first"],
    ['whose test does not hold', [good, JsonPatch.test('/spec/a', 2)],
      "'/spec/a' (test) is tested for a value that it does not have; correct the test, or undo the patch before it"],
    ['that replaces the whole object by none', [JsonPatch.replace('', 'text')],
      "'/' (replace) reaches no field of the object; correct the path of the patch, or add what is above it first"],
  ])('%s', (_, patches, message) => {
    expect(problemsOf({}, ...patches)).toEqual([{ path: 'frankfurt/Manifests/Config', code: 'PatchFailed', message }]);
  });
});

test('an object that fails by itself is not blamed on a patch', () => {
  const data = Lazy.any({ produce: () => { throw new Error('no data\nand more'); } });
  expect(problemsOf({ data }, JsonPatch.replace('/data/b/c', 1))).toEqual([{
    path: 'frankfurt/Manifests/Config', message: "Failed serializing construct at path 'frankfurt/Manifests/Config' with name 'config': Error: no data",
  }]);
});

test('what refers to an object whose patch failed is not refused beside it', () => {
  const { environment, chat } = aBlueprint(anAwsTarget());
  ApiObject.of(chat).addJsonPatch(JsonPatch.replace('/spec/template/metadata/label/app', 'chat'));
  expect((thrownBy(() => (environment.node.root as Platform).synth()) as SynthesisError).problems.map(({ code, path }) => [code, path]))
    .toEqual([['PatchFailed', 'place/Zone/Chat/Manifests/Resource']]);
});
