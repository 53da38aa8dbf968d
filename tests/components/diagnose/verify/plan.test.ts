import type { SchemaFacts } from '../../../../components/diagnose/facts';
import { judge } from '../../../../components/diagnose/verify/judge';
import { planChecks, type PlanOptions } from '../../../../components/diagnose/verify/plan';
import type { Manifest } from '../../../../components/manifest';
import { answer, find, ordersManifest, ordsPlace } from './support';

const hasSecret = (): boolean => true;

function plan(manifest: Manifest, options: Partial<PlanOptions> = {}) {
  return planChecks(manifest, { hasSecret, ...options });
}

describe('planChecks', () => {
  it('asks every question of every protected module', () => {
    const checks = plan(ordersManifest());
    expect(checks.map(({ module, check, client }) => [module, check, client])).toEqual([
      ['orders', 'granted', 'backend'],
      ['orders', 'no_token', undefined],
      ['orders', 'garbage_token', undefined],
      ['orders', 'altered_signature', 'backend'],
      ['orders', 'other_audience', undefined],
      ['orders', 'missing_scope', 'auditor'],
      ['audit', 'granted', 'auditor'],
      ['audit', 'no_token', undefined],
      ['audit', 'garbage_token', undefined],
      ['audit', 'altered_signature', 'auditor'],
      ['audit', 'other_audience', undefined],
      ['audit', 'missing_scope', 'backend'],
    ]);
    expect(new Set(checks.map(({ id }) => id)).size).toBe(checks.length);
  });

  it('lets a refusal count only beside an answered call', () => {
    const checks = plan(ordersManifest());
    const granted = find(checks, 'orders', 'granted').id;
    for (const check of ['no_token', 'garbage_token', 'altered_signature', 'other_audience'] as const)
      expect(find(checks, 'orders', check).controls).toEqual([[granted]]);
    // The auditor's token must be good somewhere.
    expect(find(checks, 'orders', 'missing_scope').controls).toEqual([
      [granted],
      [find(checks, 'audit', 'granted').id],
    ]);
  });

  it('takes both disputed statuses for a missing scope, or the expected one alone', () => {
    expect(find(plan(ordersManifest()), 'orders', 'missing_scope').refusals).toEqual([401, 403]);
    const strict = plan(ordersManifest(), { expectedScopeStatus: 403 });
    expect(find(strict, 'orders', 'missing_scope').refusals).toEqual([403]);
    expect(find(strict, 'orders', 'no_token').refusals).toEqual([401]);
  });

  it('asks for fewer scopes when no client lacks the scope, and says so when none can', () => {
    const clients = { backend: { clientId: 'b', scopes: ['orders.read', 'orders.audit'] } };
    const checks = plan(ordersManifest({ clients }));
    expect(find(checks, 'orders', 'missing_scope').credential).toMatchObject({
      need: { client: 'backend', scopes: ['orders.audit'] },
    });

    const single = plan(ordersManifest({ clients: { backend: { clientId: 'b', scopes: ['orders.read'] } } }));
    expect(find(single, 'orders', 'missing_scope').obstacle?.outcome).toBe('skipped');

    const roles = plan(ordersManifest({ clients, authorisation: { mode: 'role', roleClaim: '/roles' } }));
    expect(find(roles, 'orders', 'missing_scope').obstacle?.outcome).toBe('skipped');
  });

  it('takes no token of a client that people sign in to, and says so', () => {
    const web = { clientId: 'w', scopes: ['orders.read'], redirectUris: ['https://app.example.com/cb'] };
    const { clients } = ordersManifest();
    const beside = plan(ordersManifest({ clients: { ...clients, web } }));
    expect(find(beside, 'orders', 'granted', 'web').obstacle).toMatchObject({
      outcome: 'skipped',
      summary: 'people sign in to client "web": there is no token of it without a browser',
    });
    expect(find(beside, 'orders', 'granted', 'backend').obstacle).toBeUndefined();
    expect(
      beside.filter(({ credential }) => 'need' in credential && credential.need.client === 'web'),
    ).toEqual([]);

    const alone = plan(ordersManifest({ clients: { web } }));
    expect(find(alone, 'orders', 'granted').obstacle?.outcome).toBe('skipped');
    const { trust } = ordersManifest();
    const other = { ...ordersManifest({ clients: { web } }), trust: { ...trust, audience: 'urn:other' } };
    const foreign = plan(ordersManifest(), { others: [other] });
    expect(find(foreign, 'orders', 'other_audience').obstacle?.outcome).toBe('skipped');
  });

  it('wants an answer of a public module, and nothing else', () => {
    const manifest = ordersManifest({
      scopes: {},
      ords: ordsPlace({ status: { basePath: '/status/', public: true } }),
    });
    expect(plan(manifest)).toMatchObject([
      { module: 'status', check: 'public', credential: { kind: 'none' } },
    ]);
  });

  it('proves nothing without a client that holds the scope', () => {
    const checks = plan(ordersManifest({ clients: {} }));
    expect(find(checks, 'orders', 'granted').obstacle).toMatchObject({ outcome: 'inconclusive' });
    expect(find(checks, 'orders', 'altered_signature').obstacle).toMatchObject({
      outcome: 'inconclusive',
    });
  });

  it('leaves out a client without its secret when another shows that the module answers', () => {
    const clients = {
      backend: { clientId: 'b', scopes: ['orders.read'] },
      second: { clientId: 's', scopes: ['orders.read'] },
    };
    const manifest = ordersManifest({ clients });
    const one = plan(manifest, { hasSecret: (client) => client === 'second' });
    expect(find(one, 'orders', 'granted', 'backend').obstacle?.outcome).toBe('skipped');
    expect(find(one, 'orders', 'granted', 'second').obstacle).toBeUndefined();
    expect(find(one, 'orders', 'altered_signature').client).toBe('second');
    const none = plan(manifest, { hasSecret: () => false });
    expect(find(none, 'orders', 'granted', 'backend').obstacle?.outcome).toBe('inconclusive');
  });

  it('takes another API’s token of the same issuer and ORDS, the one with the scope first', () => {
    const other = (name: string, scopes: string[], parts = {}) =>
      ordersManifest({
        api: name,
        audience: `https://api.example.com/${name}`,
        clients: { [`${name}-client`]: { clientId: name, scopes } },
        ...parts,
      });
    const audience = (...others: Manifest[]) =>
      find(plan(ordersManifest(), { others }), 'orders', 'other_audience');

    expect(audience(other('plain', []), other('alike', ['orders.read'])).client).toBe('alike/alike-client');
    expect(audience(other('plain', [])).credential).toMatchObject({
      need: { manifest: { api: 'plain' }, audience: 'https://api.example.com/plain' },
    });
    expect(audience(ordersManifest()).obstacle?.outcome).toBe('skipped');
    expect(audience(other('foreign', [], { issuer: 'https://other.example.com/' })).obstacle?.outcome).toBe(
      'skipped',
    );
    const elsewhere = { ords: { ...ordsPlace({}), baseUrl: 'https://elsewhere.example.com/ords' } };
    expect(audience(other('elsewhere', [], elsewhere)).obstacle?.outcome).toBe('skipped');
  });

  it.each([
    ['a path that climbs out', { paths: { orders: '/../../other/x' } }],
    ['another user of the URL', { paths: { orders: '/\\..\\..\\admin' } }],
  ])('sends nothing to %s', (_, options) => {
    const check = find(plan(ordersManifest(), options), 'orders', 'granted');
    expect(check.obstacle?.summary).toContain('is not below https://db.example.com/ords/ordsdemo/');
  });

  it('sends neither secret nor token over plain http, except to this machine', () => {
    const at = (baseUrl: string) =>
      find(
        plan(
          ordersManifest({
            ords: { ...ordsPlace({ orders: { basePath: '/orders/', public: false } }), baseUrl },
          }),
        ),
        'orders',
        'granted',
      ).obstacle?.summary;
    expect(at('http://db.example.com/ords')).toContain('is not https');
    expect(at('http://127.0.0.1:8080/ords')).toBeUndefined();
    expect(at('http://localhost.example.com/ords')).toContain('is not https');
    const elsewhere = { kind: 'other', tokenUrl: 'https://elsewhere.example.com/token' };
    const unknown = plan(ordersManifest({ identityProvider: elsewhere }));
    expect(find(unknown, 'orders', 'granted').obstacle?.summary).toContain('where tokens are issued');
    expect(find(unknown, 'orders', 'no_token').obstacle).toBeUndefined();
  });
});

