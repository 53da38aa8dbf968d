import { KillBench } from '../kills/bench';
import { describe as inWords, type Schedule } from '../kills/schedule';
import type { ProviderKind } from '../support/identityProviders/identityProvider';

const UP: Schedule = {
  index: 0,
  operation: 'up',
  edit: 'module moves',
  victim: 'engine',
  moment: { side: 'database', writes: true, when: 'after', nth: 4 },
  oneByOne: false,
  recovery: 'up',
};
/** In role mode a role of ORDS that was lost is an error by name: it has no place for a mark. What Entra has is not. */
const FIRST: Readonly<Record<ProviderKind, Schedule>> = {
  auth0: UP,
  'oci-iam': UP,
  entra: {
    ...UP,
    victim: 'everything',
    moment: { side: 'provider', writes: true, when: 'after', nth: 1, match: 'appRoleAssignedTo$' },
    oneByOne: true,
  },
};

/** One life of a stack; `npm run test:kills` has as many as are wanted. */
const lifeOf = (kind: ProviderKind): readonly Schedule[] => [
  FIRST[kind],
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
    moment: { side: 'provider', writes: true, when: 'after', nth: 1 },
    oneByOne: true,
    recovery: 'destroy',
  },
];

/** Killed in the middle of an up, an update and a destroy; the next run puts everything right. */
export function describeKills(kind: ProviderKind): void {
  jest.setTimeout(300_000);
  describe(`${kind}: a kill in the middle, and the next run puts everything right`, () => {
    let bench: KillBench;
    beforeAll(async () => {
      bench = await KillBench.open(kind);
    });
    afterAll(() => bench?.close());

    test.each(lifeOf(kind).map((schedule) => [inWords(schedule), schedule] as const))(
      '%s',
      async (_words, schedule) => {
        expect(await bench.run(schedule)).toEqual({ killed: true, failures: [] });
      },
    );
  });
}
