import { App, Token } from 'cdktf';
import { RootConstruct } from 'constructs';
import { sentence } from '../../src/errors/validation-error';

const shown = (value: unknown) => sentence({ code: 'X', prop: 'p', value, rule: 'r', remedy: 'm' }).slice("'p' (".length, -') r; m'.length);

/** An object that has no JSON. */
function aCycle(): object {
  const cycle: { self?: object } = {};
  cycle.self = cycle;
  return cycle;
}

describe('a value in an error', () => {
  test.each<[string, unknown, string]>([
    ['a text', 'x', 'x'], ['nothing', undefined, 'undefined'], ['null', null, 'null'], ['no number', NaN, 'NaN'], ['a number', 0.5, '0.5'],
    ['a large integer', 10n, '10'], ['a symbol', Symbol('s'), 'Symbol(s)'], ['a function', () => 1, 'function'], ['a row of the catalog', { name: 'L4' }, 'L4'],
    ['a construct', new RootConstruct('place'), 'place'], ['a cycle', aCycle(), 'an object'], ['a list in a cycle', [aCycle()], 'a list'],
    ['a long text', 'x'.repeat(200), `${'x'.repeat(117)}...`], ['lines', 'a\n\tb', 'a b'],
  ])('%s is short, and on one line', (_, value, text) => {
    expect(shown(value)).toBe(text);
  });

  test('never carries the counter of a token, which differs with what else a program makes', () => {
    new App({ stackTraces: false });
    const expression = { resolve: () => 'x', creationStack: [], toString: () => 'x' };
    const tokens = [`a-${Token.asString(expression)}`, Token.asNumber(expression), Token.asList(expression), Token.asStringMap(expression)];
    expect(tokens.map(shown)).toEqual(['a-${a cloud value}', '${a cloud value}', '["${a cloud value}"]', '{"${a cloud value}":"String Map Token Value"}']);
  });
});
