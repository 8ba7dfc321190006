import { ValidationError } from '../../errors/validation-error';

const ADDRESS_BITS = 32;

/** A block of IPv4 addresses. */
export class Ipv4Block {
  /** Reads CIDR notation; refuses what is none, and an address with bits beyond the prefix. */
  public static parse(prop: string, cidr: unknown): Ipv4Block {
    const match = typeof cidr === 'string' ? /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})\/(\d{1,2})$/.exec(cidr) : null;
    const [first, second, third, fourth, prefix] = (match ?? []).slice(1).map(Number);
    const octets = [first, second, third, fourth];
    const block = new Ipv4Block(octets.reduce((sum: number, octet = 0) => sum * 256 + octet, 0), prefix ?? 0);
    if (match === null || prefix > ADDRESS_BITS || octets.some((octet) => octet > 255) || block.start % block.size !== 0) {
      throw new ValidationError({ code: 'NotACidr', prop, value: cidr, rule: 'must be an IPv4 block in CIDR notation', remedy: "write it as '10.0.0.0/16', the bits beyond the prefix zero" });
    }
    return block;
  }

  /** Number of the first address. */
  private readonly start: number;
  /** Bits that all of its addresses share. */
  public readonly prefix: number;

  private constructor(start: number, prefix: number) {
    this.start = start;
    this.prefix = prefix;
  }

  /** How many addresses it holds. */
  public get size(): number {
    return 2 ** (ADDRESS_BITS - this.prefix);
  }

  /** One of the equal parts that it falls into when its prefix grows by some bits, counted from 0. */
  public part(bits: number, index: number): Ipv4Block {
    const prefix = this.prefix + bits;
    return new Ipv4Block(this.start + index * 2 ** (ADDRESS_BITS - prefix), prefix);
  }

  /** A single address of it, counted from 0, as a block. */
  public address(index: number): Ipv4Block {
    return new Ipv4Block(this.start + index, ADDRESS_BITS);
  }

  /** Whether the two have an address in common. */
  public overlaps(other: Ipv4Block): boolean {
    return this.start < other.start + other.size && other.start < this.start + this.size;
  }

  public toString(): string {
    const octets = [3, 2, 1, 0].map((place) => Math.floor(this.start / 256 ** place) % 256);
    return `${octets.join('.')}/${this.prefix}`;
  }
}
