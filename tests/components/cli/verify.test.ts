import Ajv from 'ajv';
import addFormats from 'ajv-formats';

import { verifyDocument } from '../../../components/cli/output/documents';
import { publishedSchemas } from '../../../components/cli/output/publishedSchemas';
import type { VerifyRequest } from '../../../components/cli/services';
import type { CheckResult } from '../../../components/diagnose/verify/check';
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
    ['no check at all', [], 1],
  ])('%s', async (_name, checks, code) => {
    expect((await verify(checks)).code).toBe(code);
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
    expect(await request([])).toMatchObject({ parallel: 4, timeoutSeconds: 10, paths: {}, schemas: {} });
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
    expect(Object.keys((await request([], { env })).schemas)).toEqual(['orders']);
  });

  describe('client secrets', () => {
    const file = {
      manifest: manifest(),
      clients: { any: { clientId: 'id-of-backend', clientSecret: 'from-outputs' } },
    };

    test('come from the outputs by client ID', async () => {
      expect((await request([], { file })).clientSecret('backend', 'orders')).toBe('from-outputs');
    });

    test('come from the environment first', async () => {
      const env = { PULUMI_ORDS_CLIENT_SECRET_BACKEND: 'from-environment' };
      expect((await request([], { file, env })).clientSecret('backend', 'orders')).toBe('from-environment');
    });

    test('a key with other characters', async () => {
      const clients = { 'my.client-1': { clientId: 'x', scopes: [] } };
      const env = { PULUMI_ORDS_CLIENT_SECRET_MY_CLIENT_1: 'it' };
      const asked = await request([], { file: manifest({ clients }), env });
      expect(asked.clientSecret('my.client-1', 'orders')).toBe('it');
    });

    test('are not known otherwise', async () => {
      const asked = await request([]);
      expect(asked.clientSecret('backend', 'orders')).toBeUndefined();
      expect(asked.clientSecret('constructor', 'orders')).toBeUndefined();
      expect(asked.clientSecret('backend', 'elsewhere')).toBeUndefined();
    });

    test('and tokens are masked', async () => {
      const { out } = await verify([], [], {
        file,
        services: {
          verify: (asked) => {
            asked.onToken('a.requested.token');
            const summary = `leaks a.requested.token and ${asked.clientSecret('backend', 'orders')}`;
            return { checks: listed([check({ outcome: 'failed', summary })]), tokensUsed: () => 1 };
          },
        },
      });
      expect(out).toContain('leaks [secret] and [secret]');
    });
  });
});
