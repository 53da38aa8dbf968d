import { createHttp } from '../../../../components/diagnose/collect/httpClient';
import { requestToken } from '../../../../components/diagnose/collect/tokenRequest';
import type { CheckResult } from '../../../../components/diagnose/verify/check';
import { TokenCache } from '../../../../components/diagnose/verify/tokens';
import { verifyApi, type VerifyOptions } from '../../../../components/diagnose/verify/verify';
import type { Manifest } from '../../../../components/manifest';
import { PROVIDERS } from '../../../diagnosis/support/identityProviders/identityProvider';
import { Provisioned } from './provisioned';
import { all, outcomes } from './support';

describe.each(PROVIDERS)('%s', (kind) => {
  let both: Provisioned;
  let orders: Manifest;
  let billing: Manifest;

  beforeAll(async () => {
    both = await Provisioned.open(kind);
    orders = await both.api('orders', { backend: ['orders.read'], auditor: ['orders.audit'] });
    billing = await both.api('billing', { biller: ['orders.read'] });
    await both.ords(orders);
  });

  afterAll(() => both.close());

  function verify(options: Partial<VerifyOptions> = {}, manifest = orders): Promise<CheckResult[]> {
    return all(
      verifyApi(manifest, {
        http: both.bench.http,
        requestToken,
        clientSecret: both.clientSecret,
        others: [billing],
        ...options,
      }),
    );
  }

  /** Those that did not pass, of one module. */
  const open = (results: readonly CheckResult[], module: string): string[] =>
    outcomes(results.filter((one) => one.module === module && one.outcome !== 'passed'));

  test('two sides that agree pass every check, with one token for each client', async () => {
    const tokens = new TokenCache({
      http: both.bench.http,
      requestToken,
      clientSecret: both.clientSecret,
    });
    const results = await verify({ tokens });
    expect(open(results, 'orders')).toEqual([]);
    // The biller's token lacks this scope: where that is refused with 401 too, its refusal would not be for its audience.
    expect(open(results, 'audit')).toEqual(['audit other_audience billing/biller skipped']);
    expect(results).toHaveLength(12);
    expect(tokens.used).toBe(3);
    expect(results.filter(({ check }) => check === 'missing_scope').map(({ status }) => status)).toEqual([
      401, 401,
    ]);
    expect(results.find(({ check }) => check === 'garbage_token')?.wwwAuthenticate).toContain(
      'invalid_token',
    );
  });

  test('the other answer of ORDS to a missing scope passes too, unless one is expected', async () => {
    await both.bench.control('ords/settings', { wrongScopeStatus: 403, wrongRoleStatus: 403 });
    try {
      expect(outcomes(await verify()).filter((one) => !one.endsWith(' passed'))).toEqual([]);
      expect(open(await verify({ expectedScopeStatus: 401 }), 'orders')).toEqual([
        'orders missing_scope auditor failed',
      ]);
    } finally {
      await both.bench.control('ords/resetSettings');
    }
  });

  test('a module under a pattern passes whatever ORDS makes of the pattern’s own root', async () => {
    const { ords, scopes } = orders;
    const manifest = {
      ...orders,
      scopes: scopes.map((scope) =>
        scope.name === 'orders.read' ? { ...scope, modules: [], patterns: ['/orders/*'] } : scope,
      ),
      ords: { ...ords, modules: { ...ords.modules, orders: { basePath: '/orders/', public: false } } },
    };
    await both.calls(both.privilege(orders, 'orders.read', { patterns: ['/orders/*'] }));
    try {
      for (const wildcardCoversItsRoot of [true, false]) {
        await both.bench.control('ords/settings', { wildcardCoversItsRoot });
        expect(open(await verify({}, manifest), 'orders')).toEqual([]);
      }
    } finally {
      await both.bench.control('ords/resetSettings');
      await both.calls(both.privilege(orders, 'orders.read', { modules: ['orders'] }));
    }
  });

  test('a module that became public fails by name, and is no proof of a token either', async () => {
    await both.calls(`ords.delete_privilege(p_name => 'orders.read');`);
    try {
      const results = await verify();
      expect(open(results, 'orders')).toEqual([
        'orders no_token failed',
        'orders garbage_token failed',
        'orders altered_signature backend failed',
        'orders other_audience billing/biller failed',
        'orders missing_scope auditor failed',
      ]);
      expect(results.find(({ check }) => check === 'no_token')).toMatchObject({
        code: 'ords.module.public',
        status: 200,
      });
      // That the open module answers the backend does not show that its token is good.
      expect(open(results, 'audit')).toEqual([
        'audit other_audience billing/biller skipped',
        'audit missing_scope backend inconclusive',
      ]);
    } finally {
      await both.calls(both.privilege(orders, 'orders.read', { modules: ['orders'] }));
    }
  });

  test('nothing is proven by a module that is not published', async () => {
    const publish = (status: string) =>
      both.calls(`ords.publish_module(p_module_name => 'orders', p_status => '${status}');`);
    await publish('NOT_PUBLISHED');
    try {
      const results = await verify();
      expect(open(results, 'orders')).toEqual([
        'orders granted backend inconclusive',
        'orders no_token inconclusive',
        'orders garbage_token inconclusive',
        'orders altered_signature backend inconclusive',
        'orders other_audience billing/biller inconclusive',
        'orders missing_scope auditor inconclusive',
      ]);
      expect(results[0]?.summary).toContain('not published');
    } finally {
      await publish('PUBLISHED');
    }
  });

  test('a profile for another audience refuses the granted call, and takes the other API’s token', async () => {
    await both.profile(billing);
    try {
      expect(open(await verify(), 'orders')).toEqual([
        'orders granted backend failed',
        'orders no_token inconclusive',
        'orders garbage_token inconclusive',
        'orders altered_signature backend inconclusive',
        'orders other_audience billing/biller failed',
        'orders missing_scope auditor inconclusive',
      ]);
    } finally {
      await both.profile(orders);
    }
  });

  test('a scope that was granted behind our back is told from an ORDS that does not ask for it', async () => {
    await both.grant(orders, 'auditor', ['orders.audit', 'orders.read']);
    try {
      const results = await verify();
      // A token of OCI IAM has the scopes that were asked for: what else could be asked for is for `drift` to see.
      const seen = kind === 'oci-iam' ? [] : ['orders missing_scope auditor failed'];
      expect(open(results, 'orders')).toEqual(seen);
      const codes = results.filter(({ outcome }) => outcome === 'failed').map(({ code }) => code);
      expect(codes).toEqual(seen.map(() => 'idp.grant.scope_undeclared'));
    } finally {
      await both.grant(orders, 'auditor', ['orders.audit']);
    }
  });

  test('a client that lost its scope is told so', async () => {
    await both.grant(orders, 'backend', []);
    try {
      expect((await verify())[0]).toMatchObject(
        {
          auth0: {
            outcome: 'failed',
            summary: 'the client is refused: its token does not carry "orders.read"',
          },
          // There is no token without any scope.
          'oci-iam': {
            outcome: 'inconclusive',
            summary: expect.stringContaining(
              `gets no token for "${orders.trust.audience}orders.read"`,
            ) as string,
          },
          // Nor without any role.
          entra: {
            outcome: 'inconclusive',
            summary: expect.stringContaining('has no role of the API') as string,
          },
        }[kind],
      );
    } finally {
      await both.grant(orders, 'backend', ['orders.read']);
    }
  });

  test('a single client with two scopes shows the missing scope with a narrowed token', async () => {
    const manifest = await both.api('wide', { backend: ['orders.read', 'orders.audit'] });
    await both.profile(manifest);
    try {
      const tokens = new TokenCache({
        http: both.bench.http,
        requestToken,
        clientSecret: both.clientSecret,
      });
      const results = await verify({ others: [], tokens }, manifest);
      // Nobody can ask Entra for fewer roles than a client has.
      const unproven = kind === 'entra' ? ['orders missing_scope skipped'] : [];
      expect(open(results, 'orders')).toEqual(['orders other_audience skipped', ...unproven]);
      // The whole one, and one for each scope alone.
      expect(tokens.used).toBe(kind === 'entra' ? 1 : 3);
    } finally {
      await both.profile(orders);
    }
  });

  test('an ORDS that is not there, or whose certificate is not trusted, proves nothing', async () => {
    const gone = { ...orders, ords: { ...orders.ords, baseUrl: 'https://127.0.0.1:1/ords' } };
    const distrustful = createHttp();
    try {
      for (const results of [await verify({}, gone), await verify({ http: distrustful })]) {
        const seen = results.map(({ check, outcome }) => [check, outcome]);
        expect(seen.filter(([, outcome]) => outcome !== 'inconclusive')).toEqual([
          // A token of an API at another ORDS is not sent.
          ...seen.filter(([check, outcome]) => check === 'other_audience' && outcome === 'skipped'),
        ]);
      }
    } finally {
      await distrustful.close();
    }
  });

  test('a wrong secret proves nothing, and says so', async () => {
    const results = await verify({ clientSecret: () => 'wrong' });
    expect(results.filter(({ outcome }) => outcome === 'passed')).toEqual([]);
    expect(results[0]?.summary).toContain('secret');
    expect(JSON.stringify(results)).not.toContain('wrong');
  });

  test('neither tokens nor secrets are in the results', async () => {
    const seen: string[] = [];
    const results = await verify({
      requestToken: async (request, through) => {
        const reading = await requestToken(request, through);
        if (reading.state === 'read') seen.push(reading.value.token);
        return reading;
      },
    });
    const text = JSON.stringify(results);
    expect(seen).toHaveLength(3);
    for (const part of [
      ...seen.flatMap((token) => token.split('.')),
      ...[...both.logins.values()].map(({ clientSecret }) => clientSecret),
    ])
      expect(text).not.toContain(part);
  });
});
