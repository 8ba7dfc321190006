import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ApiClient } from './api-client';
import { TOKENS, writeCredentials, writeKubeconfig, type CredentialFiles, type Identity } from './credentials';
import { keepDefinitions } from './etcd-data';
import { freePort } from '../processes/free-port';
import type { Daemon } from '../processes/processes';
import { until } from '../processes/until';
import type { Context } from '../run/step';

/** A control plane to start. */
export interface ControlPlaneProps {
  /** For its folder and log files. */
  readonly name: string;
  /** Version of the API server. */
  readonly version: string;
  /** What to begin with. @default - an empty cluster */
  readonly begin?: Beginning;
}

/** Data of etcd that a control plane begins with. */
export interface Beginning {
  /** Folder; copied. */
  readonly data: string;
  /** API groups whose definitions are needed. */
  readonly groups: ReadonlySet<string>;
}

/** A real etcd and a real API server on loopback, with data of its own. */
export class ControlPlane {
  /** Starts both, and waits until they serve. */
  public static async start(context: Context, { name, version, begin }: ControlPlaneProps): Promise<ControlPlane> {
    const folder = mkdtempSync(join(context.workspace, `${name}-`));
    const etcdPort = await freePort();
    const etcd = await startEtcd(context, folder, etcdPort, begin?.data);
    try {
      await Promise.race([etcdReady(etcdPort), etcd.died]);
      if (begin !== undefined) {
        await keepDefinitions(etcdPort, begin.groups);
      }
      const port = await freePort();
      const credentials = writeCredentials(folder);
      const server = await startApiServer(context, { folder, version, port, etcdPort, credentials });
      await Promise.race([ready(folder, port), server.died, etcd.died]);
      return new ControlPlane(context, folder, port, version, credentials, [server, etcd]);
    } catch (error) {
      await etcd.stop();
      throw error;
    }
  }

  /** Calls as the operator of the cluster. */
  public readonly operator: ApiClient;
  /** Calls as the tool that delivers what was written. */
  public readonly delivery: ApiClient;

  private constructor(
    private readonly context: Context,
    public readonly folder: string,
    public readonly port: number,
    public readonly version: string,
    public readonly credentials: CredentialFiles,
    private readonly daemons: Daemon[],
  ) {
    this.operator = this.clientOf('operator');
    this.delivery = this.clientOf('delivery');
  }

  /** A kubeconfig for one of the identities. */
  public kubeconfig(identity: Identity): string {
    return writeKubeconfig(join(this.folder, `${identity}.kubeconfig`), this.port, this.certificate(), identity);
  }

  /** Starts a program that works on this control plane; it ends with it. */
  public run(name: string, path: string, args: readonly string[], env: Readonly<Record<string, string>> = {}): Daemon {
    const daemon = this.context.processes.start(name, path, args, join(this.folder, `${name}.log`), { cwd: this.folder, env });
    this.daemons.unshift(daemon);
    return daemon;
  }

  /** Ends everything, etcd last. */
  public async stop(): Promise<void> {
    this.operator.close();
    this.delivery.close();
    for (const daemon of this.daemons.splice(0)) {
      await daemon.stop();
    }
  }

  /** Folder of the data, whole once the control plane is stopped. */
  public get data(): string {
    return dataIn(this.folder);
  }

  private certificate(): string {
    return readFileSync(certificateIn(this.folder), 'utf8');
  }

  private clientOf(identity: Identity): ApiClient {
    return new ApiClient({ port: this.port, token: TOKENS[identity], certificate: this.certificate() });
  }
}

function dataIn(folder: string): string {
  return join(folder, 'etcd');
}

function certificateIn(folder: string): string {
  return join(folder, 'certificates', 'apiserver.crt');
}

async function startEtcd({ tools, processes }: Context, folder: string, port: number, data?: string): Promise<Daemon> {
  const { path } = await tools.go('etcd');
  if (data !== undefined) {
    cpSync(data, dataIn(folder), { recursive: true });
  }
  const client = `http://127.0.0.1:${port}`;
  const peer = `http://127.0.0.1:${await freePort()}`;
  return processes.start('etcd', path, [
    '--data-dir', dataIn(folder), '--unsafe-no-fsync', '--log-level', 'warn',
    '--listen-client-urls', client, '--advertise-client-urls', client, '--listen-peer-urls', peer,
  ], join(folder, 'etcd.log'), { cwd: folder });
}

interface ApiServerProps {
  readonly folder: string;
  readonly version: string;
  readonly port: number;
  readonly etcdPort: number;
  readonly credentials: CredentialFiles;
}

async function startApiServer({ tools, processes }: Context, props: ApiServerProps): Promise<Daemon> {
  const { folder, version, port, etcdPort, credentials } = props;
  const { path } = await tools.go('kube-apiserver', version);
  const certificates = join(folder, 'certificates');
  mkdirSync(certificates);
  return processes.start('kube-apiserver', path, [
    '--etcd-servers', `http://127.0.0.1:${etcdPort}`, '--cert-dir', certificates,
    '--secure-port', `${port}`, '--bind-address', '127.0.0.1', '--advertise-address', '127.0.0.1',
    '--service-account-key-file', credentials.publicKey, '--service-account-signing-key-file', credentials.privateKey,
    '--service-account-issuer', 'https://kubernetes.default.svc', '--service-cluster-ip-range', '10.0.0.0/16',
    '--token-auth-file', credentials.tokens, '--authorization-mode', 'RBAC', '--allow-privileged=true',
    '--shutdown-delay-duration', '0s', '--endpoint-reconciler-type', 'none', '--profiling=false',
  ], join(folder, 'kube-apiserver.log'), { cwd: folder });
}

async function etcdReady(port: number): Promise<void> {
  const answer = await until(() => fetch(`http://127.0.0.1:${port}/health`).then(({ ok }) => (ok ? true : undefined), () => undefined), { milliseconds: 60_000, every: 50 });
  if (answer === undefined) {
    throw new Error('etcd did not become ready in a minute');
  }
}

async function ready(folder: string, port: number): Promise<void> {
  const answer = await until(async () => {
    const file = certificateIn(folder);
    if (!existsSync(file)) {
      return undefined;
    }
    const client = new ApiClient({ port, token: TOKENS.operator, certificate: readFileSync(file, 'utf8') });
    const status = await client.send({ method: 'GET', path: '/readyz' }).then((readyz) => readyz.status, () => 0);
    client.close();
    return status === 200 ? true : undefined;
  }, { milliseconds: 120_000 });
  if (answer === undefined) {
    throw new Error('the API server did not become ready in two minutes');
  }
}
