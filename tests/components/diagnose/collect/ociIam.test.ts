import { readDiscovery } from '../../../../components/diagnose/collect/discovery';
import { providerReader } from '../../../../components/diagnose/collect/identityProvider';
import { fetchJwks } from '../../../../components/diagnose/collect/jwks';
import { ociIamReader } from '../../../../components/diagnose/collect/ociIam';
import type { ManagementReader } from '../../../../components/diagnose/collect/providerReader';
import { requestToken } from '../../../../components/diagnose/collect/tokenRequest';
import type { HttpRequest } from '../../../../components/diagnose/http';
import { IdentityDomainServer } from './identityDomainServer';
import { TestNetwork } from './support';

const AUDIENCE = 'ords/';
const CLAIM = '4f9a2c81d3e0';

const resourceApp = (change: object = {}) => ({
  id: 'r1',
  name: 'a'.repeat(32),
  displayName: 'orders-api',
  active: true,
  isOAuthResource: true,
  audience: AUDIENCE,
  accessTokenExpiry: 600,
  scopes: [
    { value: 'orders.read', fqs: 'ords/orders.read' },
    { value: 'orders.write', fqs: 'ords/orders.write' },
  ],
  ...change,
});
const clientApp = (name: string, change: object = {}) => ({
  id: `id-${name}`,
  name,
  displayName: name,
  active: true,
  isOAuthClient: true,
  clientSecret: 'idcscs-secret: +%',
  allowedGrants: ['client_credentials'],
  allowedScopes: [{ fqs: 'ords/orders.read', idOfDefiningApp: 'r1' }],
  ...change,
});

