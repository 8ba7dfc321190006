import { named } from './named';
import { FURTHER_OPERATORS } from './operators/further-operators';
import { OPENSHIFT_OPERATORS } from './operators/openshift-operators';
import type { Operator as AnyOperator } from './operators/operator';
import { UPSTREAM_OPERATORS } from './operators/upstream-operators';
import { AS_GIVEN } from './sourced';
import { requireDistinct, requireForm, requireKind, requireList, requireText } from '../errors/requirements';

/** What a cluster must have before objects of some kinds are understood there. */
export type Operator = AnyOperator;

/** An operator that the catalog lacks. */
export interface CustomOperator {
  /** Its own name, for errors. */
  readonly name: string;
  /** API groups that it brings, such as `databases.bank.example`. */
  readonly groups: readonly string[];
}

const rows = { ...UPSTREAM_OPERATORS, ...FURTHER_OPERATORS, ...OPENSHIFT_OPERATORS };

/** An API group that a definition can have: a DNS name with a dot. */
const GROUP = /^(?=.{3,253}$)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+$/;

const catalogued = named<Operator, typeof rows>(rows);

/** The operators that the catalog knows, and `custom` for any other, such as the company's own. */
export const Operator = {
  ...catalogued,

  /** An operator that the catalog lacks. */
  custom(facts: CustomOperator): Operator {
    requireKind('facts', facts, 'CustomOperator', []);
    requireText('name', facts.name);
    requireList('groups', facts.groups, (group) => requireForm('groups', group, GROUP, "API groups, such as 'databases.bank.example'"));
    requireDistinct('groups', facts.groups);
    return { name: facts.name, title: facts.name, groups: Object.fromEntries(facts.groups.map((group) => [group, []])), from: 'its own source', version: '', source: 'the program', asOf: AS_GIVEN };
  },

  /** Every row of the catalog, in the order of its tables. */
  all(): readonly Operator[] {
    return Object.values<Operator>(catalogued);
  },
};

/** Refuses what is no list of operators. */
export function requireOperators(prop: string, value: unknown): void {
  requireList(prop, value, (one) => requireKind(prop, one, 'Operator', ['title', 'groups']));
  requireDistinct(prop, (value as readonly Operator[]).map(({ name }) => name));
}
