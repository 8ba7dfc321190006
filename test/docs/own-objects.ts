import { ApiObject, JsonPatch } from 'cdk8s';
import { Capability, Deployment } from 'cdk8s-plus-28';
import type { TerraformResource } from 'cdktf';
import { Construct } from 'constructs';
import { Environment, GpuNodeGroup, IClient, InferencePool, Manifests, Peer, SovereignDataZone } from 'aiplane';

/** A web front end of the company: a Deployment of cdk8s-plus that may call a pool. */
export class FrontEnd extends Construct implements IClient {
  public readonly peer: Peer;

  constructor(zone: SovereignDataZone, id: string) {
    super(zone, id);
    const podLabels = { 'bank.example/app': 'front-end' };
    const manifests = new Manifests(this, 'Manifests', { namespace: zone.namespace });
    const image = Environment.of(this).image('registry.bank.example/front-end:3.2.0');
    const web = new Deployment(manifests, 'Web', {
      podMetadata: { labels: podLabels },
      containers: [{ image, portNumber: 8080, securityContext: { capabilities: { drop: [Capability.ALL] } } }],
    });
    // Pod Security 'restricted' asks for a seccomp profile, and cdk8s-plus has no prop for it
    ApiObject.of(web).addJsonPatch(JsonPatch.add('/spec/template/spec/securityContext/seccompProfile', { type: 'RuntimeDefault' }));
    // nodes may serve one zone alone: these pods stay away from those of other zones
    ApiObject.of(web).addJsonPatch(JsonPatch.add('/spec/template/spec/affinity', zone.affinity));
    this.peer = { namespace: zone.namespace, podLabels };
  }
}

export function patchPool(chat: InferencePool): void {
  // the primary object, whatever it is here: a Deployment, or an LLMInferenceService on OpenShift
  ApiObject.of(chat).addJsonPatch(JsonPatch.add('/metadata/annotations', { 'bank.example/owner': 'assistant-team' }));
}

export function patchPicker(chat: InferencePool): void {
  const picker = chat.node.findChild('Manifests').node.findChild('Picker');
  ApiObject.of(picker).addJsonPatch(JsonPatch.replace('/spec/template/spec/containers/0/resources/requests/cpu', '500m'));
}

export function tagNodes(gpus: GpuNodeGroup): void {
  const group = gpus.node.defaultChild as TerraformResource;
  group.addOverride('tags.CostCentre', '4711');
}

export function keepRenamed(environment: Environment): void {
  environment.addOverride('moved', [{ from: 'aws_sqs_queue.Feedback', to: 'aws_sqs_queue.Answers' }]);
}