describe('an identity domain of OCI IAM', () => {
  let network: TestNetwork;
  let origin: string;
  let domain: IdentityDomainServer;

  const settings = () => ({ kind: 'oci-iam', domainUrl: origin });
  const sign = (request: HttpRequest): Promise<HttpRequest> =>
    Promise.resolve({
      ...request,
      headers: { ...request.headers, authorization: 'Signature version="1",keyId="t/u/f"' },
    });
  const reader = (): ManagementReader => ociIamReader.management(settings(), { ociIam: sign }, network.http);
  const token = (change: object = {}) =>
    requestToken(
      {
        kind: ociIamReader.tokenKind,
        tokenUrl: ociIamReader.tokenUrl(settings()),
        clientId: 'backend',
        clientSecret: 'idcscs-secret: +%',
        audience: AUDIENCE,
        scopes: ['orders.read'],
        ...change,
      },
      network.http,
    );

  beforeAll(async () => {
    network = await TestNetwork.start();
  });
  beforeEach(async () => {
    domain = new IdentityDomainServer();
    domain.apps = [resourceApp(), clientApp('backend')];
    origin = await network.serve(domain.listen);
  });
  afterAll(() => network.close());

  it('is what a manifest of its kind is read with', () => {
    expect(providerReader({ identityProvider: settings() })).toBe(ociIamReader);
    const account = (domainUrl: string): string => ociIamReader.account({ domainUrl });
    expect(account('https://idcs-1.identity.oraclecloud.com:443/')).toBe(
      'https://idcs-1.identity.oraclecloud.com',
    );
    for (const url of ['http://idcs-1.identity.oraclecloud.com', 'https://x/ui/v1', 'https://u:p@x', '', 'x'])
      expect(() => account(url)).toThrow('[idp.oci.domain_url]');
  });

  it('has its discovery document at itself, whatever its issuer', async () => {
    const base = ociIamReader.discoveryBase(settings()) ?? '';
    expect(await readDiscovery(base, network.http)).toEqual({
      state: 'read',
      value: {
        issuer: 'https://identity.oraclecloud.com/',
        jwksUri: `${origin}/admin/v1/SigningCert/jwk`,
      },
    });
  });

  it('shows closed keys as keys that need a sign-in', async () => {
    const { facts } = await fetchJwks(`${origin}/admin/v1/SigningCert/jwk`, network.http);
    expect(facts).toMatchObject({ outcome: 'needs_sign_in', detail: '401' });
  });

  it('shows the resource app of an audience, and null for one that does not exist', async () => {
    const management = reader();
    expect(await management.api(AUDIENCE)).toEqual({
      state: 'read',
      value: {
        identifier: AUDIENCE,
        scopes: ['orders.read', 'orders.write'],
        signingAlgorithm: undefined,
        tokenDialect: undefined,
        tokenLifetime: 600,
        active: true,
        secondaryAudiences: [],
      },
    });
    expect(await management.api('ORDS/')).toEqual({ state: 'read', value: null });
    domain.apps = [resourceApp({ active: false, secondaryAudiences: ['other/'] })];
    expect(await reader().api(AUDIENCE)).toMatchObject({
      value: { active: false, secondaryAudiences: ['other/'] },
    });
  });

  it('shows the client apps with the short names of their allowed scopes, and asks for no secret', async () => {
    const other = { fqs: 'ords/hr/employees', idOfDefiningApp: 'r2' };
    domain.apps.push(
      clientApp('web', {
        allowedGrants: ['authorization_code', 'refresh_token'],
        redirectUris: ['https://app.example.com/callback'],
        allowedScopes: [other, { fqs: 'ords/orders.gone' }, { fqs: 'ords/orders.write' }],
      }),
      clientApp('idle', { active: false, allowedScopes: [other] }),
    );
    const declared = (clientId: string) => ({ clientId, scopes: ['orders.read'] });
    const clients = await reader().clients(AUDIENCE, {
      backend: declared('backend'),
      web: { ...declared('web'), redirectUris: [] },
      idle: declared('idle'),
      gone: declared('BACKEND'),
    });
    expect(clients).toEqual({
      state: 'read',
      value: {
        backend: {
          clientId: 'backend',
          grantTypes: ['client_credentials'],
          grantedScopes: ['orders.read'],
          active: true,
          redirectUris: [],
        },
        web: {
          clientId: 'web',
          grantTypes: ['authorization_code', 'refresh_token'],
          grantedScopes: ['orders.gone', 'orders.write'],
          active: true,
          redirectUris: ['https://app.example.com/callback'],
        },
        idle: {
          clientId: 'idle',
          grantTypes: ['client_credentials'],
          grantedScopes: null,
          active: false,
          redirectUris: [],
        },
        gone: null,
      },
    });
    expect(JSON.stringify(clients)).not.toContain('idcscs');
    for (const { url } of domain.asked)
      expect(new URL(url, origin).searchParams.get('attributes')).not.toContain('ecret');
  });

  it('shows client apps with the mark of the claim that nobody declared, page by page', async () => {
    const marked = (name: string, claim: string, change: object = {}) =>
      clientApp(name, {
        description: `Orders [pulumi-ords shop/dev#${claim} orders-${name}]`,
        ...change,
      });
    domain.apps = [
      marked('declared', CLAIM),
      marked('twice', CLAIM),
      marked('stranger', 'ffffffffffff'),
      marked('api', CLAIM, { isOAuthResource: true }),
      clientApp('unmarked'),
    ];
    domain.page = 2;
    const known = { backend: { clientId: 'declared', scopes: [] } };
    expect(await reader().orphans(CLAIM, known)).toEqual({
      state: 'read',
      value: [{ clientId: 'twice', resource: 'orders-twice' }],
    });
    expect(domain.asked.filter(({ url }) => url.includes('description'))).toHaveLength(2);
  });

  it('shows the custom claims', async () => {
    domain.claims = [
      { name: 'iam_groups', mode: 'always', tokenType: 'AT', allScopes: false, scopes: ['ords/orders.read'] },
      { name: 'all', mode: 'request', tokenType: 'BOTH', allScopes: true, scopes: [] },
    ];
    expect(await reader().claims?.()).toEqual({
      state: 'read',
      value: [
        { name: 'iam_groups', mode: 'always', tokenType: 'AT', scopes: ['ords/orders.read'] },
        { name: 'all', mode: 'request', tokenType: 'BOTH', scopes: undefined },
      ],
    });
  });

  it.each([
    [403, 'at once', false],
    [401, 'after it has answered', true],
  ])(
    'is left open for credentials that may not look (%d, %s), with what the domain says',
    async (status, _when, answersFirst) => {
      const management = reader();
      if (answersFirst) await management.claims?.();
      domain.refusing = status;
      expect(await management.api(AUDIENCE)).toEqual({
        state: 'skipped',
        reason: `the OCI credentials of this environment may not use the domain's REST interface (${status}: Operation failed due to unauthorized access. (error.common.exception.unauthorizedAccess)); they need the role Identity Domain Administrator, or to read domains`,
      });
    },
  );

  it('is a failure for a key that it does not accept', async () => {
    domain.refusing = 401;
    expect(await reader().api(AUDIENCE)).toEqual({
      state: 'failed',
      failure: {
        code: 'oci.domain.credentials',
        message:
          'the domain does not accept the OCI credentials of this environment (401: Operation failed due to unauthorized access. (error.common.exception.unauthorizedAccess))',
        remedy: expect.stringContaining('compare tenancy, user and fingerprint') as string,
      },
    });
  });

  it('is not asked without OCI credentials', async () => {
    const bare = ociIamReader.management(settings(), {}, network.http);
    expect(await bare.api(AUDIENCE)).toEqual({ state: 'skipped', reason: 'no OCI credentials were given' });
    expect(domain.asked).toEqual([]);
  });

  it('is a failure that shows the SCIM error when it answers otherwise', async () => {
    domain.refusing = 400;
    expect(await reader().api(AUDIENCE)).toEqual({
      state: 'failed',
      failure: {
        code: 'idp.management.status',
        message: `GET ${origin}/admin/v1/Apps answers 400: Operation failed due to unauthorized access. (error.common.exception.unauthorizedAccess)`,
        remedy: 'check the URL of the domain, or run the same command again later',
      },
    });
  });

  describe('gives a token', () => {
    it('for the fully qualified scope, to a client whose id and secret are url-encoded', async () => {
      expect(await token()).toEqual({
        state: 'read',
        value: { token: 'for.ords/orders.read.x', expiresIn: 3600 },
      });
      const [{ body = '', authorization = '' } = {}] = domain.asked;
      expect(body).toBe('grant_type=client_credentials&scope=ords%2Forders.read');
      expect(Buffer.from(authorization.slice(6), 'base64').toString()).toBe(
        'backend:idcscs-secret%3A%20%2B%25',
      );
    });

    it.each([
      ['a wrong secret', { clientSecret: 'wrong-secret' }, 'idp.token.credentials'],
      ['an unknown client', { clientId: 'nobody' }, 'idp.token.credentials'],
      ['a scope that is not allowed', { scopes: ['orders.write'] }, 'idp.token.not_granted'],
      ['a scope that is not there', { scopes: ['orders.gone'] }, 'idp.token.scope'],
      ['an audience without its slash', { audience: 'ords' }, 'idp.token.scope'],
      ['no scope at all', { scopes: [] }, 'idp.token.scope'],
    ])('but not for %s', async (_name, change, code) => {
      const reading = await token(change);
      expect(reading).toMatchObject({ state: 'failed', failure: { code } });
      expect(JSON.stringify(reading)).not.toMatch(/idcscs|wrong-secret/);
    });
  });
});
