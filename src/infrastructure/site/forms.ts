import { isIP } from 'node:net';
import { oneOf } from '../../errors/did-you-mean';
import { requireText } from '../../errors/requirements';
import { ValidationError } from '../../errors/validation-error';
import type { ZoneStorage } from '../../target/storage';

/** Whether two nodes can hold a volume at once. */
export type AccessMode = ZoneStorage['accessMode'];

const ACCESS_MODES: readonly string[] = ['ReadWriteMany', 'ReadWriteOnce'];
const LOCAL_PATH = 'local-path';

/** Refuses what is not an address block of IPv4 or IPv6. */
export function requireCidr(prop: string, value: unknown): void {
  requireText(prop, value);
  const [address = '', prefix = '', ...rest] = (value as string).split('/');
  const bits = { 0: -1, 4: 32, 6: 128 }[isIP(address)] ?? -1;
  if (rest.length > 0 || !/^\d{1,3}$/.test(prefix) || Number(prefix) > bits) {
    throw new ValidationError({ code: 'WrongForm', prop, value, rule: 'must be a CIDR block, such as 10.20.0.0/16', remedy: 'write the address, a slash and the length of its prefix' });
  }
}

/** Refuses an unknown access mode, and one that the storage class is known not to offer. */
export function requireAccessMode(prop: string, value: unknown, storageClass: string): void {
  if (typeof value !== 'string' || !ACCESS_MODES.includes(value)) {
    throw new ValidationError({ code: 'UnknownAccessMode', prop, value, rule: 'must be an access mode', remedy: oneOf(value, ACCESS_MODES) });
  }
  // volumes of the local-path provisioner are folders of one machine
  if (value === 'ReadWriteMany' && storageClass === LOCAL_PATH) {
    throw new ValidationError({
      code: 'AccessModeNotOffered', prop, value, rule: `is not offered by the storage class '${LOCAL_PATH}'`, remedy: 'use ReadWriteOnce or name another storage class',
    });
  }
}
