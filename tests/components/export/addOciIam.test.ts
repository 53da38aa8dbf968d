import { addOciIam } from '../../../components/export/addOciIam';
import { exportApi } from '../../../components/export/exportApi';
import type { ExportedApi } from '../../../components/export/exportedApi';
import type { LiveOciClient, LiveOciIam, LiveOciScope } from '../../../components/export/liveOciIam';
import type { LiveSchema } from '../../../components/export/liveSchema';
import { checkOciAdoption, type OciIamAdoptArgs } from '../../../components/idp/ociAdoption';
import { privilege } from './fixtures';
import { DOMAIN, liveOciApi, liveOciClient, liveOciIam, liveOciWebClient, liveOfDomain } from './ociFixtures';

function added(domain: Partial<LiveOciIam> = {}, schema: LiveSchema = liveOfDomain()): ExportedApi {
  return addOciIam(
    exportApi(schema, { kind: 'oci-iam' }),
    liveOciIam(domain),
    schema.profile?.issuer,
    schema.privileges.map(({ name }) => name),
  );
}
const inRoleMode = (): LiveSchema =>
  liveOfDomain(
    { privileges: [privilege({ roles: ['clerks'] })], roles: ['clerks'] },
    { roleClaim: '/iam_groups' },
  );
const CLAIM = { name: 'iam_groups', value: '$user.groups.*.display', mode: 'always', tokenType: 'AT' };
const notes = (api: ExportedApi): string[] =>
  api.notExpressed.map(({ object, reason }) => `${object}: ${reason}`);

test('a domain that agrees with the schema', () => {
  const api = added();
  expect(api.notExpressed).toEqual([]);
  expect(api.scopes).toEqual({ 'orders.read': { modules: ['orders'] } });
  expect(api.clients).toEqual({
    'backend-service': { scopes: ['orders.read'], displayName: 'Backend service' },
  });
  expect(api.provider).toEqual({
    kind: 'oci-iam',
    domain: DOMAIN,
    settings: { apiName: 'Orders API', tokenLifetime: 7_200 },
    adopt: { api: '5e1f01', clients: { 'backend-service': '5e1f02' } },
  });
  expect(
    checkOciAdoption((api.provider.adopt ?? {}) as OciIamAdoptArgs, {
      domain: DOMAIN,
      clients: ['backend-service'],
    }),
  ).toEqual([]);
});

test('no app with that audience', () => {
  const api = added({ api: null, clients: [] });
  expect(api).toMatchObject({ provider: { settings: {}, adopt: {} }, clients: {} });
  expect(notes(api)).toEqual([`resource app of "ords/": domain "${DOMAIN}" has none; up creates it`]);
});

test('an app that up would have to replace is not taken over', () => {
  const api = added({ api: liveOciApi({ template: 'Custom' }) });
  expect(api).toMatchObject({ provider: { adopt: {} }, clients: {} });
  expect(notes(api)).toEqual([expect.stringMatching(/from the template "Custom".*another audience/)]);
});

