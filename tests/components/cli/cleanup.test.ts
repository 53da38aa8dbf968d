import Ajv from 'ajv';
import addFormats from 'ajv-formats';

import type { CleanupRequest } from '../../../components/cleanup/findLeftovers';
import type { Cleanup, Leftover } from '../../../components/cleanup/leftover';
import { publishedSchemas } from '../../../components/cli/output/publishedSchemas';
import { OrdsError } from '../../../components/errors';
import { manifest } from './fixtures';
import { cli, listed, type Setting } from './harness';

const env = { ORDS_CONNECT_STRING: 'db:1521/x', ORDS_USER: 'ordsdemo', ORDS_PASSWORD: 'Secret_of_the_owner' };
const STATE = {
  version: 3,
  deployment: {
    resources: [
      {
        urn: 'urn:pulumi:dev::shop::pulumi:pulumi:Stack::shop-dev',
        type: 'pulumi:pulumi:Stack',
        outputs: { orders: { manifest: manifest() } },
      },
      {
        urn: 'urn:pulumi:dev::shop::pulumi-nodejs:dynamic/ords:Claim::orders-claim',
        type: 'pulumi-nodejs:dynamic/ords:Claim',
        outputs: { token: '4f9a2c81d3e0', schema: 'ORDSDEMO' },
      },
    ],
  },
};
const orders: Leftover = {
  side: 'ORDS',
  place: 'ORDSDEMO',
  kind: 'module',
  name: 'orders',
  mark: '[pulumi-ords shop/dev#4f9a2c81d3e0 orders-module-orders]',
};
const client: Leftover = {
  ...orders,
  side: 'identity provider',
  place: 'tenant.example.com',
  kind: 'client',
};

/** What is found: the same in every look, or in one after the other; and the states that are read one after the other. */
function setting(
  finds: Partial<Cleanup> | readonly Partial<Cleanup>[] = {},
  more: Setting & { readonly states?: readonly unknown[] } = {},
) {
  const removed: string[] = [];
  const asked: CleanupRequest[] = [];
  const looks = Array.isArray(finds) ? (finds as readonly Partial<Cleanup>[]) : [finds as Partial<Cleanup>];
  const { states = [STATE], ...rest } = more;
  let exports = 0;
  const given: Setting = {
    env,
    file: STATE,
    pulumi: () => {
      const stdout = JSON.stringify(states[Math.min(exports, states.length - 1)]);
      exports += 1;
      return { status: 0, stdout, stderr: '' };
    },
    ...rest,
    services: {
      findLeftovers: (request) => {
        const found = looks[Math.min(asked.length, looks.length - 1)] ?? {};
        asked.push(request);
        const leftovers = found.leftovers ?? [orders, client];
        return Promise.resolve({
          leftovers,
          unproven: [],
          unread: [],
          skipped: [],
          remove: (chosen, tell) => {
            for (const leftover of leftovers.filter(chosen)) {
              removed.push(leftover.name);
              tell(leftover);
            }
            return Promise.resolve();
          },
          ...found,
        });
      },
    },
  };
  return { given, removed, asked };
}
const args = (...more: string[]): string[] => ['cleanup', ...more];
const fromFile = (...more: string[]): string[] => args('--state', 'manifest.json', ...more);
const pending = (...operations: unknown[]) => ({
  ...STATE,
  deployment: { ...STATE.deployment, pending_operations: operations },
});

