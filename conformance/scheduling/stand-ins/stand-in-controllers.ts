import { CLOUD_NATIVE_PG } from './cloud-native-pg';
import { DISAGGREGATED_SET } from './disaggregated-set';
import { GATEWAY } from './gateway';
import { KSERVE } from './kserve';
import { KUBEVIRT } from './kubevirt';
import { LEADER_WORKER_SET } from './leader-worker-set';
import { NIM } from './nim';
import { NIM_CACHE } from './nim-cache';
import type { Child, Parent, StandIn } from './stand-in';
import { CDI, PROVISIONER } from './storage';
import { accepted, refusalOf, type ApiClient } from '../../kubernetes/api-client';
import type { ResourcePaths } from '../../kubernetes/resource-paths';
import { nameOf, type KubernetesObject } from '../../run/emitted';
import type { Exception, Failure } from '../../run/step';

/** Those whose children are parents to others come first. */
const STAND_INS: readonly StandIn[] = [
  KUBEVIRT, CDI, KSERVE, NIM, DISAGGREGATED_SET, GATEWAY, LEADER_WORKER_SET, CLOUD_NATIVE_PG, NIM_CACHE, PROVISIONER,
];

/** API groups that stand-ins make objects of, for what an environment has. */
export function groupsMadeFor(written: readonly KubernetesObject[]): readonly string[] {
  const kinds = new Set(written.map(({ apiVersion, kind }) => `${apiVersion} ${kind}`));
  return STAND_INS.filter(({ apiVersion, kind }) => kinds.has(`${apiVersion} ${kind}`)).flatMap(({ makes = [] }) => makes);
}

/** Stands in for the controllers that cannot run here; each round makes what is missing. */
export class StandInControllers {
  /** What could not be made, by child: it may be possible in the next round. */
  private refused = new Map<string, string>();
  private readonly made = new Set<string>();
  private readonly stoodIn = new Map<string, Exception>();

  /** `written`: all objects of the environment. */
  public constructor(
    private readonly client: ApiClient, private readonly paths: ResourcePaths, private readonly written: readonly KubernetesObject[],
  ) {}

  /** Looks at every parent once. */
  public async round(): Promise<void> {
    this.refused = new Map();
    for (const standIn of STAND_INS) {
      for (const parent of await this.parentsOf(standIn)) {
        await this.expand(standIn, parent);
      }
    }
  }

  /** Looks at every parent once, and makes anew what was taken away. */
  public async restoringRound(): Promise<void> {
    this.made.clear();
    await this.round();
  }

  /** What the last round could not make. */
  public get failures(): readonly Failure[] {
    return [...this.refused].map(([subject, message]) => ({ subject, message }));
  }

  /** Which controllers were stood in for. */
  public get exceptions(): readonly Exception[] {
    return [...this.stoodIn.values()];
  }

  private async parentsOf({ apiVersion, kind }: StandIn): Promise<readonly Parent[]> {
    const path = this.paths.tryFind(apiVersion, kind);
    if (path === undefined) {
      return [];
    }
    const items = await this.client.list<Parent>(`${path.prefix}/${path.plural}`);
    // items of a list do not say what they are
    return items.map((item) => ({ ...item, apiVersion, kind }));
  }

  private async expand(standIn: StandIn, parent: Parent): Promise<void> {
    for (const child of standIn.children(parent, this.written)) {
      const subject = nameOf(child);
      if (!this.made.has(subject)) {
        await this.make(standIn, parent, child);
      }
    }
  }

  private async make({ controller, kind }: StandIn, parent: Parent, child: Child): Promise<void> {
    const path = this.paths.tryFind(child.apiVersion, child.kind)!;
    const folder = path.namespaced ? `/namespaces/${child.metadata.namespace}` : '';
    const all = `${path.prefix}${folder}/${path.plural}`;
    // a quota counts what is refused for being there already, and only notices later
    if (accepted(await this.client.send({ method: 'GET', path: `${all}/${child.metadata.name}` }))) {
      this.made.add(nameOf(child));
      return;
    }
    const answer = await this.client.send({ method: 'POST', path: all, body: child });
    if (!accepted(answer) && answer.status !== 409) {
      this.refused.set(nameOf(child), `is refused to the stand-in for ${controller}, for ${nameOf(parent)}: ${refusalOf(answer)}`);
      return;
    }
    this.made.add(nameOf(child));
    this.stoodIn.set(controller, { kind: 'stand-in', subject: controller, reason: `its controller cannot run here: each ${kind} is expanded to what it would make, as far as pods, volumes, requests, labels and affinities` });
  }
}