describe('with the catalogue', () => {
  const facts = (templates: readonly string[]): SchemaFacts => ({
    schema: 'ORDSDEMO',
    enabled: true,
    alias: 'ordsdemo',
    profile: null,
    modules: [{ name: 'orders', basePath: '/orders/', status: 'PUBLISHED', templates }],
    privileges: [],
    roles: [],
    legacyClients: { state: 'skipped', reason: '' },
    legacyPackageUses: { state: 'skipped', reason: '' },
  });
  const rows = (templates: readonly string[]) =>
    plan(ordersManifest(), { schema: facts(templates) }).filter(
      ({ module, check }) => module === 'orders' && check === 'no_token',
    );

  it('every template without variables is called without a token, and each counts beside the granted call', () => {
    const checks = rows(['.', 'list', 'export']);
    expect(checks.map(({ url, further }) => [url?.replace(/^.*ordsdemo/, ''), further])).toEqual([
      ['/orders/', undefined],
      ['/orders/list', true],
      ['/orders/export', true],
    ]);
    for (const { controls, refusals } of checks)
      expect({ controls, refusals }).toEqual({ controls: checks[0]?.controls, refusals: [401] });
    expect(new Set(checks.map(({ id }) => id)).size).toBe(3);
  });

  it('how many templates were not called is said', () => {
    const [, left, ...none] = rows(['.', ':id', 'files/:p*']);
    expect(none).toEqual([]);
    expect(left).toMatchObject({ obstacle: { outcome: 'skipped' } });
    expect(left?.obstacle?.summary).toBe('2 templates with variables were not called: ":id", "files/:p*"');
    expect(left?.url).toBeUndefined();
  });

  it('an open template fails beside one that is protected, and one without a GET handler proves nothing', () => {
    const [, list] = rows(['.', 'list']);
    if (list === undefined) throw new Error('the template is not called');
    const context = {
      outcomes: new Map([[list.controls[0]?.[0] ?? '', 'passed' as const]]),
      missingScopeStatuses: [],
    };
    const outcome = (status: number) => judge(list, answer(status), context).outcome;
    expect([200, 401, 405, 404].map(outcome)).toEqual(['failed', 'passed', 'skipped', 'inconclusive']);
  });
});

