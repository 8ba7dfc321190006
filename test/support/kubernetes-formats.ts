import { isIP } from 'node:net';
import type { Options } from 'ajv';

const LABEL = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;
const NAME_PART = /^([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$/;
const DATE = /^\d{4}-\d{2}-\d{2}$/;
const DATE_TIME = /^\d{4}-\d{2}-\d{2}[Tt]\d{2}:\d{2}:\d{2}(\.\d+)?([Zz]|[+-]\d{2}:\d{2})$/;
const DURATION = /^([-+]?(\d+(\.\d*)?|\.\d+)\s*(ns|us|µs|μs|ms|s|sec|m|min|h|hr|d|w)\s*)+$|^[-+]?0$/;
const BASE64 = /^([A-Za-z0-9+/]{4})*([A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;
const UUID = /^[0-9a-f]{8}(-?[0-9a-f]{4}){3}-?[0-9a-f]{12}$/i;

/** The formats that an API server checks, and those of object metadata. One that is not here is ignored, as there. */
export const KUBERNETES_FORMATS = {
  'int32': { type: 'number', validate: (value: number) => value >= -(2 ** 31) && value < 2 ** 31 },
  'int64': { type: 'number', validate: (value: number) => value >= -(2 ** 63) && value < 2 ** 63 },
  'float': true,
  'double': true,
  'byte': BASE64,
  'date': (text: string) => DATE.test(text) && !Number.isNaN(Date.parse(text)),
  'date-time': (text: string) => DATE_TIME.test(text) && !Number.isNaN(Date.parse(text)),
  'duration': DURATION,
  'uri': (text: string) => URL.canParse(text),
  'uuid': UUID,
  'ipv4': (text: string) => isIP(text) === 4,
  'ipv6': (text: string) => isIP(text) === 6,
  'cidr': isCidr,
  'hostname': isSubdomain,
  'email': /^[^\s@]+@[^\s@]+$/,
  'dns-1123-subdomain': isSubdomain,
  'dns-1123-label': isLabel,
  'qualified-name': isQualifiedName,
  'annotation-key': (text: string) => isQualifiedName(text.toLowerCase()),
  'label-value': (text: string) => text === '' || isNamePart(text),
} as const satisfies Options['formats'];

function isLabel(text: string): boolean {
  return text.length <= 63 && LABEL.test(text);
}

/** The dots separate labels, but only the whole has a limit: a part may be longer than 63. */
function isSubdomain(text: string): boolean {
  return text.length <= 253 && text.split('.').every((part) => LABEL.test(part));
}

function isNamePart(text: string): boolean {
  return text.length <= 63 && NAME_PART.test(text);
}

function isQualifiedName(text: string): boolean {
  const parts = text.split('/');
  return parts.length === 1 ? isNamePart(text) : parts.length === 2 && isSubdomain(parts[0]) && isNamePart(parts[1]);
}

function isCidr(text: string): boolean {
  const [, address = '', bits = ''] = /^([^/]+)\/(\d{1,3})$/.exec(text) ?? [];
  return isIP(address) > 0 && Number(bits) <= (isIP(address) === 4 ? 32 : 128);
}
