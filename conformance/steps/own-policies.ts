import { accepted, refusalOf, type Answer } from '../kubernetes/api-client';
import { ControlPlane } from '../kubernetes/control-plane';
import { preparedData } from '../kubernetes/definitions';
import { pathOf, ResourcePaths } from '../kubernetes/resource-paths';
import { applyInOrder, subjectOf } from '../kubernetes/server-side-apply';
import { policyCases, type PolicyCases } from '../policies/policy-cases';
import { until } from '../processes/until';
import { seconds, sinceStart } from '../run/clock';
import { groupsOf, nameOf, type EmittedEnvironment, type KubernetesObject } from '../run/emitted';
import type { CheckResult, Context, Failure, Step } from '../run/step';
import { KUBERNETES } from '../tools/go-tools';

type CasesOf = (policy: string) => PolicyCases | undefined;

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
    const policies = objects.filter(({ object }) => object.kind === 'ValidatingAdmissionPolicy').map(({ object }) => object.metadata.name);
    const failures = [...(await Promise.all(policies.map((policy) => trial.tryOut(policy)))).flat(), ...await trial.ownWorkloads()];
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

  public async tryOut(policy: string): Promise<readonly Failure[]> {
    const cases = this.casesOf(policy);
    if (cases === undefined) {
      return [{ subject: policy, message: `has no conformance/policies/${policy}.yaml with objects to refuse and to accept` }];
    }
    return [...await this.refusals(policy, cases), ...await this.acceptances(policy, cases)];
  }

  /** Once the policies judge, everything that was written must pass them again. */
  public async ownWorkloads(): Promise<readonly Failure[]> {
    const { objects } = this.environment;
    const answers = await Promise.all(objects.map(async (emitted) => ({ emitted, answer: await this.create(renamed(emitted.object)) })));
    return answers.filter(({ answer }) => !accepted(answer) && refusalOf(answer).includes('ValidatingAdmissionPolicy'))
      .map(({ emitted, answer }) => ({ subject: subjectOf(emitted), message: refusalOf(answer) }));
  }

  private async refusals(policy: string, { refused }: PolicyCases): Promise<readonly Failure[]> {
    const failures = refused.map(async ({ object, message }): Promise<readonly Failure[]> => {
      let said = '';
      // a policy judges some time after it is stored
      const done = await until(async () => {
        const answer = await this.create(object);
        said = accepted(answer) ? 'accepted' : refusalOf(answer);
        return !accepted(answer) && said.includes(message) ? true : undefined;
      }, { milliseconds: 15_000 });
      return done === true ? [] : [{ subject: `${policy}: ${nameOf(object)}`, message: `must be refused with '${message}', but was: ${said}` }];
    });
    return (await Promise.all(failures)).flat();
  }

  private async acceptances(policy: string, { accepted: cases }: PolicyCases): Promise<readonly Failure[]> {
    const answers = await Promise.all(cases.map(async ({ object }) => ({ object, answer: await this.create(object) })));
    return answers.filter(({ answer }) => !accepted(answer)).map(({ object, answer }) => ({ subject: `${policy}: ${nameOf(object)}`, message: `must be accepted, but: ${refusalOf(answer)}` }));
  }

  private create(object: KubernetesObject): Promise<Answer> {
    const path = this.paths.tryFind(object.apiVersion, object.kind);
    if (path === undefined) {
      throw new Error(`'${object.apiVersion}' serves no '${object.kind}'`);
    }
    const { namespace = this.namespace(), ...metadata } = object.metadata;
    const placed = { ...object, metadata: path.namespaced ? { ...metadata, namespace } : metadata };
    const folder = pathOf(path, placed).replace(/\/[^/]+$/, '');
    return this.plane.delivery.send({ method: 'POST', path: `${folder}?dryRun=All`, body: placed });
  }

  private namespace(): string {
    return this.environment.objects.find(({ object }) => object.kind === 'Namespace')?.object.metadata.name ?? 'default';
  }
}

/** The same object under a name that is free: only then is it judged as a new one. */
function renamed(object: KubernetesObject): KubernetesObject {
  return { ...object, metadata: { ...object.metadata, name: `${object.metadata.name}-again` } };
}
