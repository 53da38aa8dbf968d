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

function setting(found: Partial<Cleanup> = {}, more: Setting = {}) {
  const removed: string[] = [];
  const asked: CleanupRequest[] = [];
  const given: Setting = {
    env,
    file: STATE,
    ...more,
    services: {
      findLeftovers: (request) => {
        asked.push(request);
        const leftovers = found.leftovers ?? [orders, client];
        return Promise.resolve({
          leftovers,
          unproven: [],
          unread: [],
          skipped: [],
          remove: (tell) => {
            for (const leftover of leftovers) {
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
const args = (...more: string[]): string[] => ['cleanup', '--state', 'manifest.json', ...more];

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
      },
      {
        schema: 'HR',
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
    expect((await cli(args('--stack', 'dev'), given)).err).toContain('both --stack and --state');
    expect((await cli(args('--yes', '--dry-run'), given)).err).toContain('both --dry-run and --yes');
    expect((await cli(args(), { ...given, file: {} })).err).toContain('holds no state of a stack');
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
    const { given } = setting({ skipped: [{ side: 'identity provider', reason: 'not set' }] });
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