describe('clients that people sign in to', () => {
  const web = { clientId: 'web-id', scopes: ['orders.read'], redirectUris: ['https://app.example.com/cb'] };
  const outcomes = (manifest: Manifest) =>
    plan(manifest)
      .filter(({ module }) => module === 'orders')
      .map(({ check, client, obstacle, uncontrolled }) => [check, client, obstacle?.outcome, uncontrolled]);

  it('are passed over, with the reason, beside a machine that is asked', () => {
    const { clients } = ordersManifest();
    const checks = plan(ordersManifest({ clients: { ...clients, web } }));
    const row = find(checks, 'orders', 'granted', 'web');
    expect(row.credential).toEqual({ kind: 'none' });
    expect(row.obstacle).toMatchObject({ outcome: 'skipped' });
    expect(row.obstacle?.summary).toMatch(/^people sign in to client "web"/);
    expect(find(checks, 'orders', 'no_token').uncontrolled).toBeUndefined();
    expect(find(checks, 'orders', 'no_token').controls[0]).toContain(
      find(checks, 'orders', 'granted', 'backend').id,
    );
  });

  it('leave a module to refusals alone where nobody else holds its scope', () => {
    const { auditor } = ordersManifest().clients;
    const clients = { web, ...(auditor && { auditor }) };
    expect(outcomes(ordersManifest({ clients }))).toEqual([
      ['granted', 'web', 'skipped', true],
      ['no_token', undefined, undefined, true],
      ['garbage_token', undefined, undefined, true],
      ['altered_signature', undefined, 'skipped', true],
      ['other_audience', undefined, 'skipped', true],
      ['missing_scope', 'auditor', undefined, true],
    ]);
  });

  it('are the only ones who can have a role of OCI IAM: a machine must be refused', () => {
    const oci = {
      identityProvider: { kind: 'oci-iam', domainUrl: 'https://idcs-0f.identity.oraclecloud.com' },
      authorisation: { mode: 'role', roleClaim: '/iam_groups' },
    } as const;
    const { backend } = ordersManifest().clients;
    const clients = { web, ...(backend && { backend }) };
    expect(outcomes(ordersManifest({ ...oci, clients }))).toEqual([
      ['granted', 'web', 'skipped', true],
      ['no_token', undefined, undefined, true],
      ['garbage_token', undefined, undefined, true],
      ['altered_signature', undefined, 'skipped', true],
      ['other_audience', undefined, 'skipped', true],
      ['missing_role', 'backend', undefined, true],
    ]);
    expect(outcomes(ordersManifest({ ...oci, clients: {} }))).toEqual([
      ['granted', undefined, 'skipped', true],
      ['no_token', undefined, undefined, true],
      ['garbage_token', undefined, undefined, true],
      ['altered_signature', undefined, 'skipped', true],
      ['other_audience', undefined, 'skipped', true],
      ['missing_role', undefined, 'skipped', true],
    ]);
  });
});

it('a manifest cannot send a secret to another place than its identity provider', () => {
  const identityProvider = {
    kind: 'auth0',
    domain: 'tenant.example.com',
    tokenUrl: 'https://elsewhere.example.com/token',
  };
  const { credential } = find(plan(ordersManifest({ identityProvider })), 'orders', 'granted');
  expect(credential).toMatchObject({ need: { tokenUrl: 'https://tenant.example.com/oauth/token' } });
});

