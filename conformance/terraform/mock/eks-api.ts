/** Fields of an object of the EKS API. */
export type Fields = Readonly<Record<string, unknown>>;

/** What the EKS API answers. */
export interface Answer {
  readonly status: number;
  readonly body: Fields;
}

/** What the EKS API is asked. */
export interface EksRequest {
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  readonly body: Fields;
  /** Start of the ARNs of what is made, up to the kind of thing. */
  readonly arn: string;
}

/** Seconds since 1970, as the API writes times. */
export const STAMP = 1_767_225_600;

/** Some of the fields. */
export function only(given: Fields, names: readonly string[]): Fields {
  return Object.fromEntries(Object.entries(given).filter(([name]) => names.includes(name)));
}

/** What was asked for. */
export function ok(body: Fields): Answer {
  return { status: 200, body };
}

/** Nothing of that name. */
export function missing(what: string): Answer {
  return { status: 404, body: { __type: 'ResourceNotFoundException', message: `No resource found: ${what}` } };
}

/** Something of that name already. */
export function conflict(message: string): Answer {
  return { status: 409, body: { __type: 'ResourceInUseException', message } };
}
