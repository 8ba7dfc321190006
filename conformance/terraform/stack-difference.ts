/** Where the version of the provider stands. */
const VERSION = 'terraform.required_providers.aws.version';

/** A place at which two stacks say something else. */
export interface Difference {
  /** Keys from the top, joined by dots. */
  readonly path: string;
  readonly before: string;
  readonly after: string;
}

/** Where two stacks differ, byte by byte, beyond the version of the provider. */
export function stackDifferences(before: string, after: string): readonly Difference[] {
  const [one, other] = [before, after].map((text) => JSON.parse(text) as unknown);
  const found = differences(one, other, '').filter(({ path }) => path !== VERSION);
  if (found.length > 0) {
    return found;
  }
  const sameBytes = withVersion(before, versionIn(other)) === after;
  return sameBytes ? [] : [{ path: 'cdk.tf.json', before: 'the same values', after: 'the same values in another order or layout' }];
}

function differences(before: unknown, after: unknown, path: string): readonly Difference[] {
  if (Object.is(before, after)) {
    return [];
  }
  if (!isObject(before) || !isObject(after) || Array.isArray(before) !== Array.isArray(after)) {
    return [{ path, before: shown(before), after: shown(after) }];
  }
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return keys.flatMap((key) => differences(before[key], after[key], path === '' ? key : `${path}.${key}`));
}

function withVersion(text: string, version: unknown): string {
  return text.replace(/("required_providers":\s*\{\s*"aws":\s*\{[^}]*"version":\s*)"[^"]*"/, (_, start: string) => `${start}${JSON.stringify(version)}`);
}

function versionIn(stack: unknown): unknown {
  return VERSION.split('.').reduce<unknown>((value, key) => (isObject(value) ? value[key] : undefined), stack);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function shown(value: unknown): string {
  return value === undefined ? 'nothing' : JSON.stringify(value).slice(0, 120);
}