describe('cleanup', () => {
  test.each([[], ['--dry-run'], ['--output', 'json']])('%s lists and removes nothing', async (...options) => {
    const { given, removed } = setting();
    const { code, out } = await cli(args(...options), given);
    expect({ code, removed }).toEqual({ code: 2, removed: [] });
    expect(out).toContain('orders-module-orders');
  });

  test('--yes removes, says each object, and ends with 0', async () => {
    const { given, removed } = setting();
    const { code, out } = await cli(args('--yes'), given);
    expect({ code, removed: removed.length }).toEqual({ code: 0, removed: 2 });
    expect(out).toBe(
      'removed ORDS, schema ORDSDEMO: module "orders"  [pulumi-ords shop/dev#4f9a2c81d3e0 orders-module-orders]\n' +
        'removed identity provider tenant.example.com: client "orders"  [pulumi-ords shop/dev#4f9a2c81d3e0 orders-module-orders]\n' +
        'removed 2 objects of shop/dev\n',
    );
  });

  test('nothing left', async () => {
    const { given } = setting({ leftovers: [] });
    expect(await cli(args('--yes'), given)).toMatchObject({
      code: 0,
      out: 'clean: nothing of shop/dev that its state does not know\n',
    });
  });

  test('half a look removes nothing and ends with 1', async () => {
    const unread = [
      { side: 'ORDS' as const, place: 'HR', code: 'x', message: 'nothing answers', remedy: 'look' },
    ];
    const { given, removed } = setting({ unread });
    const { code, out } = await cli(args('--yes'), given);
    expect({ code, removed }).toEqual({ code: 1, removed: [] });
    expect(out).toContain('not read  ORDS HR: nothing answers. Next: look');
  });

  test('a side that the state has something on and that was not looked at: nothing is removed, and nothing is clean', async () => {
    const skipped = [{ side: 'identity provider' as const, reason: 'AUTH0_DOMAIN is not set', needed: true }];
    for (const leftovers of [[orders], []]) {
      const { given, removed } = setting({ skipped, leftovers });
      const { code, out } = await cli(args('--yes'), given);
      expect({ code, removed }).toEqual({ code: 1, removed: [] });
      expect(out).toContain('not looked at  identity provider: AUTH0_DOMAIN is not set');
      expect(out).toContain('could not tell');
      expect(out).not.toContain('clean');
      const json = JSON.parse((await cli(args('--output', 'json'), given)).out) as unknown;
      expect(json).toMatchObject({ result: 'unknown', skipped });
    }
  });

  test('a side that the state has nothing on may be left out, and is not called clean', async () => {
    const skipped = [{ side: 'identity provider' as const, reason: 'not set', needed: false }];
    const { code, out } = await cli(args(), setting({ skipped, leftovers: [] }).given);
    expect(code).toBe(0);
    expect(out).toContain('where it was looked');
    expect(out).not.toContain('clean');
  });

  describe('a state that is older than what is there', () => {
    test('a file is never removed by, and nobody is asked', async () => {
      const { given, removed, asked } = setting();
      const { code, err } = await cli(fromFile('--yes'), given);
      expect({ code, removed, looks: asked.length }).toEqual({ code: 1, removed: [], looks: 0 });
      expect(err).toMatch(/^error: --state: nothing is removed by a file.*\nnext: .*--stack NAME/);
      const terminal = { ...given, terminal: true, stdin: listed(['y\n']), stdinIsTerminal: true };
      const listing = await cli(fromFile(), terminal);
      expect({ code: listing.code, removed }).toEqual({ code: 2, removed: [] });
      expect(listing.err).not.toContain('[y/N]');
    });

    test('what a second look does not show is not removed, and what only it shows neither', async () => {
      const later: Leftover = { ...orders, name: 'later' };
      const { given, removed, asked } = setting([
        { leftovers: [orders, client] },
        { leftovers: [later, orders] },
      ]);
      const { code, out } = await cli(args('--yes'), given);
      expect({ code, removed, looks: asked.length }).toEqual({ code: 2, removed: ['orders'], looks: 2 });
      expect(out).toContain('left  ORDS, schema ORDSDEMO: module "later"');
      expect(out).toContain('removed ORDS');
      expect(out).not.toContain('removed identity provider');
    });

    test('the state is read again after the question', async () => {
      const changed = {
        ...STATE,
        deployment: {
          resources: [
            ...STATE.deployment.resources,
            {
              urn: 'urn:pulumi:dev::shop::pulumi-nodejs:dynamic/ords:Module::orders-module-orders',
              type: 'pulumi-nodejs:dynamic/ords:Module',
              outputs: { schema: 'ORDSDEMO', name: 'orders' },
            },
          ],
        },
      };
      const { given, asked } = setting([{}, { leftovers: [] }], {
        terminal: true,
        stdin: listed(['y\n']),
        stdinIsTerminal: true,
        states: [STATE, changed],
      });
      const { code, out } = await cli(args(), given);
      expect(asked.map(({ state }) => state.objects.length)).toEqual([0, 1]);
      expect(code).toBe(0);
      expect(out).not.toContain('\nremoved');
    });

    test.each([
      ['before', [pending({ type: 'creating' })]],
      ['since', [STATE, pending({ type: 'creating' })]],
    ])('operations that were begun %s stop a removal', async (_when, states) => {
      const { given, removed } = setting({}, { states });
      const { code, err } = await cli(args('--yes'), given);
      expect({ code, removed }).toEqual({ code: 1, removed: [] });
      expect(err).toMatch(/1 pending operations.*\nnext: .*pulumi refresh --clear-pending-creates/);
    });

    test('operations that were begun leave a listing, and nobody is asked', async () => {
      const { given, removed } = setting(
        {},
        { states: [pending({}, {})], terminal: true, stdin: listed(['y\n']), stdinIsTerminal: true },
      );
      const { code, out, err } = await cli(args(), given);
      expect({ code, removed }).toEqual({ code: 2, removed: [] });
      expect(out).toContain('the state has 2 pending operations: nothing is removed');
      expect(err).not.toContain('[y/N]');
    });

    test('half a second look removes nothing', async () => {
      const unread = [{ side: 'ORDS' as const, place: 'HR', code: 'x', message: 'gone', remedy: 'look' }];
      const { given, removed } = setting([{}, { unread }]);
      const { code } = await cli(args('--yes'), given);
      expect({ code, removed }).toEqual({ code: 1, removed: [] });
    });
  });

  describe('databases', () => {
    const of = (claim: string, connectString: string) =>
      manifest({ api: `api-${claim}`, claim, ords: { ...manifest().ords, connectString } });
    const claims = ['aaaaaaaaaaaa', 'bbbbbbbbbbbb'];
    const two = (outputs: object) => ({
      deployment: {
        resources: [
          { ...STATE.deployment.resources[0], outputs },
          ...claims.map((token) => ({
            ...STATE.deployment.resources[1],
            outputs: { token, schema: 'ORDSDEMO' },
          })),
        ],
      },
    });
    const manifests = claims.map((claim, index) => of(claim, `db${index}:1521/x`));
    const passwords = {
      ORDS_PASSWORD_API_AAAAAAAAAAAA: 'Pw_of_one',
      ORDS_PASSWORD_API_BBBBBBBBBBBB: 'Pw_of_two',
    };

    test('of one schema name are all looked at, each with its own password', async () => {
      const { given, asked } = setting({ leftovers: [] }, { states: [two({ manifests })], env: passwords });
      expect((await cli(args(), given)).code).toBe(0);
      expect(asked[0]?.schemas).toMatchObject([
        {
          name: 'ORDSDEMO at db0:1521/x',
          database: 'db0:1521/x',
          connection: { connectString: 'db0:1521/x', password: 'Pw_of_one' },
        },
        {
          name: 'ORDSDEMO at db1:1521/x',
          database: 'db1:1521/x',
          connection: { connectString: 'db1:1521/x', password: 'Pw_of_two' },
        },
      ]);
    });

    test('are not both shown one password', async () => {
      const { given, asked } = setting(
        {},
        { states: [two({ manifests })], env: { ORDS_PASSWORD: 'Pw_of_one' } },
      );
      const { code, err } = await cli(args('--yes'), given);
      expect({ code, looks: asked.length }).toEqual({ code: 1, looks: 0 });
      expect(err).toMatch(/^error: ORDS_PASSWORD: would go to more than one place/);
    });

    test('that the environment says are one are looked at once, with what is known of any', async () => {
      const { given, asked } = setting({ leftovers: [] }, { states: [two({ manifests })], env });
      expect((await cli(args(), given)).code).toBe(0);
      expect(asked[0]?.schemas).toHaveLength(1);
      expect(asked[0]?.schemas[0]).not.toHaveProperty('database');
    });

    test('a manifest that the stack does not export is found with its resources', async () => {
      const { scopes, ...rest } = of('aaaaaaaaaaaa', 'db7:1521/x');
      // As this library's own state keeps it, without what is null.
      const own = {
        ...rest,
        scopes: scopes.map(({ description: _null, ...scope }) => scope),
        ords: { ...rest.ords, jwtProfile: {} },
      };
      const state = {
        deployment: {
          resources: [
            ...two({}).deployment.resources.slice(0, 2),
            {
              urn: 'urn:pulumi:dev::shop::x::y',
              type: 'pulumi-nodejs:dynamic/ords:Agreement',
              outputs: { manifest: own },
            },
          ],
        },
      };
      const { given, asked } = setting(
        { leftovers: [] },
        { states: [state], env: { ORDS_PASSWORD: 'Pw_of_one' } },
      );
      expect((await cli(args(), given)).code).toBe(0);
      expect(asked[0]?.schemas).toMatchObject([{ database: 'db7:1521/x' }]);
    });

    test('a manifest that cannot be read is an error: its database would be left out', async () => {
      const { given, asked } = setting(
        {},
        { states: [two({ manifests: [{ ...manifests[0], version: 2 }] })], env },
      );
      const { code, err } = await cli(args('--yes'), given);
      expect({ code, looks: asked.length }).toEqual({ code: 1, looks: 0 });
      expect(err).toContain('newer version');
    });
  });

  test('an API is taken when it is named', async () => {
    const { given, asked } = setting();
    await cli(args('--api', 'https://api.example.com/a', '--api', 'b'), given);
    expect(asked[0]?.apis).toEqual(['https://api.example.com/a', 'b']);
  });

  test.each([
    ['identifier', '--api IDENTIFIER'],
    ['kept', 'keepProtected'],
    ['copy', 'Take the mark out'],
    ['other_claim', '--claim TOKEN'],
  ] as const)('what is doubtful for its %s says how to go on', async (doubt, text) => {
    const { out } = await cli(args(), setting({ leftovers: [], unproven: [{ ...orders, doubt }] }).given);
    expect(out).toContain(`(${doubt})`);
    expect(out).toContain(text);
  });

  test('what is not proven stays, and is drift', async () => {
    const { given, removed } = setting({ leftovers: [], unproven: [orders] });
    const { code, out } = await cli(args('--yes'), given);
    expect({ code, removed }).toEqual({ code: 2, removed: [] });
    expect(out).toContain('--claim TOKEN');
    expect(out).not.toContain('clean:');
  });

  test('asks for the schemas of the claims with the way that the manifest knows, and for named ones', async () => {
    const { given, asked } = setting();
    await cli(args('--schema', 'hr', '--claim', '0123456789ab'), {
      ...given,
      env: { ORDS_PASSWORD: env.ORDS_PASSWORD, ORDS_CONNECT_STRING: 'db:1521/y', ORDS_USER: 'admin' },
    });
    expect(asked[0]?.schemas).toEqual([
      {
        schema: 'ORDSDEMO',
        connection: { connectString: 'db:1521/y', user: 'admin', password: env.ORDS_PASSWORD },
        name: 'ORDSDEMO',
        database: 'db.example.com:1521/pdb',
      },
      {
        schema: 'HR',
        name: 'HR',
        connection: { connectString: 'db:1521/y', user: 'admin', password: env.ORDS_PASSWORD },
      },
    ]);
    expect(asked[0]?.state.claims.map(({ token }) => token)).toEqual(['4f9a2c81d3e0', '0123456789ab']);
  });

  test('by default reads the state through pulumi', async () => {
    const calls: (readonly string[])[] = [];
    const { given } = setting(
      {},
      {
        pulumi: (call) => {
          calls.push(call);
          return { status: 0, stdout: JSON.stringify(STATE), stderr: '' };
        },
      },
    );
    expect((await cli(['cleanup', '--stack', 'dev'], given)).code).toBe(2);
    expect(calls).toEqual([['stack', 'export', '--non-interactive', '--color', 'never', '--stack', 'dev']]);
  });

  test.each([
    ['y\n', 2, 0],
    ['yes\n', 2, 0],
    ['n\n', 0, 2],
    ['', 0, 2],
  ])('at a terminal it asks, and %j removes %d', async (answer, count, expected) => {
    const { given, removed } = setting(
      {},
      { terminal: true, stdin: listed([answer]), stdinIsTerminal: true },
    );
    const { code, err } = await cli(args(), given);
    expect({ code, count: removed.length }).toEqual({ code: expected, count });
    expect(err).toContain('remove 2 of them? [y/N]');
  });

  test('without a password, with both sources, with a file that is no state', async () => {
    const { given } = setting();
    expect((await cli(args(), { ...given, env: {} })).err).toMatch(/^error: ORDS_PASSWORD: /);
    expect((await cli(fromFile('--stack', 'dev'), given)).err).toContain('both --stack and --state');
    expect((await cli(args('--yes', '--dry-run'), given)).err).toContain('both --dry-run and --yes');
    expect((await cli(fromFile(), { ...given, file: {} })).err).toContain('holds no state of a stack');
    expect((await cli(['cleanup', '--state', 'x'], given)).err).toContain('pulumi stack export > state.json');
  });

  test('a removal that fails ends with 1 and names what is in the way', async () => {
    const remove = () =>
      Promise.reject(new OrdsError('still protects', { code: 'x', remedy: 'unpublish it' }));
    const { code, err } = await cli(args('--yes'), setting({ remove }).given);
    expect(code).toBe(1);
    expect(err).toMatch(/^error: still protects/);
  });

  test('JSON is of the published layout', async () => {
    const { given } = setting({ skipped: [{ side: 'identity provider', reason: 'not set', needed: false }] });
    const { out, code } = await cli(args('--yes', '--output', 'json'), given);
    const document = JSON.parse(out) as unknown;
    expect(document).toMatchObject({
      result: 'clean',
      stack: 'shop/dev',
      removed: 2,
      leftovers: [orders, client],
    });
    expect(code).toBe(0);
    const validate = addFormats(new Ajv()).compile(publishedSchemas()['cleanup.schema.json'] as object);
    expect(validate(document)).toBe(true);
  });
});
