import { Agent, request } from 'node:https';

/** What the API server answered. */
export interface Answer {
  readonly status: number;
  readonly body: unknown;
  /** Texts of the `Warning` headers. */
  readonly warnings: readonly string[];
}

/** Where an API server is, and who calls it. */
export interface Access {
  readonly port: number;
  readonly token: string;
  /** Certificate that the server shows, PEM. */
  readonly certificate: string;
}

/** What a caller sends. */
export interface Call {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly path: string;
  /** Text is sent as it is, anything else as JSON. @default - no body */
  readonly body?: unknown;
  /** @default application/json */
  readonly contentType?: string;
  /** @default application/json */
  readonly accept?: string;
}

/** Talks to one API server as one identity, over connections that are kept. */
export class ApiClient {
  private readonly agent: Agent;

  public constructor(private readonly access: Access) {
    this.agent = new Agent({ keepAlive: true, maxSockets: 8, ca: access.certificate });
  }

  /** Sends a request; a refusal is an answer, not an error. */
  public send({ method, path, body, contentType = 'application/json', accept = 'application/json' }: Call): Promise<Answer> {
    const { port, token } = this.access;
    const payload = body === undefined || typeof body === 'string' ? body : JSON.stringify(body);
    const headers = {
      Authorization: `Bearer ${token}`, Accept: accept,
      ...(payload === undefined ? {} : { 'Content-Type': contentType, 'Content-Length': Buffer.byteLength(payload) }),
    };
    return new Promise((resolve, reject) => {
      const outgoing = request({ host: '127.0.0.1', port, method, path, headers, agent: this.agent }, (incoming) => {
        const chunks: Buffer[] = [];
        incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
        incoming.once('error', reject);
        incoming.once('end', () => resolve({
          status: incoming.statusCode ?? 0, body: parsed(Buffer.concat(chunks).toString('utf8')), warnings: warningsOf(incoming.rawHeaders),
        }));
      });
      outgoing.once('error', reject);
      outgoing.end(payload);
    });
  }

  /** Reads something that must be there. */
  public async get<T>(path: string, accept?: string): Promise<T> {
    const answer = await this.send({ method: 'GET', path, accept });
    return must<T>(answer, `GET ${path}`);
  }

  /** Reads something that may not be there. */
  public async tryGet<T>(path: string): Promise<T | undefined> {
    const answer = await this.send({ method: 'GET', path });
    return answer.status === 404 ? undefined : must<T>(answer, `GET ${path}`);
  }

  /** Items of a list. */
  public async list<T>(path: string): Promise<readonly T[]> {
    return (await this.get<{ readonly items: readonly T[] }>(path)).items;
  }

  /** Creates something that must be accepted, or is there already. */
  public async create(path: string, body: unknown): Promise<void> {
    const answer = await this.send({ method: 'POST', path, body });
    if (answer.status !== 409) {
      must(answer, `POST ${path}`);
    }
  }

  /** Lets go of the connections. */
  public close(): void {
    this.agent.destroy();
  }
}

/** The reason in a refusal. */
export function refusalOf({ status, body }: Answer): string {
  const message = typeof body === 'object' && body !== null ? (body as { message?: unknown }).message : body;
  return typeof message === 'string' && message !== '' ? message.trim() : `the API server answered ${status}`;
}

/** Whether the API server did as asked. */
export function accepted({ status }: Answer): boolean {
  return status >= 200 && status < 300;
}

function must<T>(answer: Answer, what: string): T {
  if (!accepted(answer)) {
    throw new Error(`${what}: ${refusalOf(answer)}`);
  }
  return answer.body as T;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** `299 - "text"` for each warning; node joins repeated headers, so the raw ones are read. */
export function warningsOf(rawHeaders: readonly string[]): readonly string[] {
  return rawHeaders.flatMap((header, index) => (index % 2 === 0 && header.toLowerCase() === 'warning' ? [rawHeaders[index + 1]!] : []))
    .map((value) => /^\d+ \S+ "((?:[^"\\]|\\.)*)"/.exec(value)?.[1]?.replace(/\\(.)/g, '$1') ?? value);
}
