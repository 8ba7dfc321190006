import { isDone, livingPods, type Pod } from './pods';
import type { ApiClient } from '../kubernetes/api-client';
import { until } from '../processes/until';

/** What was seen when the pods came to rest. */
export interface Rest {
  readonly pods: readonly Pod[];
  /** Whether there was rest in time. */
  readonly settled: boolean;
}

/** Time without any change after which pods that wait are taken to wait for ever, milliseconds. */
const QUIET = 4_000;

/** Looks at pods until all is done, or nothing moves any more. */
export class PodWatch {
  public constructor(private readonly client: ApiClient) {}

  /** `round` is done before each look; `expected` says whether what is there is enough. */
  public async atRest(round: () => Promise<void>, expected: (pods: readonly Pod[]) => Promise<boolean>): Promise<Rest> {
    let last = '';
    let changed = Date.now();
    const rest = await until(async () => {
      await round();
      const pods = await livingPods(this.client);
      const picture = pictureOf(pods);
      if (picture !== last) {
        last = picture;
        changed = Date.now();
      }
      if (pods.every((pod) => isDone(pod)) && await expected(pods)) {
        // what is there may have become enough after the look: another one sees all that made it so
        return { pods: await livingPods(this.client), settled: true };
      }
      // pods that wait have been looked at by the scheduler; before that, quiet says nothing
      const stuck = Date.now() - changed > QUIET && pods.every((pod) => isDone(pod) || isUnschedulable(pod));
      return stuck ? { pods, settled: true } : undefined;
    }, { milliseconds: 90_000, every: 500 });
    return rest ?? { pods: await livingPods(this.client), settled: false };
  }
}

/** What a change of is a move. */
function pictureOf(pods: readonly Pod[]): string {
  const seen = pods.map(({ metadata: { name }, spec: { nodeName }, status: { phase, conditions } }) => ({ name, nodeName, phase, conditions }));
  return JSON.stringify(seen);
}

function isUnschedulable({ status }: Pod): boolean {
  return status.conditions?.some(({ type, status: value }) => type === 'PodScheduled' && value === 'False') === true;
}
