import * as fc from 'fast-check';
import { Ipv4Block } from '../../../src/infrastructure/aws/ipv4-block';

const blocks = fc.tuple(fc.integer({ min: 8, max: 24 }), fc.nat()).map(([prefix, number]) => {
  const start = (number % 2 ** prefix) * 2 ** (32 - prefix);
  return `${[3, 2, 1, 0].map((place) => Math.floor(start / 256 ** place) % 256).join('.')}/${prefix}`;
});

test('reads what it writes', () => {
  fc.assert(fc.property(blocks, (cidr) => expect(Ipv4Block.parse('cidr', cidr).toString()).toBe(cidr)));
});

test('falls into parts that fill it and have no address in common', () => {
  fc.assert(fc.property(blocks, fc.integer({ min: 1, max: 4 }), (cidr, bits) => {
    const whole = Ipv4Block.parse('cidr', cidr);
    const parts = Array.from({ length: 2 ** bits }, (_, index) => whole.part(bits, index));
    expect(parts.reduce((sum, part) => sum + part.size, 0)).toBe(whole.size);
    expect(parts.every((part, index) => part.overlaps(whole) && !parts.some((other, place) => place !== index && part.overlaps(other)))).toBe(true);
  }));
});

test.each([
  ['10.0.0.0/16', '10.0.255.0/24', true],
  ['10.0.0.0/16', '10.1.0.0/16', false],
  ['172.20.0.0/16', '172.16.0.0/12', true],
])('%s and %s have addresses in common: %s', (one, other, expected) => {
  expect(Ipv4Block.parse('cidr', one).overlaps(Ipv4Block.parse('cidr', other))).toBe(expected);
});

test('counts addresses from the first', () => {
  expect(Ipv4Block.parse('cidr', '172.20.0.0/16').address(1).toString()).toBe('172.20.0.1/32');
});
