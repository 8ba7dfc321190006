import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { FORGOTTEN_FIELDS, Memory } from '../../../conformance/terraform/mock/forgotten-fields';
import { GapLedger, type ListedGap } from '../../../conformance/terraform/mock/gap-ledger';
import { gapOperation, GAP_OPERATIONS, GapStores } from '../../../conformance/terraform/mock/gap-operations';
import { INVENTIONS, withoutRemoteAccess, withoutTemplateTags } from '../../../conformance/terraform/mock/inventions';

const LISTED = JSON.parse(readFileSync(join(__dirname, '../../../conformance/terraform/exceptions.json'), 'utf8')) as readonly ListedGap[];

describe('exceptions.json', () => {
  test('lists every gap that is filled and every answer that is corrected, and nothing else', () => {
    const filled = [...GAP_OPERATIONS.map(({ operation }) => operation), ...FORGOTTEN_FIELDS.map(({ object, field }) => `${object}.${field}`), ...INVENTIONS];
    expect(LISTED.filter(({ refusal }) => refusal === undefined).map(({ gap }) => gap).sort()).toEqual(filled.sort());
  });

  test.each(LISTED.map((line) => [line.gap, line.reason]))('says why of %s', (_, reason) => {
    expect(reason.length).toBeGreaterThan(10);
  });
});

describe('the ledger of gaps', () => {
  const aLedger = () => new GapLedger([{ gap: 'CreateAddon', reason: 'not in the mock' }, { gap: 'apply in x', reason: 'too old', refusal: 'invalid ARN' }]);

  test('fails a line that nothing needed', () => {
    expect(aLedger().failures()).toEqual(['CreateAddon', 'apply in x'].map((subject) => ({ subject, message: 'nothing needs it; remove its line from exceptions.json, and its code' })));
  });

  test('fails a line that the mock does without', () => {
    const ledger = aLedger();
    ledger.meet('CreateAddon', false);
    ledger.meet('CreateAddon', true);
    ledger.meet('apply in x', false);
    expect(ledger.failures()).toEqual([{ subject: 'CreateAddon', message: 'it works without; remove its line from exceptions.json, and its code' }]);
  });

  test('reports what was met, with its reason', () => {
    const ledger = aLedger();
    ledger.meet('CreateAddon', false);
    expect(ledger.exceptions()).toEqual([{ kind: 'mock-gap', subject: 'CreateAddon', reason: 'not in the mock' }]);
  });

  test('fills no gap that is not listed', () => {
    expect([aLedger().allows('CreateAddon'), aLedger().allows('DeleteAddon')]).toEqual([true, false]);
  });

  test('covers a refusal only where every error is the one that is listed', () => {
    expect(aLedger().refused('apply in x', 'a: invalid ARN\nb: invalid ARN')).toEqual({ kind: 'mock-gap', subject: 'apply in x', reason: 'too old' });
    expect(aLedger().refused('apply in x', 'a: invalid ARN\nb: no such zone')).toBeUndefined();
    expect(aLedger().refused('apply in y', 'a: invalid ARN')).toBeUndefined();
  });
});

