import { VmImage } from '../../src/virtualization/vm-image';

const DIGEST = `sha256:${'0'.repeat(64)}`;

describe('an image in a registry', () => {
  test.each([
    'rhel7', 'bank/ledger', 'localhost/ledger', 'registry.bank.example/ledger:rhel7', 'registry:5000/a/b_c/d--e:1.0', `quay.io/a/b@${DIGEST}`, `quay.io/a/b:1@${DIGEST}`,
  ])('can be %s', (reference) => {
    expect(VmImage.fromRegistry(reference).bind()).toEqual({ kind: 'registry', reference });
  });

  test.each(['docker://a/b', 'a//b', 'a b', '/a', 'a/', 'a:', 'Ledger', 'a@sha256:0', 'a___b', ' a'])('cannot be %s', (reference) => {
    expect(() => VmImage.fromRegistry(reference)).toThrow(`'reference' (${reference}) must be an image reference without a scheme, such as registry.bank.example/ledger:rhel7; correct its spelling`);
  });
});
