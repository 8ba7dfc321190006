import { createServer } from 'node:net';

/** A port of the loopback interface that nobody listens on. Two calls never give the same one while the first is unused. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = await offeredPort();
    if (!handedOut.has(port)) {
      handedOut.add(port);
      return port;
    }
  }
}

/** Ports given away in this process: the kernel may offer one again before its taker listens. */
const handedOut = new Set<number>();

function offeredPort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => (address !== null && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port was offered'))));
    });
  });
}
