import { Commits } from '../../../sandbox/control/commits';

/** Longer than any of these tests. */
const LONG = 60_000;
const pending = Symbol('pending');
/** What a promise has come to by now. */
const now = (promise: Promise<unknown>): Promise<unknown> =>
  Promise.race([promise, new Promise((resolve) => setImmediate(resolve, pending))]);

let commits: Commits;
beforeEach(() => {
  commits = new Commits();
});

test('a commit is told to who waits for it, and to who comes later and does not know of it', async () => {
  const next = commits.next(0, LONG);
  expect(await now(next)).toBe(pending);
  commits.add();
  expect(await next).toBe(1);
  commits.add();
  expect(await commits.next(1, LONG)).toBe(2);
});

test('without a commit the count is the same after the given time', async () => {
  expect(await commits.next(0, 1)).toBe(0);
});

test('what was committed is not answered until the watcher has looked at it', async () => {
  const next = commits.next(0, LONG);
  commits.add();
  const seen = commits.seen();
  await next;
  expect(await now(seen)).toBe(pending);
  void commits.next(1, 1);
  expect(await now(seen)).toBeUndefined();
});

test('nobody waits for a watcher who has ended, or for one who never began', async () => {
  commits.add();
  expect(await now(commits.seen())).toBeUndefined();
  void commits.next(1, 1);
  commits.add();
  const seen = commits.seen();
  expect(await now(seen)).toBe(pending);
  commits.endWatch();
  expect(await now(seen)).toBeUndefined();
});

test('a watcher who looks at the count after a reset has missed nothing', async () => {
  commits.add();
  void commits.next(1, 1);
  commits.reset();
  expect(await now(commits.seen())).toBeUndefined();
  expect(await commits.next(1, LONG)).toBe(0);
});
