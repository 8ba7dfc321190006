import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { freePort } from '../../../conformance/processes/free-port';
import { GapLedger } from '../../../conformance/terraform/mock/gap-ledger';
import { GapProxy } from '../../../conformance/terraform/mock/gap-proxy';

const EKS = { authorization: 'AWS4-HMAC-SHA256 Credential=mock/20260101/eu-central-1/eks/aws4_request, SignedHeaders=host, Signature=0' };

/** A mock that knows clusters, forgets how they are entered, and answers everything else as it does a path it has never heard of. */
function aMock(known: readonly string[] = []): Promise<Server> {
  const server = createServer(({ url = '' }, response) => {
    if (url === '/clusters' || url === '/clusters/frankfurt' || known.includes(url)) {
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ cluster: { name: 'frankfurt' } }));
    } else {
      response.writeHead(404, { 'content-type': 'text/html' }).end('<h1>Not Found</h1>');
    }
  });
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)));
}

describe('the proxy in front of the mock', () => {
  const running: { close(): void }[] = [];
  afterEach(() => running.splice(0).forEach((server) => server.close()));

  async function aProxy(listed: readonly string[], known?: readonly string[]) {
    const mock = await aMock(known);
    const ledger = new GapLedger(listed.map((gap) => ({ gap, reason: 'a test' })));
    const proxy = new GapProxy((mock.address() as AddressInfo).port, '111122223333', ledger);
    const port = await freePort();
    await proxy.listen(port);
    running.push(mock, proxy);
    const ask = (method: string, path: string, body?: object, headers: Record<string, string> = EKS) => (
      fetch(`http://127.0.0.1:${port}${path}`, { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) })
    );
    return { ask, ledger };
  }

  test('answers what is listed and the mock has never heard of', async () => {
    const { ask, ledger } = await aProxy(['CreateAddon']);
    const answer = await ask('POST', '/clusters/frankfurt/addons', { addonName: 'coredns' });
    expect([answer.status, ((await answer.json()) as { addon: { addonArn: string } }).addon.addonArn]).toEqual([
      200, expect.stringMatching(/^arn:aws:eks:eu-central-1:111122223333:addon\/frankfurt\/coredns\//),
    ]);
    expect(ledger.exceptions().map(({ subject }) => subject)).toEqual(['CreateAddon']);
  });

  test('answers nothing that is not listed', async () => {
    const { ask } = await aProxy([]);
    expect((await ask('POST', '/clusters/frankfurt/addons', { addonName: 'coredns' })).status).toBe(404);
  });

  test('leaves other services alone, whatever their paths', async () => {
    const { ask } = await aProxy(['CreateAddon']);
    expect((await ask('POST', '/clusters/frankfurt/addons', {}, {})).status).toBe(404);
  });

  test('lets the mock answer what it has learnt, and says that the line can go', async () => {
    const { ask, ledger } = await aProxy(['CreateAddon'], ['/clusters/frankfurt/addons']);
    expect(await (await ask('POST', '/clusters/frankfurt/addons', { addonName: 'coredns' })).json()).toEqual({ cluster: { name: 'frankfurt' } });
    expect(ledger.failures()).toEqual([{ subject: 'CreateAddon', message: 'it works without; remove its line from exceptions.json, and its code' }]);
  });

  test('puts into answers what the mock forgets', async () => {
    const { ask } = await aProxy(['cluster.accessConfig']);
    await ask('POST', '/clusters', { name: 'frankfurt', accessConfig: { authenticationMode: 'API' } });
    expect(await (await ask('GET', '/clusters/frankfurt')).json()).toEqual({ cluster: { name: 'frankfurt', accessConfig: { authenticationMode: 'API' } } });
  });

  test('puts nothing into answers that is not listed', async () => {
    const { ask } = await aProxy([]);
    await ask('POST', '/clusters', { name: 'frankfurt', accessConfig: { authenticationMode: 'API' } });
    expect(await (await ask('GET', '/clusters/frankfurt')).json()).toEqual({ cluster: { name: 'frankfurt' } });
  });
});
