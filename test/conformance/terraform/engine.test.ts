import { errorsIn } from '../../../conformance/terraform/engine';

describe('errors among what a command printed', () => {
  test('are a line each, with the first lines of what explains them', () => {
    const printed = [
      'aws_vpc.Network: Creating...', '╷', '│ Error: no such zone', '│ ', '│   with aws_subnet.A,', '│   on cdk.tf.json line 3:', '╵',
      '╷', '│ Error: refused', '│   with aws_subnet.B,', '╵',
    ].join('\n');
    expect(errorsIn(printed)).toBe('Error: no such zone with aws_subnet.A, on cdk.tf.json line 3:\nError: refused with aws_subnet.B,');
  });

  test('are found in colours, and behind the name of a stack', () => {
    expect(errorsIn('\u001b[31mfrankfurt  │ Error: refused\u001b[0m\nfrankfurt  │   with aws_subnet.B')).toBe('Error: refused with aws_subnet.B');
  });

  test('are the last lines where a command names none', () => {
    expect(errorsIn('one\n\ntwo\n')).toBe('one two');
  });
});
