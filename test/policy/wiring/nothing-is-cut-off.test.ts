import { JsonPatch } from 'cdk8s';
import { Addition, argument, Mistake, own, patch, toldOf } from './broken';
import { aDeployment, aSidecar } from './own-engines';

describe('requests under way', () => {
  test.each<Mistake>([
    ['connections that close before the sidecar lets go of them', ({ zone }) => own(zone, aDeployment({ args: ['--port', '8200'], initContainers: [aSidecar()] })), [
      "[Objects/Own0] KeepAliveTooShort '/spec/template/spec/containers/0/env VLLM_HTTP_TIMEOUT_KEEP_ALIVE' (5) must be above the 90 seconds for which the routing sidecar keeps a connection that rests; use 120",
    ]],
    ['an engine that is killed while it drains', ({ chat }) => patch(chat, 'Deployment', 'chat', JsonPatch.replace('/spec/template/spec/terminationGracePeriodSeconds', 60)), [
      "[Chat/Manifests/Resource] GraceTooShort '/spec/template/spec/terminationGracePeriodSeconds' (60) must be above the 135 seconds that the engine takes to stop: its preStop hook and its 'shutdown-timeout'; use 150 or more",
    ]],
    ['an engine that drains for longer than it lives', ({ chat }) => argument(chat, 'Deployment', 'chat', '--shutdown-timeout=600'), [
      "[Chat/Manifests/Resource] GraceTooShort '/spec/template/spec/terminationGracePeriodSeconds' (150) must be above the 615 seconds that the engine takes to stop: its preStop hook and its 'shutdown-timeout'; use 630 or more",
    ]],
    ['an engine that drains for less than was promised', ({ chat }) => argument(chat, 'Deployment', 'chat', '--shutdown-timeout=10'), [
      "[Chat/Manifests/Resource] GraceTooShort '/spec/template/spec/containers/0/args --shutdown-timeout' (10) must be at least the 120 seconds for which 'place/Zone/Chat' lets requests finish; state it as the pool's 'drainTimeout', or undo the patch",
    ]],
    ['a picker that is gone before its engines', ({ chat }) => patch(chat, 'Deployment', 'chat-epp', JsonPatch.replace('/spec/template/spec/terminationGracePeriodSeconds', 30)), [
      "[Chat/Manifests/Picker] PickerLeavesFirst '/spec/template/spec/terminationGracePeriodSeconds' (30) must be at least the 150 seconds of the engines, whose streams end with the picker; use 150 or more",
    ]],
  ])('refuses %s', (_, mistake, problems, ...place) => {
    expect(toldOf(mistake, ...place)).toEqual(problems);
  });

  test.each<Addition>([
    ['an engine that does not drain', ({ zone }) => own(zone, aDeployment())],
  ])('says nothing of %s', (_, addition, ...place) => {
    expect(toldOf(addition, ...place)).toEqual([]);
  });
});
