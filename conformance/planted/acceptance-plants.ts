import { at, changed, type Plant } from './plant';
import type { EmittedEnvironment, EmittedObject } from '../run/emitted';

/** Defects that the API server refuses or warns of, or that no value will ever fill. */
export function acceptancePlants(environment: EmittedEnvironment): readonly Plant[] {
  return [...REFUSED, BY_WEBHOOK, ...WARNED, ...placeholders(environment)];
}

const ZONE = 'assistant-zone';

const REFUSED: readonly Plant[] = [
  {
    name: 'a misspelt field in a custom resource', subject: `ScaledObject/${ZONE}/chat`, message: /maxReplicaCont/,
    plant: (objects) => changed(objects, `ScaledObject/${ZONE}/chat`, (object) => {
      at(object, 'spec').maxReplicaCont = at(object, 'spec').maxReplicaCount;
      delete at(object, 'spec').maxReplicaCount;
    }),
  },
  {
    name: 'a wrong enum', subject: `InferencePool/${ZONE}/chat`, message: /failureMode: Unsupported value: "FailSoft"/,
    plant: (objects) => changed(objects, `InferencePool/${ZONE}/chat`, (object) => { at(object, 'spec', 'endpointPickerRef').failureMode = 'FailSoft'; }),
  },
  {
    name: 'a port out of range', subject: `Service/${ZONE}/ledger`, message: /must be between 1 and 65535/,
    plant: (objects) => changed(objects, `Service/${ZONE}/ledger`, (object) => { at(object, 'spec', 'ports', 0).port = 70_000; }),
  },
  {
    name: 'no namespace', subject: 'ServiceAccount/chat-epp', message: /^names no namespace/,
    plant: (objects) => changed(objects, `ServiceAccount/${ZONE}/chat-epp`, (object) => { delete at(object, 'metadata').namespace; }),
  },
  {
    name: 'a namespace that nobody makes', subject: 'Role/nowhere/chat-epp', message: /namespaces "nowhere" not found/,
    plant: (objects) => changed(objects, `Role/${ZONE}/chat-epp`, (object) => { at(object, 'metadata').namespace = 'nowhere'; }),
  },
  {
    name: 'an API that is gone', subject: `NetworkPolicy/${ZONE}/default-deny`,
    message: /^'networking\.k8s\.io\/v1beta1' serves no 'NetworkPolicy'; it is served by networking\.k8s\.io\/v1$/,
    plant: (objects) => changed(objects, `NetworkPolicy/${ZONE}/default-deny`, (object) => { object.apiVersion = 'networking.k8s.io/v1beta1'; }),
  },
];

/** Refused by KEDA's own admission, and by no schema. */
const BY_WEBHOOK: Plant = {
  name: 'a scaler that KEDA refuses', subject: `ScaledObject/${ZONE}/planted`, message: /admission webhook .* denied the request: triggerName "same" is defined multiple times/,
  plant: (objects) => [...objects, added({
    apiVersion: 'keda.sh/v1alpha1', kind: 'ScaledObject', metadata: { name: 'planted', namespace: ZONE },
    spec: {
      scaleTargetRef: { name: 'chat-epp' },
      triggers: ['1', '2'].map((threshold) => ({ type: 'prometheus', name: 'same', metadata: { serverAddress: 'http://prometheus', query: 'up', threshold } })),
    },
  })],
};

const WARNED: readonly Plant[] = [{
  name: 'a deprecated API', subject: `Endpoints/${ZONE}/planted`, message: /Endpoints is deprecated/,
  plant: (objects) => [...objects, added({ apiVersion: 'v1', kind: 'Endpoints', metadata: { name: 'planted', namespace: ZONE } })],
}];

function placeholders({ handoff }: EmittedEnvironment): readonly Plant[] {
  const awaited = handoff.values[0]!.placeholder;
  return [
    text('a leaked token', '${TfToken[TOKEN.7]}', /'\$\{TfToken\[TOKEN\.7\]\}' at \/data\/planted is not in handoff\.json/),
    text('a placeholder that no contract lists', '${NOBODY}', /'\$\{NOBODY\}' at \/data\/planted is not in handoff\.json/),
    text('a placeholder that is not filled', `\${${awaited}}`, new RegExp(`${awaited}\\}' at /data/planted is not filled`)),
  ];
}

/** A text in an object of its own. */
function text(name: string, planted: string, message: RegExp): Plant {
  const metadata = { name: name.replaceAll(' ', '-'), namespace: ZONE };
  return {
    name, message, subject: `ConfigMap/${ZONE}/${metadata.name}`,
    plant: (objects) => [...objects, added({ apiVersion: 'v1', kind: 'ConfigMap', metadata, data: { planted } })],
  };
}

function added(object: EmittedObject['object']): EmittedObject {
  return { file: 'planted.yaml', object };
}
