import { exportApi } from '../../../components/export/exportApi';
import { handler, live, module, privilege } from './fixtures';

/** The reasons, one line each. */
function notes(...given: Parameters<typeof exportApi>): string[] {
  return exportApi(...given).notExpressed.map(({ object, reason }) => `${object}: ${reason}`);
}

test('a schema that the values say completely', () => {
  expect(exportApi(live())).toEqual({
    schema: 'ORDSDEMO',
    audience: 'https://api.example.com/orders',
    provider: { kind: 'auth0', domain: 'tenant.example.com', settings: {} },
    scopes: { 'orders.read': { modules: ['orders'] } },
    notExpressed: [],
  });
});

test('with descriptions, patterns, another alias and the times of the profile', () => {
  const profile = { ...live().profile!, description: 'd', allowedSkew: 30, allowedAge: 60 };
  const privileges = [privilege({ description: 'two\nlines', patterns: ['/a/*'] })];
  expect(exportApi(live({ schema: 'Mixed', alias: 'v1', privileges, profile }))).toMatchObject({
    schema: '"Mixed"',
    schemaAlias: 'v1',
    scopes: { 'orders.read': { description: 'two\nlines', modules: ['orders'], patterns: ['/a/*'] } },
    jwtProfile: { description: 'd', allowedSkew: 30, allowedAge: 60 },
    notExpressed: [],
  });
});

describe('definitions', () => {
  const defined = (...modules: ReturnType<typeof module>[]) =>
    exportApi(live({ modules }), { definitions: true });

  test('are as short as they can be without saying something else', () => {
    expect(defined(module()).modules).toEqual({
      orders: {
        basePath: '/orders/',
        templates: [
          {
            pattern: '.',
            handlers: [{ method: 'GET', sourceType: 'json/collection', source: 'select 1 from dual' }],
          },
        ],
      },
    });
  });

  test.each(['orders', '/orders', 'orders/', '/été/'])('keep the base path %s', (basePath) => {
    expect(defined(module({ basePath })).modules?.['orders']?.basePath).toBe(basePath);
  });

  test('keep what is not the default', () => {
    const template = {
      pattern: ':id',
      priority: 3,
      etagType: 'QUERY',
      etagQuery: 'select 1',
      comments: 't',
      handlers: [
        handler({
          itemsPerPage: 0,
          mimesAllowed: 'a/b',
          comments: 'h',
          parameters: [{ name: 'X', sourceType: 'HEADER', paramType: 'STRING', accessMethod: 'IN' }],
        }),
      ],
    };
    const written = defined(module({ itemsPerPage: 7, comments: 'c', templates: [template] }));
    expect(written.notExpressed).toEqual([]);
    expect(written.modules?.['orders']).toEqual({
      basePath: '/orders/',
      itemsPerPage: 7,
      comments: 'c',
      templates: [template],
    });
  });

  test.each<[string, Parameters<typeof module>[0], RegExp]>([
    ['origins', { originsAllowed: 'https://a' }, /no origins allowed, "https:\/\/a"/],
    ['a pre-hook', { preHook: 'hook' }, /no pre-hook, "hook"/],
    [
      'an empty source',
      {
        templates: [{ pattern: '.', priority: 0, etagType: 'HASH', handlers: [handler({ source: '' })] }],
      },
      /source is required/,
    ],
    ['no items per page', { itemsPerPage: null }, /write the default/],
    ['no ETag type', { templates: [{ pattern: '.', priority: 0, etagType: '', handlers: [] }] }, /etagType/],
  ])('with %s it is left out whole', (_name, change, reason) => {
    const { modules, notExpressed, scopes } = defined(module(change));
    expect(modules).toEqual({});
    expect(notExpressed).toEqual([
      { object: 'module "orders"', reason: expect.stringMatching(reason) as string },
    ]);
    expect(scopes['orders.read']?.modules).toEqual(['orders']);
  });

  test('a published module without a privilege says public: true', () => {
    const open = module({ name: 'open', basePath: '/open/' });
    const { modules, notExpressed } = defined(module(), open);
    expect(modules?.['open']?.public).toBe(true);
    expect(modules?.['orders']?.public).toBeUndefined();
    expect(notExpressed).toEqual([
      { object: 'module "open"', reason: expect.stringContaining('answers everybody') as string },
    ]);
  });

  test('never call a module public whose privilege is left out', () => {
    const privileges = [privilege({ roles: ['clerk'] })];
    const { modules, scopes } = exportApi(live({ privileges }), { definitions: true });
    expect({ modules, scopes }).toEqual({ modules: {}, scopes: {} });
  });

  test('a module that patterns of a left-out privilege cover is not called public either', () => {
    const privileges = [
      privilege(),
      privilege({ name: 'all', roles: ['clerk'], modules: [], patterns: ['/*'] }),
    ];
    const other = module({ name: 'other', basePath: '/other/' });
    const api = exportApi(live({ privileges, modules: [module(), other] }), { definitions: true });
    expect(Object.keys(api.modules ?? {})).toEqual(['orders']);
  });
});

