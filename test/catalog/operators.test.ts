import { Operator } from '../../src';
import { isNamespaced } from '../../src/catalog/kubernetes-kinds';
import { migConfigsOf, migProfilesOf } from '../../src/catalog/mig-profiles';
import { thrownBy } from '../support/platforms';

describe('the catalog of operators', () => {
  test.each(Operator.all().map((operator) => [operator.name, operator] as const))('%s brings groups, and says where that was read', (_, operator) => {
    expect(Object.keys(operator.groups).length).toBeGreaterThan(0);
    expect(operator.source).toMatch(/^https:\/\//);
    expect(operator.asOf).toMatch(/^2026-\d\d-\d\d$/);
    expect(Object.keys(operator.groups).filter((group) => isNamespaced(`${group}/v1`, 'Any') !== undefined)).toEqual([]);
  });

  test('takes an operator of the company\'s own, of which every version is served', () => {
    expect(Operator.custom({ name: 'ledgers', groups: ['databases.bank.example'] })).toMatchObject({ title: 'ledgers', groups: { 'databases.bank.example': [] } });
  });

  test.each<[string, unknown, string]>([
    ['a group without a dot', { name: 'a', groups: ['apps'] }, "'groups' (apps) must be API groups, such as 'databases.bank.example'; correct its spelling"],
    ['a group with its version', { name: 'a', groups: ['a.example/v1'] }, "'groups' (a.example/v1) must be API groups, such as 'databases.bank.example'; correct its spelling"],
    ['a group twice', { name: 'a', groups: ['a.example', 'a.example'] }, "'groups' (a.example) is given twice; name each once"],
    ['no name', { groups: [] }, "'name' (undefined) must be a string that is not empty; give it a value"],
    ['no groups', { name: 'a' }, "'groups' (undefined) must be a list; put it in square brackets"],
  ])('refuses %s', (_, facts, message) => {
    expect(thrownBy(() => Operator.custom(facts as never)).message).toBe(message);
  });
});

describe('slices of a GPU', () => {
  test('are spelled in a configuration as in a resource', () => {
    expect(migProfilesOf('H200')).toContain('1g.18gb.me');
    expect(migConfigsOf('H200')).toEqual(expect.arrayContaining(['all-disabled', 'all-balanced', 'all-1g.18gb.me', 'all-7g.141gb']));
  });

  test('are none where it cannot be cut, and unknown where nobody listed them', () => {
    expect(migConfigsOf('L4')).toEqual(['all-disabled']);
    expect(migConfigsOf('GB10')).toBeUndefined();
  });
});