describe('an identity domain of OCI IAM', () => {
  const oci = {
    identityProvider: { kind: 'oci-iam', domainUrl: 'https://idcs-0f.identity.oraclecloud.com' },
    issuer: 'https://identity.oraclecloud.com/',
    audience: 'ords/',
  };

  it('is asked for the scopes of the client, since it gives nothing that is not asked for', () => {
    const { credential } = find(plan(ordersManifest(oci)), 'orders', 'granted');
    expect(credential).toEqual({
      kind: 'token',
      need: {
        kind: 'oci-iam',
        tokenUrl: 'https://idcs-0f.identity.oraclecloud.com/oauth2/v1/token',
        manifest: ordersManifest(oci),
        client: 'backend',
        clientId: 'backend-id',
        audience: 'ords/',
        scopes: ['orders.read'],
      },
    });
  });

  it('shows a client’s secret to its own domain only, though all domains have one issuer', () => {
    const other = (domainUrl: string) =>
      ordersManifest({
        ...oci,
        api: 'hr',
        audience: 'hr/',
        identityProvider: { kind: 'oci-iam', domainUrl },
      });
    const row = (domainUrl: string) =>
      find(plan(ordersManifest(oci), { others: [other(domainUrl)] }), 'orders', 'other_audience');
    expect(row('https://idcs-0f.identity.oraclecloud.com').client).toBe('hr/backend');
    expect(row('https://idcs-aa.identity.oraclecloud.com').obstacle?.outcome).toBe('skipped');
  });

  it('is not asked at an address that is none', () => {
    const identityProvider = { kind: 'oci-iam', domainUrl: 'http://idcs-0f.identity.oraclecloud.com' };
    expect(
      find(plan(ordersManifest({ ...oci, identityProvider })), 'orders', 'granted').obstacle,
    ).toMatchObject({
      outcome: 'inconclusive',
      summary: 'the manifest does not say where tokens are issued',
    });
  });
});

describe('a directory of Microsoft Entra', () => {
  const entra = {
    identityProvider: {
      kind: 'entra',
      tenantId: '8f3a1c52-0c1d-4a61-9d6e-2b7f5f0f1a11',
      loginEndpoint: 'https://login.microsoftonline.com',
    },
    issuer: 'https://login.microsoftonline.com/8f3a1c52-0c1d-4a61-9d6e-2b7f5f0f1a11/v2.0',
    audience: '0a3e8f6c-5b7d-4a2e-9c1f-7d2b6e4a8c90',
    authorisation: { mode: 'role', roleClaim: '/roles' },
  } as const;

  it('lets machines in by role: each is answered where it has one, and refused elsewhere', () => {
    const checks = plan(ordersManifest(entra)).filter(({ module }) => module === 'orders');
    expect(checks.map(({ check, client, obstacle }) => [check, client, obstacle?.outcome])).toEqual([
      ['granted', 'backend', undefined],
      ['no_token', undefined, undefined],
      ['garbage_token', undefined, undefined],
      ['altered_signature', 'backend', undefined],
      ['other_audience', undefined, 'skipped'],
      ['missing_scope', 'auditor', undefined],
    ]);
    expect(find(checks, 'orders', 'granted').credential).toMatchObject({
      need: {
        kind: 'entra',
        tokenUrl: 'https://login.microsoftonline.com/8f3a1c52-0c1d-4a61-9d6e-2b7f5f0f1a11/oauth2/v2.0/token',
      },
    });
  });

  it('is not asked for the token of a machine without any role, which gets none', () => {
    const { backend } = ordersManifest().clients;
    const idle = { clientId: 'idle-id', scopes: [] };
    const clients = { idle, ...(backend && { backend }) };
    const missing = (manifest: Manifest) => find(plan(manifest), 'orders', 'missing_scope');
    expect(missing(ordersManifest({ ...entra, clients })).obstacle).toMatchObject({ outcome: 'skipped' });
    expect(missing(ordersManifest({ clients })).client).toBe('idle');
  });

  it('leaves people to refusals alone where no machine has the role', () => {
    const web = { clientId: 'web-id', scopes: ['orders.read'], redirectUris: ['https://app.example.com/cb'] };
    const checks = plan(ordersManifest({ ...entra, clients: { web } })).filter(
      ({ module }) => module === 'orders',
    );
    expect(
      checks.map(({ check, obstacle, uncontrolled }) => [check, obstacle?.outcome, uncontrolled]),
    ).toEqual([
      ['granted', 'skipped', true],
      ['no_token', undefined, true],
      ['garbage_token', undefined, true],
      ['altered_signature', 'skipped', true],
      ['other_audience', 'skipped', true],
      ['missing_scope', 'skipped', true],
    ]);
  });

  it('cannot be asked for fewer roles than a machine has', () => {
    const clients = { backend: { clientId: 'backend-id', scopes: ['orders.read', 'orders.audit'] } };
    expect(
      find(plan(ordersManifest({ ...entra, clients })), 'orders', 'missing_scope').obstacle,
    ).toMatchObject({
      outcome: 'skipped',
    });
  });
});
