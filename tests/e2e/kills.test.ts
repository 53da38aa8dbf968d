import { KillBench } from './kills/bench';
import { describe as inWords, scheduleOf, type Schedule } from './kills/schedule';
import { differences, NOTHING, wantedSides } from './kills/wanted';
import { firstValues } from './kills/values';

jest.setTimeout(300_000);

/** One life of a stack; `npm run test:kills` has as many as are wanted. */
const life: readonly Schedule[] = [
  {
    index: 0,
    operation: 'up',
    edit: 'module moves',
    victim: 'engine',
    moment: { side: 'database', writes: true, when: 'after', nth: 4 },
    oneByOne: false,
    recovery: 'up',
  },
  {
    index: 1,
    operation: 'update',
    edit: 'module moves',
    victim: 'provider',
    moment: { side: 'database', writes: true, when: 'before', nth: 1 },
    oneByOne: false,
    recovery: 'up',
  },
  {
    index: 2,
    operation: 'destroy',
    edit: 'module moves',
    victim: 'everything',
    moment: { side: 'auth0', writes: true, when: 'after', nth: 1 },
    oneByOne: true,
    recovery: 'destroy',
  },
];

describe('a kill in the middle, and the next run puts everything right', () => {
  let bench: KillBench;
  beforeAll(async () => {
    bench = await KillBench.open();
  });
  afterAll(() => bench?.close());

  test.each(life.map((schedule) => [inWords(schedule), schedule] as const))(
    '%s',
    async (_words, schedule) => {
      expect(await bench.run(schedule)).toEqual({ killed: true, failures: [] });
    },
  );
});

describe('schedules', () => {
  const many = Array.from({ length: 1200 }, (_, index) => scheduleOf(7, index));

  test('depend on the seed and nothing else', () => {
    expect(Array.from({ length: 1200 }, (_, index) => scheduleOf(7, index))).toEqual(many);
    expect(scheduleOf(8, 0)).not.toEqual(scheduleOf(7, 0));
  });

  test('cover every operation with every victim, on both sides, before and after', () => {
    const kinds = many.map(({ operation, victim, moment }) =>
      [operation, victim, moment.side, moment.when].join(' '),
    );
    expect(new Set(kinds).size).toBe(3 * 4 * 2 * 2);
  });

  test('three in a row are the life of one stack', () => {
    expect(many.slice(0, 3).map(({ operation }) => operation)).toEqual(['up', 'update', 'destroy']);
    expect(scheduleOf(7, 1).edit).toBe(scheduleOf(7, 2).edit);
  });
});

test('what is missing and what is too much is said, duplicates too', () => {
  const wanted = wantedSides(firstValues(), 'tenant.example.com');
  expect(differences(wanted, wanted)).toEqual([]);
  expect(differences({ ...NOTHING, clients: ['a', 'a'] }, { ...NOTHING, clients: ['a', 'b'] })).toEqual([
    'missing in clients: b',
    'too much in clients: a',
  ]);
});