describe('what is not expressed', () => {
  test.each<[string, Parameters<typeof privilege>[0], RegExp]>([
    ['roles', { roles: ['clerk'] }, /take away "clerk"/],
    ['a description that Auth0 refuses', { description: 'd'.repeat(501) }, /description .*too long/],
    ['a name that no scope can have', { name: 'orders read' }, /contains a space/],
    ['a name of other letters', { name: 'örders' }, /cannot carry/],
    ['a pattern without a slash', { patterns: ['a/*'] }, /slash/],
  ])('a privilege with %s is left out whole', (_name, change, reason) => {
    const given = live({ privileges: [privilege(change)] });
    expect(exportApi(given).scopes).toEqual({});
    expect(notes(given).join('\n')).toMatch(reason);
  });

  test('a pattern under two privileges', () => {
    const privileges = [
      privilege({ patterns: ['/a/*'] }),
      privilege({ name: 'b', modules: [], patterns: ['/a/*'] }),
    ];
    expect(exportApi(live({ privileges })).scopes).toEqual({});
  });

  test('a module under two privileges is under neither scope', () => {
    const privileges = [privilege(), privilege({ name: 'b' })];
    expect(exportApi(live({ privileges })).scopes).toEqual({ 'orders.read': {}, b: {} });
    expect(notes(live({ privileges }))[0]).toMatch(/^module "orders": .*"orders.read" and "b"/);
  });

  test('an unpublished module is not named, since up would publish it', () => {
    const given = live({ modules: [module({ status: 'NOT_PUBLISHED' })] });
    expect(exportApi(given, { definitions: true })).toMatchObject({
      scopes: { 'orders.read': {} },
      modules: {},
    });
    expect(notes(given)).toEqual([expect.stringMatching(/NOT_PUBLISHED, and up would publish it/)]);
  });

  test('label, comments and roles', () => {
    const { label: _none, ...bare } = privilege({ name: 'bare', modules: [] });
    const given = live({
      privileges: [privilege({ label: 'Old', comments: 'c\nd' }), bare],
      roles: ['clerk'],
    });
    expect(notes(given)).toEqual([expect.stringMatching(/^roles "clerk": /)]);
    expect(exportApi(given).scopes).toEqual({
      'orders.read': { label: 'Old', comments: 'c\nd', modules: ['orders'] },
      bare: { label: '' },
    });
  });

  test('a schema without a profile', () => {
    const api = exportApi(live({ profile: null }));
    expect(api).not.toHaveProperty('audience');
    expect(api.notExpressed[0]?.reason).toMatch(/there is none/);
  });

  test.each<[string, Partial<NonNullable<ReturnType<typeof live>['profile']>>, RegExp]>([
    ['an issuer without its slash', { issuer: 'https://tenant.example.com' }, /not those of an Auth0/],
    ['another JWKS URL', { jwkUrl: 'https://keys.example.com/jwks' }, /not those of an Auth0/],
    ['no tolerance at all', { allowedSkew: 0 }, /allowedSkew/],
    ['an age of 0', { allowedAge: 0 }, /allowedAge/],
  ])('%s', (_name, change, reason) => {
    expect(notes(live({ profile: { ...live().profile!, ...change } }))).toEqual([
      expect.stringMatching(reason),
    ]);
  });

  test('a schema that is not enabled', () => {
    expect(notes(live({ enabled: false }))).toEqual([expect.stringMatching(/not enabled/)]);
  });
});

