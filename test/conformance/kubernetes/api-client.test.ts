import { accepted, refusalOf, warningsOf } from '../../../conformance/kubernetes/api-client';

test('reads each warning apart, with commas and escaped quotes', () => {
  const headers = ['Content-Type', 'application/json', 'Warning', '299 - "v1 is deprecated, use \\"v2\\""', 'warning', '299 - "another"'];

  expect(warningsOf(headers)).toEqual(['v1 is deprecated, use "v2"', 'another']);
});

test('keeps a warning that it cannot take apart', () => {
  expect(warningsOf(['Warning', 'odd'])).toEqual(['odd']);
});

test.each([
  ['the message of a status', { status: 422, body: { kind: 'Status', message: 'spec.x: required ' }, warnings: [] }, 'spec.x: required'],
  ['a plain text', { status: 404, body: '404 page not found\n', warnings: [] }, '404 page not found'],
  ['nothing', { status: 500, body: '', warnings: [] }, 'the API server answered 500'],
])('finds the reason of a refusal in %s', (_, answer, reason) => {
  expect(refusalOf(answer)).toBe(reason);
});

test.each([[200, true], [201, true], [199, false], [301, false], [409, false]])('%i counts as done: %s', (status, done) => {
  expect(accepted({ status, body: {}, warnings: [] })).toBe(done);
});
