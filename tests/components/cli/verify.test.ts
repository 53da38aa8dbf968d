import Ajv from 'ajv';
import addFormats from 'ajv-formats';

import { verifyDocument } from '../../../components/cli/output/documents';
import { publishedSchemas } from '../../../components/cli/output/publishedSchemas';
import type { VerifyRequest } from '../../../components/cli/services';
import type { CheckResult } from '../../../components/diagnose/verify/check';
import type { Manifest } from '../../../components/manifest';
import { check, manifest } from './fixtures';
import { cli, listed, type Setting } from './harness';

const REFUSED = check({
  check: 'no_token',
  status: 401,
  wwwAuthenticate: 'Bearer',
  expected: 'refused (401)',
  summary: 'is refused',
});
const PUBLIC = check({
  check: 'no_token',
  outcome: 'failed',
  expected: 'refused (401)',
  summary: 'answers without a token',
  remedy: 'put it under its privilege: pulumi up',
  code: 'ords.module.public',
});
const OPEN = check({
  outcome: 'inconclusive',
  summary: 'the endpoint cannot be reached',
  remedy: 'start it',
});
const SKIPPED = check({
  check: 'other_audience',
  outcome: 'skipped',
  summary: 'no token of another API',
  remedy: 'x',
});

const verify = (checks: readonly CheckResult[], args: string[] = [], setting: Setting = {}) =>
  cli(['verify', '--manifest', 'manifest.json', ...args], {
    ...setting,
    services: { verify: () => ({ checks: listed(checks), tokensUsed: () => 2 }), ...setting.services },
  });

/** What the services are asked for. */
async function request(args: string[], setting: Setting = {}): Promise<VerifyRequest> {
  let seen: VerifyRequest | undefined;
  await verify([], args, {
    ...setting,
    services: {
      verify: (asked) => {
        seen = asked;
        return { checks: listed([check()]), tokensUsed: () => 0 };
      },
    },
  });
  if (seen === undefined) throw new Error('nothing was verified');
  return seen;
}

