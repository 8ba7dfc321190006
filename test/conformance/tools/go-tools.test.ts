import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { GO_TOOLS, goTool, KUBERNETES, minorOf } from '../../../conformance/tools/go-tools';
import { OLDEST_KUBERNETES } from '../../../src/catalog/kubernetes-minors';
import { openShiftRelease, OPENSHIFT_VERSIONS } from '../../../src/catalog/openshift-releases';

const MODULES = join(__dirname, '..', '..', '..', 'conformance', 'tools', 'modules');

test.each(GO_TOOLS.map((tool) => [tool.name, tool.version, tool] as const))('the module of %s pins %s', (_, version, { module }) => {
  const folder = join(MODULES, module);

  expect(readFileSync(join(folder, 'go.mod'), 'utf8')).toMatch(new RegExp(`^require [^ ]+ ${version.replaceAll('.', '\\.')}$`, 'm'));
  expect(existsSync(join(folder, 'go.sum'))).toBe(true);
});

/** Programs of ours around a package of others: there is no ready one. */
const OURS: readonly string[] = ['argo-build', 'flux-build', 'keda-webhooks'];

test.each(GO_TOOLS.filter(({ name }) => !OURS.includes(name)).map((tool) => [tool.name, tool.version, tool] as const))('%s takes a ready program of its own version %s, if any', (_, version, tool) => {
  expect(tool.accepts(version)).toBe(true);
});

test.each([
  ['kube-apiserver', '1.36.9', false],
  ['kube-apiserver', '1.37.9', true],
  ['kubectl', '1.36.0', true],
  ['kubectl', '1.38.0', true],
  ['kubectl', '1.32.4', false],
  ['etcd', '3.4.9', false],
  ['etcd', '3.7.0', true],
])('%s %s is accepted: %s', (name, version, does) => {
  expect(goTool(name, KUBERNETES.newest === goTool(name).version ? KUBERNETES.newest : undefined).accepts(version)).toBe(does);
});

test('the older minor that is tried is the oldest that a target takes, and that an OpenShift of the catalog is', () => {
  const oldest = minorOf(KUBERNETES.oldest).join('.');

  expect(oldest).toBe(OLDEST_KUBERNETES);
  expect(OPENSHIFT_VERSIONS.map((version) => openShiftRelease(version).kubernetes).sort()[0]).toBe(oldest);
});

test('the two minors that are tried are at least three apart', () => {
  expect(minorOf(KUBERNETES.newest)[1] - minorOf(KUBERNETES.oldest)[1]).toBeGreaterThanOrEqual(3);
});

test('refuses a program that has no row', () => {
  expect(() => goTool('kubelet')).toThrow("no row for 'kubelet'");
});