describe('calls that the mock does not know', () => {
  const ARN = 'arn:aws:eks:eu-central-1:111122223333';
  const call = (stores: GapStores, method: string, path: string, body: object = {}) => {
    const { gap, groups } = gapOperation(method, path)!;
    return gap.answer(stores, { method, path, body: body as Record<string, unknown>, arn: ARN }, ...groups);
  };

  test.each([
    ['GET', '/clusters/frankfurt'],
    ['POST', '/clusters/frankfurt/node-groups'],
    ['PUT', '/clusters/frankfurt/addons'],
  ])('are not %s %s', (method, path) => {
    expect(gapOperation(method, path)).toBeUndefined();
  });

  test('an add-on brings its associations, and takes them away', () => {
    const stores = new GapStores();
    call(stores, 'POST', '/clusters/frankfurt/addons', { addonName: 'vpc-cni', podIdentityAssociations: [{ serviceAccount: 'aws-node', roleArn: 'arn:role' }] });
    const addon = call(stores, 'GET', '/clusters/frankfurt/addons/vpc-cni').body.addon as { podIdentityAssociations: string[] };
    const id = addon.podIdentityAssociations[0]!.split('/').pop()!;
    expect(call(stores, 'GET', `/clusters/frankfurt/pod-identity-associations/${id}`).body.association).toMatchObject({ serviceAccount: 'aws-node', roleArn: 'arn:role', namespace: 'kube-system' });

    call(stores, 'DELETE', '/clusters/frankfurt/addons/vpc-cni');
    expect(call(stores, 'GET', `/clusters/frankfurt/pod-identity-associations/${id}`).status).toBe(404);
    expect(call(stores, 'GET', '/clusters/frankfurt/addons/vpc-cni').status).toBe(404);
  });

  test('two associations of one service account are refused, as the API does', () => {
    const stores = new GapStores();
    const associate = () => call(stores, 'POST', '/clusters/frankfurt/pod-identity-associations', { namespace: 'zone', serviceAccount: 'chat', roleArn: 'arn:role' });
    expect([associate().status, associate().status]).toEqual([200, 409]);
  });

  test('an entry is found by the ARN of its principal, with the policies that were associated', () => {
    const stores = new GapStores();
    const principal = 'arn:aws:iam::111122223333:role/platform';
    const path = `/clusters/frankfurt/access-entries/${encodeURIComponent(principal)}`;
    call(stores, 'POST', '/clusters/frankfurt/access-entries', { principalArn: principal });
    call(stores, 'POST', `${path}/access-policies`, { policyArn: 'arn:policy', accessScope: { type: 'cluster' } });
    expect(call(stores, 'GET', path).body.accessEntry).toMatchObject({ principalArn: principal, type: 'STANDARD', accessEntryArn: `${ARN}:access-entry/frankfurt/role/platform` });
    expect(call(stores, 'GET', `${path}/access-policies`).body.associatedAccessPolicies).toMatchObject([{ policyArn: 'arn:policy', accessScope: { type: 'cluster' } }]);

    call(stores, 'DELETE', path);
    expect(call(stores, 'GET', `${path}/access-policies`).body.associatedAccessPolicies).toEqual([]);
  });
});

describe('fields that the mock forgets', () => {
  test('are put back, and whether that was needed is told', () => {
    const memory = new Memory();
    const told: [string, boolean][] = [];
    memory.note('cluster frankfurt', 'cluster', { accessConfig: { authenticationMode: 'API' }, version: '1.34' });
    const whole = memory.complete('cluster frankfurt', 'cluster', { name: 'frankfurt', version: '1.33' }, (field, known) => told.push([field, known]));
    expect(whole).toEqual({ name: 'frankfurt', version: '1.33', accessConfig: { authenticationMode: 'API' } });
    expect(told).toEqual([['cluster.accessConfig', false]]);
  });

  test('of one object do not reach another', () => {
    const memory = new Memory();
    memory.note('nodegroup a', 'nodegroup', { updateConfig: { maxUnavailable: 1 } });
    expect(memory.complete('nodegroup b', 'nodegroup', { name: 'b' }, () => undefined)).toEqual({ name: 'b' });
  });
});

describe('answers that the mock invents', () => {
  const tags = (type: string) => `<item><resourceType>${type}</resourceType><tagSet><item><key>Name</key><value>x</value></item></tagSet></item>`;

  test.each([
    ['are taken out of a node group', { name: 'gpus' }, {}, ['nodegroup.remoteAccess']],
    ['stay where they were asked for', { name: 'gpus', remoteAccess: { ec2SshKey: 'k' } }, { remoteAccess: { ec2SshKey: 'k' } }, []],
  ])('%s', (_, answered, stated, told) => {
    const heard: string[] = [];
    expect(withoutRemoteAccess({ name: 'gpus', remoteAccess: { ec2SshKey: 'k' } }, stated, (invention) => heard.push(invention))).toEqual(answered);
    expect(heard).toEqual(told);
  });

  test('are taken out of the tags of a launch template, and only they', () => {
    const heard: string[] = [];
    expect(withoutTemplateTags(`<set>${tags('instance')}${tags('launch-template')}${tags('volume')}</set>`, (invention) => heard.push(invention)))
      .toBe(`<set>${tags('instance')}${tags('volume')}</set>`);
    expect(heard).toEqual(['DescribeLaunchTemplateVersions: launch-template']);
  });

  test('are not looked for where there are none', () => {
    const heard: string[] = [];
    expect(withoutTemplateTags(tags('instance'), (invention) => heard.push(invention))).toBe(tags('instance'));
    expect(heard).toEqual([]);
  });
});
