import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import type { ControlPlane } from './control-plane';
import { freePort } from '../processes/free-port';
import { until } from '../processes/until';
import type { EmittedObject } from '../run/emitted';
import type { Context } from '../run/step';

const GROUP = 'keda.sh';
/** Where KEDA judges each kind, as its own manifests say. @see https://github.com/kedacore/keda/blob/main/config/webhooks/validation_webhooks.yaml */
const WEBHOOKS = [
  { resource: 'scaledobjects', path: '/validate-keda-sh-v1alpha1-scaledobject' },
  { resource: 'triggerauthentications', path: '/validate-keda-sh-v1alpha1-triggerauthentication' },
] as const;

/** Puts KEDA's own admission into force, where an environment has objects of KEDA; here what cannot be judged is refused. */
export async function installKedaWebhooks(context: Context, plane: ControlPlane, objects: readonly EmittedObject[]): Promise<void> {
  if (!objects.some(({ object }) => object.apiVersion.startsWith(`${GROUP}/`))) {
    return;
  }
  const { path } = await context.tools.go('keda-webhooks');
  const port = await freePort();
  // the API server's own certificate is for loopback too
  const certificates = join(plane.folder, 'certificates');
  const webhooks = plane.run('keda-webhooks', path, [certificates, `${port}`], { KUBECONFIG: plane.kubeconfig('operator') });
  await Promise.race([listening(port), webhooks.died]);
  await plane.operator.create('/apis/admissionregistration.k8s.io/v1/validatingwebhookconfigurations', configuration(port, readFileSync(join(certificates, 'apiserver.crt'))));
}

function configuration(port: number, certificate: Buffer): object {
  return {
    apiVersion: 'admissionregistration.k8s.io/v1', kind: 'ValidatingWebhookConfiguration', metadata: { name: 'keda-admission' },
    webhooks: WEBHOOKS.map(({ resource, path }) => ({
      name: `v${resource}.kb.io`, admissionReviewVersions: ['v1'], sideEffects: 'None', failurePolicy: 'Fail', timeoutSeconds: 10,
      clientConfig: { url: `https://127.0.0.1:${port}${path}`, caBundle: certificate.toString('base64') },
      rules: [{ apiGroups: [GROUP], apiVersions: ['v1alpha1'], operations: ['CREATE', 'UPDATE'], resources: [resource] }],
    })),
  };
}

async function listening(port: number): Promise<void> {
  const answer = await until(() => new Promise<true | undefined>((resolve) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(undefined));
  }), { milliseconds: 60_000 });
  if (answer === undefined) {
    throw new Error("KEDA's webhooks did not listen in a minute");
  }
}
