import { leftUnfilled } from '../../../conformance/terraform/hand-off';

describe('what bind must not leave', () => {
  test.each([
    ['a placeholder', 'queueUrl: ${FRANKFURT_FEEDBACK_URL}', ['FRANKFURT_FEEDBACK_URL']],
    ['a token of Terraform', 'queueUrl: ${TfToken[TOKEN.3]}', ['${TfToken[TOKEN.3]}']],
  ])('is %s', (_, text, left) => {
    expect(leftUnfilled(text, ['FRANKFURT_FEEDBACK_URL'])).toEqual(left);
  });

  test("is not a script's own variable", () => {
    expect(leftUnfilled('echo ${HOME}', ['FRANKFURT_FEEDBACK_URL'])).toEqual([]);
  });
});
