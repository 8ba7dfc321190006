import { Lazy } from 'cdktf';
import { aPlatform } from '../support/platforms';

const traceOfToken = () => Lazy.anyValue({ produce: () => 'value' }).creationStack;

test('tokens keep no stack trace once there is a platform', () => {
  // GIVEN
  const before = traceOfToken();
  // WHEN
  aPlatform();
  // THEN
  expect({ before: before.length > 0, after: traceOfToken() }).toEqual({ before: true, after: [] });
});
