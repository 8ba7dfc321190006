import { Addition, Mistake, own, toldOf } from './broken';
import { aDeployment, aDisaggregatedSet, anInferencePool, aSidecar, PICKER_ELSEWHERE } from './own-engines';

const NIXL = '--kv-transfer-config={"kv_connector":"NixlConnector","kv_role":"kv_both"}';
const POD_IP = { name: 'VLLM_NIXL_SIDE_CHANNEL_HOST', valueFrom: { fieldRef: { fieldPath: 'status.podIP' } } };

describe('roles of a pool', () => {
  test.each<Mistake>([
    ['an engine on the port of its sidecar', ({ zone }) => own(zone, aDeployment({ initContainers: [aSidecar()], env: [{ name: 'VLLM_HTTP_TIMEOUT_KEEP_ALIVE', value: '120' }] })), [
      "[Objects/Own0] SidecarMissesEngine '/spec/template/spec/containers/0/args --port' (8000) is the port of the routing sidecar in the same pod; use 8200",
    ]],
    ['an engine where its sidecar does not look', ({ zone }) => own(zone, aDeployment({ args: ['--port=8300'], initContainers: [aSidecar('--port=8000', '--model-server-port=8200')], env: [{ name: 'VLLM_HTTP_TIMEOUT_KEEP_ALIVE', value: '120' }] })), [
      "[Objects/Own0] SidecarMissesEngine '/spec/template/spec/containers/0/args --port' (8300) is not where the routing sidecar of the pod looks for the engine (8200); use 8200",
    ]],
    ['keys and values on a port that answers requests', ({ zone }) => own(zone, aDeployment({ ports: [{ name: 'http', containerPort: 5600 }], env: [POD_IP] })), [
      "[Objects/Own0] SideChannelTaken '/spec/template/spec/containers/0/env VLLM_NIXL_SIDE_CHANNEL_PORT' (5600) is a port on which the pod answers requests too; use another, such as 5600",
    ]],
    ['pods without a role', ({ zone }) => own(zone, aDisaggregatedSet({ args: [NIXL], labels: { 'app': 'own', 'llm-d.ai/role': 'prefill' }, ports: [{ containerPort: 8000 }] }, { args: [NIXL], ports: [{ containerPort: 8000 }] }), anInferencePool(), PICKER_ELSEWHERE), [
      "[Objects/Own0] RoleUnlabelled 'label llm-d.ai/role' (undefined) must say whether the pods prefill or decode, because others of their pool do; use prefill or decode",
    ]],
  ])('refuses %s', (_, mistake, problems, ...place) => {
    expect(toldOf(mistake, ...place)).toEqual(problems);
  });

  test.each<Addition>([
    ['ports that meet', ({ zone }) => own(zone, aDeployment({ args: ['--port', '8200'], initContainers: [aSidecar()], env: [{ name: 'VLLM_HTTP_TIMEOUT_KEEP_ALIVE', value: '120' }, POD_IP], ports: [{ name: 'http', containerPort: 8000 }, { name: 'side-channel', containerPort: 5600 }] }))],
    ['a port that only the start of the container knows', ({ zone }) => own(zone, aDeployment({ args: ['--port=$(PORT)'], initContainers: [aSidecar()], env: [{ name: 'VLLM_HTTP_TIMEOUT_KEEP_ALIVE', value: '120' }] }))],
  ])('says nothing of %s', (_, addition, ...place) => {
    expect(toldOf(addition, ...place)).toEqual([]);
  });
});
