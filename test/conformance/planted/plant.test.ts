import { at, changed, planted, verdicts, type Plant } from '../../../conformance/planted/plant';
import type { EmittedEnvironment, EmittedObject } from '../../../conformance/run/emitted';

const SERVICE: EmittedObject = { file: 'a.yaml', object: { apiVersion: 'v1', kind: 'Service', metadata: { name: 'chat', namespace: 'zone' }, spec: { ports: [{ port: 80 }] } } };

const PORT: Plant = {
  name: 'a port out of range', subject: 'Service/zone/chat', message: /must be between/,
  plant: (objects) => changed(objects, 'Service/zone/chat', (object) => { at(object, 'spec', 'ports', 0).port = 70_000; }),
};

function said(subject: string, message: string) {
  return [{ environment: 'frankfurt', check: 'accepts', passed: 0, failures: [{ subject, message }], seconds: 0 }];
}

test('changes a copy of the object, in both forms of the environment', () => {
  const written = { folder: '', objects: [SERVICE] };
  const environment = planted({ ...written, written } as unknown as EmittedEnvironment, [PORT]);

  expect(environment.objects[0]!.object.spec).toEqual({ ports: [{ port: 70_000 }] });
  expect(environment.written.objects).toEqual(environment.objects);
  expect(SERVICE.object.spec).toEqual({ ports: [{ port: 80 }] });
});

test('refuses to plant where the object is not', () => {
  expect(() => PORT.plant([])).toThrow("'Service/zone/chat' is not there to be changed; plant the defect in another object");
  expect(() => changed([SERVICE], 'Service/zone/chat', (object) => { at(object, 'spec', 'selector').app = 'x'; })).toThrow("there is nothing at 'spec/selector'");
});

test('a defect that the step named is caught', () => {
  expect(verdicts([PORT], 'acceptance', said('Service/zone/chat (a.yaml)', 'must be between 1 and 65535'), 1)).toEqual([
    { environment: '-', check: 'planted: a port out of range is caught by acceptance', passed: 1, failures: [], seconds: 1 },
  ]);
});

test.each([
  ['nothing', [], 'nothing'],
  ['something of another object', said('Service/zone/ledger (a.yaml)', 'must be between 1 and 65535'), 'Service/zone/ledger (a.yaml): must be between 1 and 65535'],
  ['something else', said('Service/zone/chat (a.yaml)', 'is odd'), 'Service/zone/chat (a.yaml): is odd'],
])('a defect of which the step said %s is a failure', (_, results, words) => {
  expect(verdicts([PORT], 'acceptance', results, 1)[0]!.failures).toEqual([
    { subject: 'a port out of range', message: `is not named by 'acceptance', which said: ${words}` },
  ]);
});
