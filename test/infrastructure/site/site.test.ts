import { App, TerraformStack } from 'cdktf';
import { aBucket, aScope, aVolume, aZone, siteProps } from './builders';
import { Jurisdiction } from '../../../src/catalog/jurisdictions';
import { Site } from '../../../src/infrastructure/site/site';
import type { SiteProps } from '../../../src/infrastructure/site/site-props';
import { StateBackend } from '../../../src/infrastructure/state-backend';
import type { Binding } from '../../../src/target/binding';

/** Levels by capability. */
function levels(binding: Binding): Record<string, string> {
  return Object.fromEntries(binding.fulfilments.map(({ capability, level }) => [capability, level]));
}

describe('the environment of a site', () => {
  test('states the cluster as it was told', () => {
    // WHEN
    const { cluster, findings } = new Site(siteProps()).bindEnvironment(aScope(), { name: 'zurich' });

    // THEN
    expect(cluster).toEqual({
      kubernetesVersion: '1.34', internetEgress: false, registry: { mirror: 'registry.bank.example/aiplane' },
      apiServer: { cidr: '10.20.1.0/28', ports: [6443], reason: 'the Kubernetes API server' },
    });
    expect(findings).toEqual([]);
  });

  test('warns that pods may reach too much where the block of the control plane is not given', () => {
    // WHEN
    const { cluster, findings } = new Site(siteProps({ apiServerCidr: undefined })).bindEnvironment(aScope(), { name: 'zurich' });

    // THEN
    expect(cluster.apiServer.cidr).toBe('0.0.0.0/0');
    expect(findings.map(({ message }) => message)).toEqual([
      "'apiServerCidr' (undefined) is not given, so pods that call the API server may open port 6443 of any address; set it to the block of the control plane",
    ]);
  });

  test('needs a registry where there is no internet', () => {
    expect(() => new Site(siteProps({ registry: undefined })).bindEnvironment(aScope(), { name: 'zurich' })).toThrow(
      "'registry' (undefined) must name a registry inside 'zrh1', which has no internet egress; set it to the host and path that images are mirrored to, or set 'internetEgress' to true",
    );
  });

  test.each([
    { internetEgress: true, registry: undefined, expected: { 'cluster.managed': 'substituted', 'net.noEgress': 'not-applicable' } },
    { internetEgress: false, registry: 'registry.bank.example', expected: { 'cluster.managed': 'substituted', 'net.noEgress': 'substituted' } },
  ])('says who runs the cluster and what of the internet it can reach (egress: $internetEgress)', ({ expected, ...given }) => {
    expect(levels(new Site(siteProps(given)).bindEnvironment(aScope(), { name: 'zurich' }))).toEqual(expected);
  });

  test('declares the backend that it is given, and none otherwise', () => {
    // GIVEN
    const stack = new TerraformStack(new App(), 'zurich');
    const bare = new TerraformStack(new App(), 'bare');

    // WHEN
    new Site(siteProps({ backend: StateBackend.s3({ bucket: 'state', region: 'eu-central-2' }) })).bindEnvironment(stack, { name: 'zurich' });
    new Site(siteProps()).bindEnvironment(bare, { name: 'bare' });

    // THEN
    expect(stack.toTerraform().terraform.backend.s3).toMatchObject({ bucket: 'state', key: 'zurich/terraform.tfstate' });
    expect(bare.node.children).toEqual([]);
  });

  test('creates nothing', () => {
    // GIVEN
    const scope = aScope();
    const site = new Site(siteProps());

    // WHEN
    site.bindEnvironment(scope, { name: 'zurich' });
    site.bindZone(scope, aZone());

    // THEN
    expect(scope.node.children).toEqual([]);
  });
});

describe('a zone at a site', () => {
  test('has disks of the storage class and models below its namespace', () => {
    // WHEN
    const { storage, modelStore } = new Site(siteProps({ storageAccessMode: 'ReadWriteMany' })).bindZone(aScope(), aZone({ namespace: 'retail-zone' }));

    // THEN
    expect(storage).toEqual({ className: 'ceph-rbd', accessMode: 'ReadWriteMany' });
    expect(modelStore).toMatchObject({ kind: 'object-store', uri: 's3://models/retail-zone' });
  });

  test('lies where its jurisdiction applies', () => {
    expect(() => new Site(siteProps({ country: 'DE' })).bindZone(aScope(), aZone())).toThrow(
      "'jurisdiction' (SWITZERLAND) does not contain 'DE', the country of 'zrh1'; place the zone in an environment there or choose another jurisdiction",
    );
  });

  test.each([
    { keyHolder: 'customer' as const, level: 'substituted' },
    { keyHolder: 'provider' as const, level: 'not-applicable' },
  ])('says what becomes of keys that the $keyHolder holds', ({ keyHolder, level }) => {
    expect(levels(new Site(siteProps()).bindZone(aScope(), aZone({ keyHolder })))).toEqual({ 'data.residency': 'equal', 'key.customerHeld': level, 'model.store': 'substituted' });
  });

  test('names its law and its country in the report', () => {
    // WHEN
    const { fulfilments } = new Site(siteProps({ country: 'DE' })).bindZone(aScope(), aZone({ jurisdiction: Jurisdiction.EUROPEAN_UNION }));

    // THEN
    expect(fulfilments[0]?.reason).toBe("disks and models lie at 'zrh1' in DE, which EUROPEAN_UNION contains");
  });

  test('is warned when its models travel in plain text', () => {
    // GIVEN
    const modelStore = aBucket({ endpoint: 'http://minio.zrh1.bank.example:9000' });

    // WHEN
    const { findings } = new Site(siteProps({ modelStore })).bindZone(aScope(), aZone());

    // THEN
    expect(findings).toEqual([{
      code: 'EndpointNotEncrypted', severity: 'warning',
      message: "'endpoint' (http://minio.zrh1.bank.example:9000) carries models and keys in plain text; serve the bucket over https",
    }]);
  });
});