describe('a profile in role mode', () => {
  const inRoleMode = (change: Parameters<typeof privilege>[0] = {}, roleClaim = '/roles') =>
    live({
      privileges: [privilege({ roles: ['clerks', 'readers'], ...change })],
      roles: ['clerks', 'readers', 'spare'],
      profile: { ...live().profile!, roleClaim },
    });

  test('the claim is an option of the provider, and each scope has its roles', () => {
    const api = exportApi(inRoleMode());
    expect(api.provider).toEqual({
      kind: 'auth0',
      domain: 'tenant.example.com',
      settings: { roleClaim: '/roles' },
    });
    expect(api.scopes).toEqual({ 'orders.read': { modules: ['orders'], roles: ['clerks', 'readers'] } });
    expect(notes(inRoleMode())).toEqual(['roles "spare": no scope names them; up leaves them as they are']);
  });

  test('a role of the name of its privilege is the default', () => {
    const given = { ...inRoleMode({ roles: ['orders.read'] }), roles: ['orders.read'] };
    expect(exportApi(given)).toMatchObject({
      scopes: { 'orders.read': { modules: ['orders'] } },
      notExpressed: [],
    });
    expect(exportApi(given).scopes['orders.read']).not.toHaveProperty('roles');
  });

  test.each<[string, Parameters<typeof privilege>[0], RegExp]>([
    ['no roles', { roles: [] }, /lets in every token with the role claim/],
    [
      'a role that ORDS itself has',
      { roles: ['clerks', 'SQL Developer'] },
      /no role "SQL Developer" of its own/,
    ],
    ['a role that no token can name', { roles: ['clerks '] }, /its list of roles has white space/],
  ])('a privilege with %s is left out whole', (_name, change, reason) => {
    const given = { ...inRoleMode(change), roles: ['clerks', 'clerks '] };
    expect(exportApi(given).scopes).toEqual({});
    expect(notes(given).join('\n')).toMatch(reason);
  });

  test('a claim that the option cannot name leaves no scope, so that the values alone cannot change it', () => {
    const given = inRoleMode({}, 'roles');
    expect(exportApi(given).scopes).toEqual({});
    expect(notes(given)[0]).toMatch(/"roles", which roleClaim cannot name: it is not a JSON pointer/);
  });

  test('a release that does not show it is said', () => {
    const given = live({ profile: { ...live().profile!, roleClaim: undefined } });
    expect(notes(given)).toEqual([expect.stringMatching(/does not show whether it authorises by the roles/)]);
  });
});

describe('a profile of an identity domain', () => {
  const DOMAIN = 'https://idcs-0123.identity.oraclecloud.com';
  const ofDomain = (change: Partial<NonNullable<ReturnType<typeof live>['profile']>> = {}) =>
    live({
      profile: {
        ...live().profile!,
        issuer: 'https://identity.oraclecloud.com/',
        audience: 'ords/',
        jwkUrl: `${DOMAIN}/admin/v1/SigningCert/jwk`,
        ...change,
      },
    });

  test('is one of ociIam', () => {
    expect(exportApi(ofDomain())).toMatchObject({
      audience: 'ords/',
      provider: { kind: 'oci-iam', domain: DOMAIN, settings: {} },
      notExpressed: [],
    });
    expect(exportApi(ofDomain())).not.toHaveProperty('accept');
  });

  test('in role mode names the claim that the domain has', () => {
    const given = {
      ...ofDomain({ roleClaim: '/iam_groups' }),
      privileges: [privilege({ roles: ['clerks'] })],
      roles: ['clerks'],
    };
    expect(exportApi(given)).toMatchObject({
      provider: { settings: { groupClaim: 'iam_groups', groupClaimExists: true } },
      scopes: { 'orders.read': { roles: ['clerks'] } },
      notExpressed: [],
    });
  });

  test.each<[string, Parameters<typeof ofDomain>[0], RegExp]>([
    [
      'a port that is none',
      { jwkUrl: `${DOMAIN}:443/admin/v1/SigningCert/jwk` },
      /up writes it as .*which is the same/,
    ],
    ['an issuer of its own', { issuer: DOMAIN }, /what the domain's discovery document says/],
    ['a nested claim', { roleClaim: '/a/b' }, /which groupClaim cannot name/],
  ])('with %s it is said', (_name, change, reason) => {
    expect(notes(ofDomain(change))[0]).toMatch(reason);
    expect(exportApi(ofDomain(change)).provider.domain).toBe(DOMAIN);
  });

  test('an audience that fuses with its scopes is accepted, since its clients ask for them', () => {
    const api = exportApi(ofDomain({ audience: 'audience01' }));
    expect(api.accept).toEqual(['oci.audience.fuses']);
    expect(api.notExpressed).toEqual([
      { object: 'JWT profile', reason: expect.stringContaining('no slash at its end') as string },
    ]);
  });

  test('a scope that the domain would spoil is left out', () => {
    const given = { ...ofDomain(), privileges: [privilege({ name: '/read' })] };
    expect(exportApi(given).scopes).toEqual({});
    expect(notes(given)[0]).toMatch(/begins with a slash/);
  });

  test('one that is no domain is not taken for one', () => {
    expect(notes(ofDomain({ jwkUrl: `${DOMAIN}/keys` }))[0]).toMatch(/not those of an Auth0 tenant/);
    const [note] = exportApi(ofDomain({ jwkUrl: `${DOMAIN}/keys` }), { kind: 'oci-iam' }).notExpressed;
    expect(note?.reason).toMatch(/not those of an identity domain/);
  });
});

test('names that are special to JavaScript are names', () => {
  const api = exportApi(
    live({
      modules: [module({ name: '__proto__' })],
      privileges: [privilege({ name: '__proto__', modules: ['__proto__'] })],
    }),
    { definitions: true },
  );
  expect(Object.keys(api.scopes)).toEqual(['__proto__']);
  expect(Object.keys(api.modules ?? {})).toEqual(['__proto__']);
  expect(api.notExpressed).toEqual([]);
});
