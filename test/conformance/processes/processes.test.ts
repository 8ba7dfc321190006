import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { withDescendants } from '../../../conformance/processes/descendants';
import { Processes } from '../../../conformance/processes/processes';
import { until } from '../../../conformance/processes/until';

/** Whether a process runs; one that has ended may wait in the table for whoever asks how. */
function isAlive(pid: number): boolean {
  try {
    return !/^\d+ \(.*\) Z/.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}

describe('programs that a run has started', () => {
  test('are ended with everything that they have started', async () => {
    // GIVEN a program that waits for another
    const processes = new Processes();
    const ended = processes.run('sh', ['-c', 'sleep 60; true']).then(() => undefined, () => undefined);
    const started = await until(async () => {
      const below = withDescendants(process.pid).filter((pid) => pid !== process.pid);
      return below.length >= 2 ? below : undefined;
    }, { milliseconds: 5_000 });

    // WHEN
    processes.killAll();
    await ended;
    await sleep(100);

    // THEN
    expect(started!.length).toBeGreaterThanOrEqual(2);
    expect(started!.filter(isAlive)).toEqual([]);
  });
});