describe('verify', () => {
  test.each([
    ['all passed', [check(), REFUSED], 0],
    ['one was skipped', [check(), SKIPPED], 0],
    ['one failed', [check(), PUBLIC], 2],
    ['one proves nothing', [check(), OPEN], 1],
    ['a failure is certain, whatever stayed open', [OPEN, PUBLIC], 2],
    ['only skipped', [SKIPPED], 1],
    ['everybody is refused', [REFUSED, SKIPPED], 1],
    ['a public module answers', [check({ check: 'public' }), SKIPPED], 0],
    ['no check at all', [], 1],
  ])('%s', async (_name, checks, code) => {
    expect((await verify(checks)).code).toBe(code);
  });

  test('where only people are let in, refusals are enough when that is said', async () => {
    const { code, out } = await verify([REFUSED, SKIPPED]);
    expect(code).toBe(1);
    expect(out).toContain('nobody was let in at orders');
    expect((await verify([REFUSED, SKIPPED], ['--refusals-only'])).code).toBe(0);
    expect((await verify([SKIPPED], ['--refusals-only'])).code).toBe(1);
    expect((await verify([REFUSED, PUBLIC], ['--refusals-only'])).code).toBe(2);
  });

  test('without the catalogue it says that one path of each module was called', async () => {
    expect((await verify([check()])).out).toContain('of each module of orders one path was called');
    const env = { ORDS_PASSWORD: 'a long password' };
    expect((await verify([check()], [], { env })).out).not.toContain('one path was called');
  });

  test('an API without any check is not verified by the checks of another', async () => {
    const file = [manifest(), manifest({ api: 'stock' })];
    expect((await verify([check()], [], { file })).code).toBe(1);
  });

  test('a line for each check, with status, header and time, and the number of tokens', async () => {
    const { out } = await verify([check(), REFUSED, PUBLIC]);
    expect(out).toContain('orders orders  GET https://ords.example.com/ords/demo/orders/');
    expect(out).toMatch(/ok +200 +12 ms {2}a token with the scope is let in \(backend\)/);
    expect(out).toMatch(/ok +401 .*no token is refused.*\n +Bearer\n/);
    expect(out).toMatch(/FAILED +200 .*\n +answers without a token\n +next put it under its privilege/);
    expect(out).toContain('failed: 1 failed, 2 passed, 2 tokens used');
  });

  test('quiet', async () => {
    expect((await verify([check(), SKIPPED], ['--quiet'])).out).toBe('');
    expect((await verify([check(), PUBLIC], ['--quiet'])).out).not.toContain('let in');
  });

  test('progress only on a terminal', async () => {
    expect((await verify([check()])).err).toBe('');
    expect((await verify([check()], [], { terminal: true })).err).toContain('1 check made, 2 tokens used');
  });

  test('JSON is of the published layout', async () => {
    const validate = addFormats(new Ajv()).compile(publishedSchemas()['verify.schema.json'] as object);
    const { code, out } = await verify([check(), REFUSED, PUBLIC, OPEN, SKIPPED], ['--output', 'json']);
    const document = JSON.parse(out) as unknown;
    expect(code).toBe(2);
    expect(verifyDocument.parse(document)).toEqual(document);
    expect(validate(document)).toBe(true);
    expect(document).toMatchObject({ result: 'failed', tokens: 2 });
  });

  test('JUnit: failures, errors and skipped checks are told apart', async () => {
    const control = check({ summary: 'says "<&\u0007"' });
    const { out } = await verify([control, PUBLIC, OPEN, SKIPPED], ['--output', 'junit']);
    expect(out).toMatch(/<testsuites tests="4" failures="1" errors="1" skipped="1"/);
    expect(out).toContain('classname="pulumi-ords.verify.orders.orders"');
    expect(out).toMatch(/<failure message="expected refused \(401\); answers without a token\. Next: /);
    expect(out).not.toContain('\u0007');
  });

  test('JUnit: what a server says cannot end the section that it stands in, however often it tries', async () => {
    const evil = ']]>]]><testcase name="forged"/><![CDATA[';
    const out = (
      await verify(
        [check({ outcome: 'failed', wwwAuthenticate: evil, summary: evil, module: evil, remedy: evil })],
        ['--output', 'junit'],
      )
    ).out;
    const elements: string[] = [];
    // Sections are taken out as an XML reader takes them: each ends at the first `]]>`.
    const outside = out.replace(/<!\[CDATA\[.*?\]\]>/gs, '');
    for (const [, name] of outside.matchAll(/<(\w[\w-]*)/g)) elements.push(name ?? '');
    expect(elements).toEqual(['testsuites', 'testsuite', 'testcase', 'failure', 'system-out']);
  });

  test('what is asked of the services', async () => {
    expect(await request([])).toMatchObject({
      parallel: 4,
      timeoutSeconds: 10,
      paths: {},
      schemas: new Map(),
    });
    const asked = await request([
      ...['--parallel', '8', '--timeout', '3', '--expect-status', '403'],
      ...['--path', 'orders=list?limit=1', '--path', 'audit=/audit/a=b'],
    ]);
    expect(asked).toMatchObject({
      parallel: 8,
      timeoutSeconds: 3,
      expectedScopeStatus: 403,
      paths: { orders: 'list?limit=1', audit: '/audit/a=b' },
    });
  });

  test.each([
    ['--parallel', '0'],
    ['--parallel', 'many'],
    ['--timeout', '601'],
    ['--expect-status', '200'],
    ['--path', 'orders'],
    ['--output', 'sarif'],
  ])('%s %s is refused', async (name, value) => {
    expect(await verify([check()], [name, value])).toMatchObject({
      code: 1,
      out: '',
      err: expect.stringContaining(name),
    });
  });

  test('the catalogue is read where there is a password, and its failure is only said', async () => {
    const env = { ORDS_PASSWORD: 'a long password' };
    expect([...(await request([], { env })).schemas.keys()].map(({ api }) => api)).toEqual(['orders']);
  });

  describe('client secrets', () => {
    const file = {
      manifest: manifest(),
      clients: { any: { clientId: 'id-of-backend', clientSecret: 'from-outputs' } },
    };

    const secretOf = (asked: VerifyRequest): string | undefined => {
      const [first] = asked.manifests;
      return first && asked.clientSecret('backend', first);
    };

    test('come from the outputs by client ID', async () => {
      expect(secretOf(await request([], { file }))).toBe('from-outputs');
    });

    test('come from the environment first', async () => {
      const env = { PULUMI_ORDS_CLIENT_SECRET_BACKEND: 'from-environment' };
      expect(secretOf(await request([], { file, env }))).toBe('from-environment');
    });

    test('a key with other characters', async () => {
      const clients = { 'my.client-1': { clientId: 'x', scopes: [] } };
      const env = { PULUMI_ORDS_CLIENT_SECRET_MY_CLIENT_1: 'it' };
      const asked = await request([], { file: manifest({ clients }), env });
      expect(asked.clientSecret('my.client-1', asked.manifests[0] ?? manifest())).toBe('it');
    });

    test('are not known otherwise', async () => {
      const asked = await request([]);
      expect(asked.clientSecret('backend', asked.manifests[0] ?? manifest())).toBeUndefined();
      expect(asked.clientSecret('constructor', asked.manifests[0] ?? manifest())).toBeUndefined();
    });

    describe('of the environment', () => {
      const api = (name: string, changes: Partial<Manifest> = {}): Manifest =>
        manifest({ api: name, ...changes });
      const clients = (...keys: string[]): Manifest['clients'] =>
        Object.fromEntries(keys.map((key) => [key, { clientId: `id-of-${key}`, scopes: ['orders.read'] }]));
      const elsewhere = { identityProvider: { kind: 'auth0', domain: 'other.example.com' } };
      const env = { PULUMI_ORDS_CLIENT_SECRET_BACKEND: 'right-for-one' };
      const run = async (file: unknown, variables: Record<string, string>) => {
        let asked: VerifyRequest | undefined;
        const { code, err } = await verify([check()], [], {
          file,
          env: variables,
          services: {
            verify: (request) => {
              asked = request;
              return { checks: listed([check()]), tokensUsed: () => 0 };
            },
          },
        });
        return { code, err, asked };
      };

      test.each([
        ['of two tenants', [api('dev'), api('prod', elsewhere)]],
        [
          'of one tenant with an id each',
          [api('dev'), api('prod', { clients: { backend: { clientId: 'x', scopes: [] } } })],
        ],
        [
          'of one API, whose keys come to one name',
          [api('dev', { clients: clients('back-end', 'back_end') })],
        ],
      ])('go to no two clients %s', async (_name, file) => {
        const variable = JSON.stringify(file).includes('back_end') ? 'BACK_END' : 'BACKEND';
        const { code, err, asked } = await run(file, {
          [`PULUMI_ORDS_CLIENT_SECRET_${variable}`]: 'right-for-one',
        });
        expect({ code, asked }).toEqual({ code: 1, asked: undefined });
        expect(err).toMatch(
          new RegExp(`^error: PULUMI_ORDS_CLIENT_SECRET_${variable}: would go to more than one place`),
        );
        expect(err).not.toContain('right-for-one');
      });

      test('go to one client that two APIs share', async () => {
        expect((await run([api('dev'), api('prod')], env)).code).not.toBe(2);
        expect((await run([api('dev'), api('prod')], env)).asked).toBeDefined();
      });

      test('of an API’s own name go to that one', async () => {
        const { asked } = await run([api('dev'), api('prod', elsewhere)], {
          PULUMI_ORDS_CLIENT_SECRET_DEV_BACKEND: 'of-dev',
          PULUMI_ORDS_CLIENT_SECRET_BACKEND: 'of-prod',
        });
        expect(asked?.manifests.map((one) => asked.clientSecret('backend', one))).toEqual([
          'of-dev',
          'of-prod',
        ]);
      });

      test('of people are nobody’s to send', async () => {
        const web = { backend: { clientId: 'w', scopes: [], redirectUris: ['https://app.example.com/cb'] } };
        expect(
          (await run([api('dev'), api('prod', { ...elsewhere, clients: web })], env)).asked,
        ).toBeDefined();
      });
    });

    test('two APIs of one name are refused: results go by the name', async () => {
      const { code, err } = await verify([check()], [], {
        file: [
          manifest(),
          manifest({ trust: { ...manifest().trust, audience: 'https://prod.example.com/' } }),
        ],
      });
      expect(code).toBe(1);
      expect(err).toMatch(/^error: manifest\.json holds more than one API "orders" .*\nnext: /);
    });

    test('and tokens are masked', async () => {
      const { out } = await verify([], [], {
        file,
        services: {
          verify: (asked) => {
            asked.onToken('a.requested.token');
            const summary = `leaks a.requested.token and ${asked.clientSecret('backend', asked.manifests[0] ?? manifest())}`;
            return { checks: listed([check({ outcome: 'failed', summary })]), tokensUsed: () => 1 };
          },
        },
      });
      expect(out).toContain('leaks [secret] and [secret]');
    });
  });
});
