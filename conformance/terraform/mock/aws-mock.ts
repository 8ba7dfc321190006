import { dirname, join } from 'node:path';
import { GapLedger } from './gap-ledger';
import { GapProxy } from './gap-proxy';
import { freePort } from '../../processes/free-port';
import { until } from '../../processes/until';
import type { Context } from '../../run/step';

/** Starts moto's server, after telling it of regions that it does not know. */
const SCRIPT = join(__dirname, 'server.py');
/** Time that the mock has to answer its first call, milliseconds. */
const PATIENCE = 120_000;

/** An account of a mocked Amazon on loopback, alone with its state. */
export class AwsMock {
  /** Starts one; `account` is the number that it answers with. */
  public static async start({ tools, processes, workspace }: Context, name: string, account: string, ledger: GapLedger): Promise<AwsMock> {
    const { path } = await tools.python('moto_server');
    const [mockPort, port] = [await freePort(), await freePort()];
    const daemon = processes.start(`mock of ${name}`, join(dirname(path), 'python3'), [SCRIPT, '-H', '127.0.0.1', '-p', String(mockPort)], join(workspace, `mock-${name}.log`), {
      // policies of Amazon's own are attached to roles by name
      env: { MOTO_ACCOUNT_ID: account, MOTO_IAM_LOAD_MANAGED_POLICIES: 'true' },
    });
    const proxy = new GapProxy(mockPort, account, ledger);
    await proxy.listen(port);
    const answers = until(() => fetch(`http://127.0.0.1:${mockPort}/moto-api/`).then(() => true, () => undefined), { milliseconds: PATIENCE });
    if (await Promise.race([answers, daemon.died]) !== true) {
      throw new Error(`the mock of ${name} does not answer; see ${daemon.logFile}`);
    }
    return new AwsMock(`http://127.0.0.1:${port}`, async () => {
      proxy.close();
      await daemon.stop();
    });
  }

  private constructor(public readonly endpoint: string, public readonly stop: () => Promise<void>) {}
}
