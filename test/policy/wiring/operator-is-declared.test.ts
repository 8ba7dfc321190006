import { Addition, Mistake, own, toldOf } from './broken';
import { Operator, Target } from '../../../src';
import { aTarget } from '../../support/platforms';
import { anEdgeTarget, SITE } from '../../support/targets';

const QUEUE = { apiVersion: 'kueue.x-k8s.io/v1beta2', kind: 'LocalQueue', spec: { clusterQueue: 'gpus' } };
const LEDGER = { apiVersion: 'databases.bank.example/v1', kind: 'Ledger', spec: {} };
const onPrem = (...operators: readonly Operator[]) => Target.onPrem({ ...SITE, operators });

describe('the operator of a kind', () => {
  test.each<Mistake>([
    ['a queue where nobody said that Kueue is there', ({ zone }) => own(zone, QUEUE), [
      "[Objects/Own0] OperatorUndeclared '/apiVersion' (kueue.x-k8s.io/v1beta2) is of a group that no operator of the target brings (Kueue does); install it there, and add Operator.KUEUE to the 'operators' of the target",
    ]],
    ['an object of the company\'s own operator', ({ zone }) => own(zone, LEDGER), [
      "[Objects/Own0] OperatorUndeclared '/apiVersion' (databases.bank.example/v1) is of a group that no operator of the target brings; install it there, and add Operator.custom({ name: '…', groups: ['databases.bank.example'] }) to the 'operators' of the target",
    ]],
    ['a gateway on k3s, which has none', ({ zone }) => own(zone, { apiVersion: 'gateway.networking.k8s.io/v1', kind: 'Gateway', spec: {} }), [
      "[Objects/Own0] OperatorUndeclared '/apiVersion' (gateway.networking.k8s.io/v1) is of a group that no operator of the target brings (Gateway API does); install it there, and add Operator.GATEWAY_API to the 'operators' of the target",
    ], anEdgeTarget()],
  ])('refuses %s', (_, mistake, problems, ...place) => {
    expect(toldOf(mistake, ...place)).toEqual(problems);
  });

  test.each<Addition>([
    ['an operator of the catalog that the target declares', ({ zone }) => own(zone, QUEUE), onPrem(Operator.KUEUE)],
    ['an operator of the company\'s own that the target declares', ({ zone }) => own(zone, LEDGER), onPrem(Operator.custom({ name: 'ledgers', groups: ['databases.bank.example'] }))],
    ['a definition that stands beside the object', ({ environment }) => own(environment, { apiVersion: 'apiextensions.k8s.io/v1', kind: 'CustomResourceDefinition', metadata: { name: 'ledgers.databases.bank.example' }, spec: { group: 'databases.bank.example' } })],
    ['a distribution that says nothing of operators', ({ zone }) => own(zone, LEDGER), Target.custom(aTarget())],
  ])('says nothing of %s', (_, addition, ...place) => {
    expect(toldOf(addition, ...place)).toEqual([]);
  });
});