describe('the trust', () => {
  test.each<[string, Partial<LiveOciIam>, RegExp]>([
    [
      'another domain than that of the profile',
      { domain: 'https://idcs-9.example.com' },
      /read from "https:\/\/idcs-9\.example\.com"; up makes it trust the latter/,
    ],
    ['another issuer', { issuer: DOMAIN }, /up makes it "https:\/\/idcs-0123.*as the domain says/],
    ['closed keys', { publicKeys: false }, /publicSigningCertificate: true makes up open them/],
  ])('%s', (_what, change, note) => {
    expect(notes(added(change))).toEqual([expect.stringMatching(note)]);
  });

  test('the domain that was read is written', () => {
    expect(added({ domain: 'https://idcs-9.example.com' }).provider.domain).toBe(
      'https://idcs-9.example.com',
    );
  });
});

describe('the resource app', () => {
  test.each<[Parameters<typeof liveOciApi>[0], RegExp]>([
    [{ active: false }, /it is inactive; up activates it/],
    [{ secondaryAudiences: ['x'] }, /"x" make aud a list, which ORDS refuses/],
    [{ name: ' a' }, /its name has white space.*up gives it that of the ProtectedApi/],
    [{ tokenLifetime: 1 }, /its tokenLifetime 1 is outside what a domain accepts/],
  ])('%j', (change, note) => {
    expect(notes(added({ api: liveOciApi(change) }))).toEqual([expect.stringMatching(note)]);
  });

  test.each<[Partial<LiveOciScope>, RegExp]>([
    [{ displayName: 'Read' }, /its display name in the domain is "Read"; up makes it "orders.read"/],
    [{ requiresConsent: true }, /asked for their consent to it; up ends that/],
    [{ description: 'D' }, /its description is "D" in the domain and none in ORDS/],
  ])('a scope with %j', (change, note) => {
    const scope = { name: 'orders.read', displayName: 'orders.read', requiresConsent: false, ...change };
    expect(notes(added({ api: liveOciApi({ scopes: [scope] }) }))).toEqual([expect.stringMatching(note)]);
  });

  test('a scope that the program would refuse is not added', () => {
    const scopes = [...liveOciApi().scopes, { name: '/x', displayName: '/x', requiresConsent: false }];
    const api = added({ api: liveOciApi({ scopes }) });
    expect(Object.keys(api.scopes)).toEqual(['orders.read']);
    expect(notes(api)).toEqual([
      expect.stringMatching(/"\/x": left out, and up removes it from the resource app/),
    ]);
  });
});

describe('clients', () => {
  test.each<[Partial<LiveOciClient>, RegExp]>([
    [{ active: false }, /it is inactive, and up would activate it/],
    [{ template: 'CustomBrowserMobileTemplateId' }, /template "CustomBrowser.*would replace it/],
    [{ clientType: 'public' }, /its type is "public", and up would make that "confidential"/],
    [{ trustScope: 'Account' }, /its trust scope is "Account"/],
    [{ grantTypes: ['client_credentials', 'password'] }, /take away its grant types "password"/],
    [{ otherScopes: ['hr/read'] }, /take away its scopes of other APIs "hr\/read"/],
    [{ scopes: ['x'] }, /scopes that the values do not declare: "x"/],
    [{ name: ' a' }, /its name has white space/],
    [{ description: 'd'.repeat(251) }, /its description .*too long/],
    [{ id: '5e1f01' }, /it is the API's own app/],
  ])('%j is left out whole', (change, note) => {
    const api = added({ clients: [liveOciClient(change)] });
    expect(api.clients).toEqual({});
    expect(api.provider.adopt?.clients).toEqual({});
    expect(notes(api)).toEqual([expect.stringMatching(note)]);
    expect(notes(api)[0]).toContain('(idofbackend): left out, and untouched by up');
  });

  test('one that people sign in to keeps its redirect URIs', () => {
    const api = added({ api: liveOciApi({ allowOffline: true }), clients: [liveOciWebClient()] });
    expect(api.notExpressed).toEqual([]);
    expect(api.clients).toMatchObject({ shop: { redirectUris: ['https://shop.example.com/callback'] } });
  });

  test('what up changes to nobody’s harm is said', () => {
    const web = liveOciWebClient({ grantTypes: ['authorization_code'], allUrlSchemes: true });
    expect(notes(added({ clients: [web] }))).toEqual([
      expect.stringMatching(/no refresh tokens; up makes it/),
      expect.stringContaining('up gives it the grant type "refresh_token"'),
      expect.stringContaining('redirect URLs of every scheme'),
    ]);
  });

  test('a description is kept, unless a stack has written it', () => {
    const described = (description: string) =>
      added({ clients: [liveOciClient({ description })] }).clients?.['backend-service'];
    expect(described('Mine')).toMatchObject({ description: 'Mine' });
    expect(described('Mine [pulumi-ords shop/dev#4f9a2c81d3e0 orders-backend]')).not.toHaveProperty(
      'description',
    );
  });
});

describe('role mode', () => {
  const people = { api: liveOciApi({ allowOffline: true }), clients: [liveOciWebClient()] };

  test('the claim that the domain has is used as it is', () => {
    const api = added({ ...people, claims: [CLAIM] }, inRoleMode());
    expect(api.notExpressed).toEqual([]);
    expect(api.scopes).toEqual({ 'orders.read': { modules: ['orders'], roles: ['clerks'] } });
    expect(api.provider.settings).toMatchObject({ groupClaim: 'iam_groups', groupClaimExists: true });
  });

  test('without one, up makes it', () => {
    const api = added(people, inRoleMode());
    expect(api.provider.settings).toMatchObject({ groupClaim: 'iam_groups', groupClaimExists: false });
    expect(notes(api)).toEqual([expect.stringMatching(/^custom claim "iam_groups": .*up creates it/)]);
  });

  test.each<[Partial<LiveOciIam['claims'][number]>, RegExp]>([
    [{ value: 'clerks' }, /it says "clerks"/],
    [{ mode: 'request' }, /its mode is "request"/],
    [{ tokenType: 'IT' }, /not for access tokens/],
    [{ scopes: ['hr/read'] }, /tokens for "ords\/orders\.read" do not carry it/],
  ])('a claim with %j is said', (change, note) => {
    const api = added({ ...people, claims: [{ ...CLAIM, ...change }] }, inRoleMode());
    expect(notes(api)).toEqual([expect.stringMatching(note)]);
    expect(notes(api)[0]).toContain('up leaves it as it is');
  });

  test('a machine is left out, as the program would refuse it', () => {
    const api = added({ claims: [CLAIM] }, inRoleMode());
    expect(api.clients).toEqual({});
    expect(notes(api)).toEqual([expect.stringMatching(/it is a machine, and in role mode/)]);
  });

  test('a scope without a privilege gets a role too', () => {
    const scopes = [
      ...liveOciApi().scopes,
      { name: 'orders.write', displayName: 'orders.write', requiresConsent: false },
    ];
    const api = added(
      { ...people, api: liveOciApi({ allowOffline: true, scopes }), claims: [CLAIM] },
      inRoleMode(),
    );
    expect(notes(api)).toEqual([expect.stringMatching(/up creates one with a role of the same name/)]);
  });
});
