import { Construct } from 'constructs';
import * as fc from 'fast-check';
import { kebab, nameBelow } from '../../src/core/names';

describe('an id in kebab case', () => {
  test.each([
    ['Zone', 'zone'], ['LlamaGuard', 'llama-guard'], ['GPUPool', 'gpu-pool'], ['H100Pool', 'h100-pool'], ['factory-12', 'factory-12'],
    ['my_store', 'my-store'], ['Ünïcode', 'n-code'], ['--x--', 'x'], ['', ''],
  ])('%s is %s', (id, expected) => {
    expect(kebab(id)).toBe(expected);
  });

  test('is its own kebab case', () => {
    fc.assert(fc.property(fc.string(), (id) => expect(kebab(kebab(id))).toBe(kebab(id))));
  });
});

describe('the name of an object', () => {
  test('is the path below the ancestor, without ids that say nothing', () => {
    // GIVEN
    const root = new Construct(undefined as unknown as Construct, '');
    const zone = new Construct(new Construct(root, 'frankfurt'), 'Zone');
    const object = new Construct(new Construct(new Construct(new Construct(zone, 'Chat'), 'Default'), 'Manifests'), 'Resource');
    // WHEN / THEN
    expect(nameBelow(zone, object, { kind: 'a Deployment' })).toBe('chat');
    expect(nameBelow(zone.node.scope!, object, { kind: 'a Deployment' })).toBe('zone-chat');
  });

  test.each([
    ['Chat'.repeat(12), 40, `'id' (${'Chat'.repeat(12)}) makes the name 'chat-chat-chat-chat-chat-chat-chat-chat-chat-chat-chat-chat' of 59 characters, at most 40 for an InferencePool; choose shorter ids below 'frankfurt'`],
    ['12', 40, "'id' (12) makes no name for an InferencePool: a DNS label starts with a letter; choose other ids below 'frankfurt'"],
    ['???', 40, "'id' (???) makes no name for an InferencePool: a DNS label starts with a letter; choose other ids below 'frankfurt'"],
  ])('is refused where %s makes none', (id, maxLength, message) => {
    const environment = new Construct(new Construct(undefined as unknown as Construct, ''), 'frankfurt');
    expect(() => nameBelow(environment, new Construct(environment, id), { kind: 'an InferencePool', maxLength })).toThrow(message);
  });
});
