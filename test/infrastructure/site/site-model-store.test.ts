import { aBucket, aVolume } from './builders';
import { SiteModelStore } from '../../../src/infrastructure/site/site-model-store';
import { Size } from '../../../src/units';

describe('a bucket', () => {
  test('lets pods out to its endpoint and nowhere else', () => {
    expect(aBucket().bind({ namespace: 'zone' })).toEqual({
      kind: 'object-store', uri: 's3://models/zone', region: 'us-east-1', endpoint: 'https://s3.zrh1.bank.example', secretName: 'model-store',
      egress: [{ cidr: '10.20.0.0/24', ports: [443], reason: 'models are read from s3.zrh1.bank.example' }],
    });
  });

  test.each([
    ['https://s3.zrh1.bank.example', 443],
    ['http://s3.zrh1.bank.example', 80],
    ['http://10.20.0.9:9000', 9000],
    ['https://s3.zrh1.bank.example:443', 443],
  ])('at %s answers on port %d', (endpoint, port) => {
    expect(aBucket({ endpoint }).bind({ namespace: 'zone' })).toMatchObject({ egress: [{ ports: [port] }] });
  });

  test('is signed for the region it is given', () => {
    expect(aBucket({ region: 'zrh' }).bind({ namespace: 'zone' })).toMatchObject({ region: 'zrh' });
  });

  test.each<[Record<string, unknown>, string]>([
    [{ endpoint: 's3.zrh1.bank.example' }, "'endpoint' (s3.zrh1.bank.example) must be a URL of scheme, host and port only, such as https://s3.zrh1.bank.example; correct its spelling"],
    [{ endpoint: 'https://s3.zrh1.bank.example/models' }, "'endpoint' (https://s3.zrh1.bank.example/models) must be a URL of scheme, host and port only, such as https://s3.zrh1.bank.example; correct its spelling"],
    [{ bucket: 'My_Bucket' }, "'bucket' (My_Bucket) must be a bucket name of 3 to 63 lower-case letters, digits, dots and hyphens; correct its spelling"],
    [{ secretName: undefined }, "'secretName' (undefined) must be a string that is not empty; give it a value"],
    [{ region: '' }, "'region' () must be a string that is not empty; give it a value"],
    [{ egressCidr: 'anywhere' }, "'egressCidr' (anywhere) must be a CIDR block, such as 10.20.0.0/16; write the address, a slash and the length of its prefix"],
  ])('%j is refused', (given, message) => {
    expect(() => aBucket(given)).toThrow(expect.objectContaining({ message }));
  });
});

describe('a volume', () => {
  test('is a claim of the zone that many nodes can read', () => {
    expect(aVolume().bind({ namespace: 'zone' })).toEqual({
      kind: 'volume', claimName: 'aiplane-models', storageClassName: 'cephfs', accessMode: 'ReadWriteMany', sizeGib: 500,
    });
  });

  test.each<[Record<string, unknown>, string]>([
    [{ size: 500 }, "'size' (500) must be a Size; write it with its unit, such as Size.gibibytes(16)"],
    [{ size: Size.mebibytes(10) }, "'size' (0.009765625 GiB) must be a whole number of GiB; use Size.gibibytes(1)"],
    [{ storageClass: 'local-path' }, "'accessMode' (ReadWriteMany) is not offered by the storage class 'local-path'; use ReadWriteOnce or name another storage class"],
    [{ accessMode: 'RWX' }, "'accessMode' (RWX) must be an access mode; use one of: ReadWriteMany, ReadWriteOnce"],
  ])('%j is refused', (given, message) => {
    expect(() => SiteModelStore.volume({ storageClass: 'cephfs', size: Size.gibibytes(500), ...given })).toThrow(expect.objectContaining({ message }));
  });
});
