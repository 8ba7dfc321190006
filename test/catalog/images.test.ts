import { Image } from '../../src/catalog/images';
import { qualified } from '../../src/target/images';

describe.each(Object.entries(Image))('image %s', (_name, image) => {
  test('names its registry, so that its place below a mirror is known', () => {
    expect(qualified(image.reference)).toBe(image.reference);
  });

  test('is pinned to a version', () => {
    expect(image.reference).toMatch(/:v?\d+\.\d+\.\d+$/);
  });

  test('says where and when it was read', () => {
    expect(image.source).toMatch(/^https:\/\//);
    expect(image.asOf).toMatch(/^\d{4}-\d\d-\d\d$/);
  });
});

test('no two rows are the same image', () => {
  const references = Object.values(Image).map(({ reference }) => reference);

  expect(new Set(references).size).toBe(references.length);
});
