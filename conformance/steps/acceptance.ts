import { Baseline } from '../baselines/baseline';
import { ControlPlane } from '../kubernetes/control-plane';
import { preparedData } from '../kubernetes/definitions';
import { installKedaWebhooks } from '../kubernetes/keda-webhooks';
import { installRestrictedV2 } from '../kubernetes/openshift/restricted-v2';
import { unfilledPlaceholders, unknownPlaceholders } from '../kubernetes/placeholders';
import { applyInOrder, contentOf, subjectOf, type Applied } from '../kubernetes/server-side-apply';
import { seconds, sinceStart } from '../run/clock';
import { groupsOf, type EmittedEnvironment } from '../run/emitted';
import type { CheckResult, Context, Exception, Failure, Step } from '../run/step';
import { minorOf } from '../tools/go-tools';

/** Gives every object to a real API server, and again, as the tool that delivers it. */
export class Acceptance implements Step {
  public readonly suite = 'kubernetes';
  public readonly name: string;

  public constructor(private readonly version: string, private readonly warnings: Baseline) {
    this.name = `acceptance by ${shortVersion(version)}`;
  }

  public async run(context: Context): Promise<readonly CheckResult[]> {
    const { data, definitions } = await context.lanes.run(() => preparedData(context, this.version));
    const results = await Promise.all(context.environments.map((environment) => context.lanes.run(() => this.accept(context, environment, data))));
    return [{ environment: '-', check: `${shortVersion(this.version)} establishes definitions`, passed: definitions, failures: [], seconds: 0 }, ...results.flat()];
  }

  private async accept(context: Context, environment: EmittedEnvironment, data: string): Promise<readonly CheckResult[]> {
    const began = sinceStart();
    const plane = await ControlPlane.start(context, { name: `accept-${environment.name}`, version: this.version, begin: { data, groups: groupsOf(environment.objects) } });
    try {
      const exceptions = await installRestrictedV2(plane.operator, environment);
      await installKedaWebhooks(context, plane, environment.objects);
      const first = await applyInOrder(plane.delivery, environment.objects);
      const second = await applyInOrder(plane.delivery, environment.objects);
      const third = await applyInOrder(plane.delivery, environment.objects);
      return this.resultsOf({ environment, first, second, third, exceptions, seconds: seconds(began) });
    } finally {
      await plane.stop();
    }
  }

  private resultsOf(outcome: Outcome): readonly CheckResult[] {
    const { environment, first, exceptions, seconds: taken } = outcome;
    const { failures, exceptions: reviewed } = this.warnings.judge(first.warnings);
    const minor = shortVersion(this.version);
    const count = environment.objects.length;
    const of = (check: string, found: readonly Failure[], passed = count - found.length) => ({ environment: environment.name, check: `${minor} ${check}`, passed, failures: found, seconds: 0 });
    return [
      { ...of('accepts', first.rejections), exceptions, seconds: taken },
      { ...of('does not warn', failures, count - failures.length), exceptions: reviewed },
      of('applied again, nothing changes', changes(outcome)),
      of('placeholders are in the contract', unknownPlaceholders(environment)),
      of('placeholders are filled', unfilledPlaceholders(environment)),
    ];
  }
}

interface Outcome {
  readonly environment: EmittedEnvironment;
  readonly first: Applied;
  readonly second: Applied;
  readonly third: Applied;
  readonly exceptions: readonly Exception[];
  readonly seconds: number;
}

/** What applying the same files again changed or was refused. */
function changes({ environment, first, second, third }: Outcome): readonly Failure[] {
  const changed = environment.objects.flatMap((emitted): readonly Failure[] => {
    const subject = subjectOf(emitted);
    const [before, after, last] = [first, second, third].map(({ stored }) => stored.get(subject));
    if (before === undefined || after === undefined || last === undefined) {
      return [];
    }
    // a server may stamp an object anew once after it was created; with the third apply even that has to end
    const settled = contentOf(before) === contentOf(after) && after.metadata.resourceVersion === last.metadata.resourceVersion;
    return settled ? [] : [{ subject, message: ['is changed by applying the same file again', ...dropped(emitted.object, after)].join('; not kept as written: ') }];
  });
  return [...changed, ...second.rejections.filter(({ subject }) => first.stored.has(subject))];
}

/** Fields of an applied object that the stored one lacks: the usual cause of a change with every apply. */
function dropped(applied: unknown, stored: unknown, at = ''): readonly string[] {
  if (typeof applied !== 'object' || applied === null) {
    return [];
  }
  const held = typeof stored === 'object' && stored !== null ? stored as Readonly<Record<string, unknown>> : {};
  return Object.entries(applied).flatMap(([key, value]) => (key in held ? dropped(value, held[key], `${at}/${key}`) : [`${at}/${key}`]));
}

/** `1.37` of `v1.37.2`. */
export function shortVersion(version: string): string {
  return minorOf(version).join('.');
}
