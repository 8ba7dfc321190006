import { Operator, Target } from '../../src';
import { SITE } from '../support/targets';

/** A data centre whose cluster has more than the prerequisites. */
export const WITH_KUEUE = Target.onPrem({
  ...SITE,
  operators: [Operator.KUEUE, Operator.custom({ name: 'ledgers', groups: ['databases.bank.example'] })],
});
