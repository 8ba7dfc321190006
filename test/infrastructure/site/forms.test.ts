import * as fc from 'fast-check';
import { requireRegistry } from '../../../src/errors/forms';
import { requireCidr } from '../../../src/infrastructure/site/forms';

describe('address blocks', () => {
  test('every block of IPv4 is accepted', () => {
    fc.assert(fc.property(fc.ipV4(), fc.integer({ min: 0, max: 32 }), (address, prefix) => {
      expect(() => requireCidr('cidr', `${address}/${prefix}`)).not.toThrow();
    }));
  });

  test('every block of IPv6 is accepted', () => {
    fc.assert(fc.property(fc.ipV6(), fc.integer({ min: 0, max: 128 }), (address, prefix) => {
      expect(() => requireCidr('cidr', `${address}/${prefix}`)).not.toThrow();
    }));
  });

  test('no prefix is longer than its address', () => {
    fc.assert(fc.property(fc.ipV4(), fc.integer({ min: 33, max: 999 }), (address, prefix) => {
      expect(() => requireCidr('cidr', `${address}/${prefix}`)).toThrow(/must be a CIDR block/);
    }));
  });

  test.each(['10.0.0.0', '10.0.0.0/8/8', '10.0.0.0/', '/8', 'ten/8', '10.0.0.0/ 8', ' 10.0.0.0/8'])("'%s' is refused", (value) => {
    expect(() => requireCidr('cidr', value)).toThrow(/must be a CIDR block/);
  });
});

describe('registries', () => {
  test.each(['registry.bank.example', 'registry.bank.example/ai/plane', 'registry:5000', 'localhost/x', '10.0.0.5:5000/a_b', 'a.example:443/x-y.z'])("'%s' is accepted", (value) => {
    expect(() => requireRegistry('registry', value)).not.toThrow();
  });

  // a runtime reads a first part without dot and port as a path on Docker Hub
  test.each(['harbor', 'harbor/aiplane', 'registry.bank.example/', 'https://registry.bank.example', 'Registry.bank.example', 'a.example/x y', 'a.example//x'])("'%s' is refused", (value) => {
    expect(() => requireRegistry('registry', value)).toThrow(/must be a registry host/);
  });
});