describe('access to models and images', () => {
  test.each([
    { store: aBucket(), expected: { 'identity.workload': 'degraded' } },
    { store: aVolume(), expected: { 'identity.workload': 'not-applicable' } },
  ])('a pool reads models with what the store asks for: $expected', ({ store, expected }) => {
    const need = { name: 'chat', namespace: 'zone', zone: 'zone', serviceAccountName: 'chat' };
    expect(levels(new Site(siteProps({ modelStore: store })).bindModelAccess(need))).toEqual(expected);
  });

  test.each([
    { given: {}, expected: ["every image (1) is pulled from 'registry.bank.example/aiplane'"] },
    { given: { registry: undefined, internetEgress: true }, expected: ["'zrh1' has internet egress: images are pulled from their own registries"] },
  ])('images come from the registry if there is one: $expected', ({ given, expected }) => {
    const { fulfilments } = new Site(siteProps(given)).bindImages({ references: ['docker.io/vllm/vllm-openai:v0.27.1'] });
    expect(fulfilments.map(({ reason }) => reason)).toEqual(expected);
  });
});

describe('a site that cannot be', () => {
  test.each<[Record<string, unknown>, string]>([
    [{ site: '' }, "'site' () must be a string that is not empty; give it a value"],
    [{ site: 'zrh 1' }, "'site' (zrh 1) must be a name of letters, digits, dots, hyphens and underscores, such as zrh1; correct its spelling"],
    [{ country: 'ch' }, "'country' (ch) must be two upper-case letters of ISO 3166-1, such as CH; correct its spelling"],
    [{ country: 41 }, "'country' (41) must be a string that is not empty; write it in quotes"],
    [{ storageClass: 'Ceph' }, "'storageClass' (Ceph) must be a DNS-1123 subdomain: lower-case letters, digits, hyphens and dots; correct its spelling"],
    [{ storageAccessMode: 'ReadWriteMny' }, "'storageAccessMode' (ReadWriteMny) must be an access mode; did you mean 'ReadWriteMany'? use one of: ReadWriteMany, ReadWriteOnce"],
    [{ storageAccessMode: 'ReadWriteMany', storageClass: 'local-path' }, "'storageAccessMode' (ReadWriteMany) is not offered by the storage class 'local-path'; use ReadWriteOnce or name another storage class"],
    [{ kubernetesVersion: '1.34.1' }, "'kubernetesVersion' (1.34.1) must be a Kubernetes minor, such as '1.34'; correct its spelling"],
    [{ kubernetesVersion: '1.31' }, "'kubernetesVersion' (1.31) must be 1.32 or newer, the oldest that what is written is tried on; upgrade the cluster"],
    [{ kubernetesVersion: 1.34 }, "'kubernetesVersion' (1.34) must be a string that is not empty; write it in quotes"],
    [{ internetEgress: 'no' }, "'internetEgress' (no) must be true or false; write one of the two, without quotes"],
    [{ modelStore: { kind: 'volume' } }, '\'modelStore\' ({"kind":"volume"}) must be a SiteModelStore; make one with SiteModelStore.s3 or SiteModelStore.volume'],
    [{ modelStore: undefined }, "'modelStore' (undefined) must be a SiteModelStore; make one with SiteModelStore.s3 or SiteModelStore.volume"],
    [{ registry: 'https://registry.bank.example' }, "'registry' (https://registry.bank.example) must be a registry host with a dot or a port, and a path without a trailing slash, such as registry.bank.example/aiplane; correct its spelling"],
    [{ backend: 's3' }, "'backend' (s3) must be a StateBackend; use one of StateBackend.s3({ bucket: '…' }), StateBackend.local(), StateBackend.custom(…)"],
    [{ apiServerCidr: '10.20.1.0' }, "'apiServerCidr' (10.20.1.0) must be a CIDR block, such as 10.20.0.0/16; write the address, a slash and the length of its prefix"],
  ])('%j is refused', (given, message) => {
    expect(() => new Site(siteProps(given as Partial<SiteProps>))).toThrow(expect.objectContaining({ message }));
  });
});
