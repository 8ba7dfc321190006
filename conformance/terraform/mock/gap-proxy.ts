import { createServer, request as send, type IncomingMessage, type OutgoingHttpHeaders, type Server, type ServerResponse } from 'node:http';
import type { EksRequest, Fields } from './eks-api';
import { Memory } from './forgotten-fields';
import type { GapLedger } from './gap-ledger';
import { gapOperation, GapStores } from './gap-operations';
import { withoutRemoteAccess, withoutTemplateTags } from './inventions';

/** An answer, read to its end. */
interface Reply {
  readonly status: number;
  readonly headers: OutgoingHttpHeaders;
  readonly body: Buffer;
}

/** Objects of the EKS API that are looked at on their way: how a path names one, and under which key it is answered. */
const OBJECTS = [
  { object: 'cluster', made: /^\/clusters$/, one: /^\/clusters\/([^/]+)$/, name: 'name' },
  { object: 'nodegroup', made: /^\/clusters\/([^/]+)\/node-groups$/, one: /^\/clusters\/([^/]+)\/node-groups\/([^/]+)$/, name: 'nodegroupName' },
] as const;

/**
 * Stands in front of the mock. The mock is asked first, always; only what it does not know is answered here, and only if
 * exceptions.json lists it.
 */
export class GapProxy {
  private readonly stores = new GapStores();
  private readonly memory: Memory;
  private readonly server: Server;
  private readonly corrects: (invention: string) => void;

  public constructor(private readonly mockPort: number, private readonly account: string, private readonly ledger: GapLedger) {
    this.memory = new Memory((field) => ledger.allows(field));
    this.corrects = (invention) => ledger.meet(invention, false);
    this.server = createServer((incoming, outgoing) => {
      this.answer(incoming, outgoing).catch((error: Error) => outgoing.writeHead(502).end(error.message));
    });
    // the clients keep connections; a run must not wait for them to time out
    this.server.keepAliveTimeout = 1_000;
  }

  public listen(port: number): Promise<void> {
    return new Promise((resolve, reject) => {
      this.server.once('error', reject);
      this.server.listen(port, '127.0.0.1', resolve);
    });
  }

  public close(): void {
    this.server.close();
    this.server.closeAllConnections();
  }

  private async answer(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const body = await read(incoming);
    const reply = await this.forward(incoming, body);
    const { status, headers, body: answered } = this.corrected(incoming, body, reply);
    outgoing.writeHead(status, headers).end(answered);
  }

  private corrected(incoming: IncomingMessage, body: Buffer, reply: Reply): Reply {
    const { region, service } = scopeOf(incoming);
    if (service === 'eks' && region !== undefined) {
      return this.filled(incoming, body, region, reply);
    }
    if (service !== 'ec2' || !reply.body.includes('<DescribeLaunchTemplateVersionsResponse')) {
      return reply;
    }
    const answered = Buffer.from(withoutTemplateTags(reply.body.toString('utf8'), this.corrects));
    return { ...reply, body: answered, headers: { ...reply.headers, 'content-length': answered.length } };
  }

  private filled(incoming: IncomingMessage, body: Buffer, region: string, reply: Reply): Reply {
    const method = incoming.method ?? 'GET';
    const path = (incoming.url ?? '/').split('?')[0]!;
    const call = gapOperation(method, path);
    const stated = json(body);
    if (call === undefined) {
      return this.completed(method, path, stated, reply);
    }
    const unknown = reply.status === 404 && !isJson(reply);
    if (!unknown || !this.ledger.allows(call.gap.operation)) {
      this.ledger.meet(call.gap.operation, !unknown);
      return reply;
    }
    this.ledger.meet(call.gap.operation, false);
    const request: EksRequest = { method, path, body: stated, arn: `arn:${partitionOf(region)}:eks:${region}:${this.account}` };
    const answer = call.gap.answer(this.stores, request, ...call.groups);
    return jsonReply(answer.status, answer.body);
  }

  private completed(method: string, path: string, stated: Fields, reply: Reply): Reply {
    for (const { object, made, one, name } of OBJECTS) {
      const making = method === 'POST' ? made.exec(path) : null;
      const asking = method === 'GET' ? one.exec(path) : null;
      const identity = [...(making ?? asking ?? []).slice(1), ...(making === null ? [] : [String(stated[name])])].join('/');
      if (making !== null) {
        this.memory.note(`${object} ${identity}`, object, stated);
      }
      const answered = json(reply.body);
      if ((making ?? asking) !== null && answered[object] !== undefined) {
        const whole = this.memory.complete(`${object} ${identity}`, object, answered[object] as Fields, (field, known) => this.ledger.meet(field, known));
        const asked = object === 'nodegroup' ? withoutRemoteAccess(whole, stated, this.corrects) : whole;
        return jsonReply(reply.status, { ...answered, [object]: asked });
      }
    }
    return reply;
  }

  private forward(incoming: IncomingMessage, body: Buffer): Promise<Reply> {
    const { method, url: path, headers } = incoming;
    return new Promise((resolve, reject) => {
      const outgoing = send({ host: '127.0.0.1', port: this.mockPort, method, path, headers: { ...headers, connection: 'close' } }, (response) => {
        const { statusCode: status = 502 } = response;
        read(response).then((whole) => resolve({ status, headers: withoutLength(response.headers, whole, method), body: whole }), reject);
      });
      outgoing.once('error', reject);
      outgoing.end(body);
    });
  }
}

/** Region and service of a call, which its signature names. */
function scopeOf({ headers }: IncomingMessage): { readonly region?: string; readonly service?: string } {
  const [, region, service] = /Credential=[^/]+\/\d+\/([^/]+)\/([^/]+)\/aws4_request/.exec(headers.authorization ?? '') ?? [];
  return { region, service };
}

function partitionOf(region: string): string {
  const [place = ''] = region.split('-');
  return { eusc: 'aws-eusc', cn: 'aws-cn' }[place] ?? (region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws');
}

async function read(stream: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) {
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks);
}

/** The body is whole now; an answer to HEAD has none, and its length is what it says. */
function withoutLength(headers: OutgoingHttpHeaders, body: Buffer, method?: string): OutgoingHttpHeaders {
  const { 'transfer-encoding': _, connection: __, ...rest } = headers;
  return method === 'HEAD' ? rest : { ...rest, 'content-length': body.length };
}

function isJson({ headers }: Reply): boolean {
  return String(headers['content-type']).includes('json');
}

function json(body: Buffer): Fields {
  try {
    return (JSON.parse(body.toString('utf8')) ?? {}) as Fields;
  } catch {
    return {};
  }
}

function jsonReply(status: number, answer: Fields): Reply {
  const body = Buffer.from(JSON.stringify(answer));
  const { __type } = answer as { readonly __type?: string };
  return { status, body, headers: { 'content-type': 'application/json', 'content-length': body.length, ...(__type === undefined ? {} : { 'x-amzn-errortype': __type }) } };
}
