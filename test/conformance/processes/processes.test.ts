import { freePort } from '../../../conformance/processes/free-port';
import { Lanes } from '../../../conformance/processes/lanes';
import { sideBySide } from '../../../conformance/processes/side-by-side';
import { until } from '../../../conformance/processes/until';

test('never offers a port twice', async () => {
  const ports = await Promise.all(Array.from({ length: 20 }, () => freePort()));

  expect(new Set(ports).size).toBe(20);
});

describe('lanes', () => {
  function counted(lanes: Lanes) {
    const state = { now: 0, most: 0 };
    const task = () => lanes.run(async () => {
      state.now += 1;
      state.most = Math.max(state.most, state.now);
      await new Promise((resolve) => setImmediate(resolve));
      state.now -= 1;
    });
    return { state, task };
  }

  test('never do more at a time than there are', async () => {
    const { state, task } = counted(new Lanes(2));

    await Promise.all(Array.from({ length: 7 }, task));

    expect(state).toEqual({ now: 0, most: 2 });
  });

  test('do first what a chain waits for', async () => {
    const lanes = new Lanes(1);
    const done: string[] = [];
    const note = (name: string) => () => Promise.resolve(void done.push(name));

    await Promise.all([lanes.run(note('running')), lanes.run(note('first come')), lanes.runLink(note('link')), lanes.runLink(note('next link'))]);

    expect(done).toEqual(['running', 'link', 'next link', 'first come']);
  });

  test('are free again after a task that failed', async () => {
    const lanes = new Lanes(1);

    await expect(lanes.run(() => Promise.reject(new Error('broke')))).rejects.toThrow('broke');

    await expect(lanes.run(() => Promise.resolve('next'))).resolves.toBe('next');
  });
});

test('answers side by side are in the order of the items', async () => {
  const slowFirst = async (delay: number) => {
    await new Promise((resolve) => setTimeout(resolve, delay));
    return delay;
  };

  expect(await sideBySide([20, 10, 0], 3, slowFirst)).toEqual([20, 10, 0]);
});

test('looks until there is something, or time is up', async () => {
  let looks = 0;
  const thirdTime = () => Promise.resolve(++looks === 3 ? 'seen' : undefined);

  expect(await until(thirdTime, { milliseconds: 1_000, every: 1 })).toBe('seen');
  expect(await until(() => Promise.resolve(undefined), { milliseconds: 5, every: 1 })).toBeUndefined();
});
