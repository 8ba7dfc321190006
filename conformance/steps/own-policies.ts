import { accepted, refusalOf, type Answer } from '../kubernetes/api-client';
import { ControlPlane } from '../kubernetes/control-plane';
import { preparedData } from '../kubernetes/definitions';
import { pathOf, ResourcePaths } from '../kubernetes/resource-paths';
import { applyInOrder, subjectOf } from '../kubernetes/server-side-apply';
import { ownPods } from '../policies/own-pods';
import { kindOf, policyCases, type Case, type PolicyCases } from '../policies/policy-cases';
import { until } from '../processes/until';
import { seconds, sinceStart } from '../run/clock';
import { groupsOf, nameOf, type EmittedEnvironment, type KubernetesObject } from '../run/emitted';
import type { CheckResult, Context, Failure, Step } from '../run/step';
import { KUBERNETES } from '../tools/go-tools';

type CasesOf = (policy: KubernetesObject, all: readonly KubernetesObject[]) => PolicyCases | undefined;

/** Tries the admission policies that the program writes: each refuses what it must, and our own workloads pass. */
export class OwnPolicies implements Step {
  public readonly name = 'own policies';
  public readonly suite = 'kubernetes';

  /** `casesOf`: what a policy is tried with. */
  public constructor(private readonly casesOf: CasesOf = policyCases) {}

  public async run(context: Context): Promise<readonly CheckResult[]> {
    const judged = context.environments.filter(({ objects }) => objects.some(({ object }) => object.kind === 'ValidatingAdmissionPolicy'));
    if (judged.length === 0) {
      return [];
    }
    const { data } = await context.lanes.run(() => preparedData(context, KUBERNETES.newest));
    return Promise.all(judged.map((environment) => context.lanes.run(() => judge(context, environment, data, this.casesOf))));
  }
}

async function judge(context: Context, environment: EmittedEnvironment, data: string, casesOf: CasesOf): Promise<CheckResult> {
  const began = sinceStart();
  const { name, objects } = environment;
  const plane = await ControlPlane.start(context, { name: `policies-${name}`, version: KUBERNETES.newest, begin: { data, groups: groupsOf(objects) } });
  try {
    await applyInOrder(plane.delivery, objects);
    const trial = new PolicyTrial(plane, await ResourcePaths.of(plane.operator), environment, casesOf);
    const policies = objects.map(({ object }) => object).filter(({ kind }) => kind === 'ValidatingAdmissionPolicy');
    const failures = [...(await Promise.all(policies.map((policy) => trial.tryOut(policy, policies)))).flat(), ...await trial.ownWorkloads()];
    return { environment: name, check: 'own policies refuse and let pass', passed: policies.length + objects.length - failures.length, failures, seconds: seconds(began) };
  } finally {
    await plane.stop();
  }
}

/** The policies of one environment, in force. */
class PolicyTrial {
  public constructor(
    private readonly plane: ControlPlane,
    private readonly paths: ResourcePaths,
    private readonly environment: EmittedEnvironment,
    private readonly casesOf: CasesOf,
  ) {}

  public async tryOut(policy: KubernetesObject, all: readonly KubernetesObject[]): Promise<readonly Failure[]> {
    const { name } = policy.metadata;
    const cases = this.casesOf(policy, all);
    if (cases === undefined) {
      return [{ subject: name, message: `has no conformance/policies/${kindOf(policy)}.yaml with objects to refuse and to accept` }];
    }
    await this.prepare(cases);
    return [...await this.refusals(name, cases), ...await this.acceptances(name, cases)];
  }

  /** Once the policies judge, everything that was written must pass them again, and the pods that come of it. */
  public async ownWorkloads(): Promise<readonly Failure[]> {
    const made = this.environment.objects.flatMap((emitted) => [emitted.object, ...ownPods(emitted.object)].map((object) => ({ emitted, object })));
    const answers = await Promise.all(made.map(async ({ emitted, object }) => ({ emitted, answer: await this.send({ object: renamed(object) }) })));
    return answers.filter(({ answer }) => !accepted(answer) && refusalOf(answer).includes('ValidatingAdmissionPolicy'))
      .map(({ emitted, answer }) => ({ subject: subjectOf(emitted), message: refusalOf(answer) }));
  }

  /** What the cases stand on: namespaces, whose accounts a controller would make, and objects that are there before. */
  private async prepare({ namespaces = {}, refused, accepted: others }: PolicyCases): Promise<void> {
    for (const [name, labels] of Object.entries(namespaces)) {
      await this.plane.operator.create('/api/v1/namespaces', { metadata: { name, labels } });
      await this.plane.operator.create(`/api/v1/namespaces/${name}/serviceaccounts`, { metadata: { name: 'default' } });
    }
    for (const { before } of [...refused, ...others]) {
      if (before !== undefined) {
        const { folder, placed } = this.place(before);
        await this.plane.operator.create(folder, placed);
      }
    }
  }

  private async refusals(policy: string, { refused }: PolicyCases): Promise<readonly Failure[]> {
    const failures = refused.map(async (one): Promise<readonly Failure[]> => {
      let said = '';
      // a policy judges some time after it is stored
      const done = await until(async () => {
        const answer = await this.send(one);
        said = accepted(answer) ? 'accepted' : refusalOf(answer);
        return !accepted(answer) && said.includes(one.message) ? true : undefined;
      }, { milliseconds: 15_000 });
      return done === true ? [] : [{ subject: `${policy}: ${nameOf(one.object)}`, message: `must be refused with '${one.message}', but was: ${said}` }];
    });
    return (await Promise.all(failures)).flat();
  }

  private async acceptances(policy: string, { accepted: cases }: PolicyCases): Promise<readonly Failure[]> {
    const answers = await Promise.all(cases.map(async (one) => ({ one, answer: await this.send(one) })));
    return answers.filter(({ answer }) => !accepted(answer)).map(({ one, answer }) => ({ subject: `${policy}: ${nameOf(one.object)}`, message: `must be accepted, but: ${refusalOf(answer)}` }));
  }

  /** As a dry run: a new object, or a change of one that is there. */
  private send({ object, before, subresource }: Case): Promise<Answer> {
    const { folder, placed } = this.place(object);
    if (before === undefined) {
      return this.plane.delivery.send({ method: 'POST', path: `${folder}?dryRun=All`, body: placed });
    }
    const path = [folder, before.metadata.name, ...(subresource === undefined ? [] : [subresource])].join('/');
    return this.plane.delivery.send({ method: 'PATCH', path: `${path}?dryRun=All`, body: object, contentType: 'application/strategic-merge-patch+json' });
  }

  private place(object: KubernetesObject): { readonly folder: string; readonly placed: KubernetesObject } {
    const path = this.paths.tryFind(object.apiVersion, object.kind);
    if (path === undefined) {
      throw new Error(`'${object.apiVersion}' serves no '${object.kind}'`);
    }
    const { namespace = this.namespace(), ...metadata } = object.metadata;
    const placed = { ...object, metadata: path.namespaced ? { ...metadata, namespace } : metadata };
    return { placed, folder: pathOf(path, placed).replace(/\/[^/]+$/, '') };
  }

  private namespace(): string {
    return this.environment.objects.find(({ object }) => object.kind === 'Namespace')?.object.metadata.name ?? 'default';
  }
}

/** The same object under a name that is free: only then is it judged as a new one. */
function renamed(object: KubernetesObject): KubernetesObject {
  return { ...object, metadata: { ...object.metadata, name: `${object.metadata.name}-again` } };
}
