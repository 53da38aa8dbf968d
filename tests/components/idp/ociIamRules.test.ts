import fc from 'fast-check';
import { checkDescriptions } from '../../../components/idp/ociDescriptions';
import { checkOciIamNames } from '../../../components/idp/ociIamNames';
import {
  checkOciIamRequest,
  checkOciIamSettings,
  type OciIamSettings,
} from '../../../components/idp/ociIamRules';
import { ociIam } from '../../../components/idp/ociIam';
import type { ClientRequest } from '../../../components/idp/identityProvider';
import type { Problem } from '../../../components/problem';

const DOMAIN = 'https://idcs-0123.identity.oraclecloud.com';
const codes = (problems: readonly Problem[]): string[] => problems.map(({ code }) => code);
const client = (change: Partial<ClientRequest> = {}): ClientRequest => ({
  scopes: ['hr.read'],
  displayName: 'hr-backend',
  description: undefined,
  ...change,
});
const scopes = [{ name: 'hr.read', description: undefined }];

test.each<[OciIamSettings, string[]]>([
  [{ domain: DOMAIN }, []],
  [{ domain: 'ocid1.domain.oc1..aaaa' }, []],
  [{ createDomain: {} }, []],
  [{}, ['oci.domain.one_of']],
  [{ domain: DOMAIN, createDomain: {} }, ['oci.domain.one_of']],
  [{ domain: `${DOMAIN}/ui/v1` }, ['oci.domain.path']],
  [{ domain: DOMAIN, tokenLifetime: 60 }, []],
  [{ domain: DOMAIN, tokenLifetime: 59 }, ['oci.token_lifetime.range']],
  [{ domain: DOMAIN, tokenLifetime: 31_536_001 }, ['oci.token_lifetime.range']],
  [{ domain: DOMAIN, tokenLifetime: 60.5 }, ['oci.token_lifetime.range']],
  [{ domain: DOMAIN, groupClaim: 'iam_groups' }, []],
  [{ domain: DOMAIN, groupClaim: '/iam_groups' }, ['oci.group_claim.characters']],
  [{ domain: DOMAIN, groupClaim: 'iam~groups' }, ['oci.group_claim.characters']],
  [{ domain: DOMAIN, groupClaim: ' iam_groups' }, ['oci.group_claim.whitespace']],
  [{ domain: DOMAIN, groupClaim: 'scope' }, ['oci.group_claim.reserved']],
  [{ domain: DOMAIN, groupClaim: 'g'.repeat(101) }, ['oci.group_claim.too_long']],
  [{ domain: DOMAIN, groupClaimExists: true }, ['oci.group_claim.no_name']],
])('settings %j give %j', (settings, expected) => {
  expect(codes(checkOciIamSettings(settings))).toEqual(expected);
});

describe('audience and scopes', () => {
  const check = (plainAudience: string | undefined, name = 'hr.read') =>
    checkOciIamRequest(
      {
        ...(plainAudience !== undefined && { plainAudience }),
        scopes: [{ name, description: undefined }],
        clients: {},
      },
      { roleMode: false },
    );

  test('an audience without a slash fuses with its scopes, which the message shows', () => {
    const [problem] = check('ords');
    expect(problem).toMatchObject({
      code: 'oci.audience.fuses',
      severity: 'error',
      summary: expect.stringContaining('"ordshr.read"') as string,
      expected: '"ords/"',
    });
    expect(check('ords/')).toEqual([]);
    expect(check(undefined)).toEqual([]);
  });

  test('exactly the audiences that end in a slash keep apart from their scopes', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), (audience) => {
        expect(check(audience).length === 0).toBe(audience.endsWith('/'));
      }),
    );
  });

  test('a scope does not begin with a slash', () => {
    const [problem] = check('/abc/', '/iot/x');
    expect(problem).toMatchObject({ code: 'oci.scope.leading_slash', expected: '"iot/x"' });
    expect(problem?.remedy).toContain('"/abc/"');
  });
});

describe('clients', () => {
  const check = (clients: Record<string, ClientRequest>, roleMode = false) =>
    codes(checkOciIamRequest({ plainAudience: 'ords/', scopes, clients }, { roleMode }));

  test('a machine has no groups, so that role mode refuses it', () => {
    const web = client({ redirectUris: ['https://app.example.com/callback'] });
    expect(check({ backend: client() })).toEqual([]);
    expect(check({ backend: client() }, true)).toEqual(['oci.role_mode.machine_client']);
    expect(check({ web }, true)).toEqual([]);
  });

  test('a redirect URI of http is a warning that says what it opens', () => {
    const web = client({ redirectUris: ['http://localhost:3000/cb', 'https://app.example.com/cb'] });
    expect(checkOciIamRequest({ scopes, clients: { web } }, { roleMode: false })).toMatchObject([
      { code: 'oci.redirect_uri.http', severity: 'warning', found: '"http://localhost:3000/cb"' },
    ]);
  });
});

describe('names', () => {
  test.each<[string, Partial<ClientRequest>, string[]]>([
    ['hr-api', {}, []],
    ['n'.repeat(125), {}, []],
    ['n'.repeat(126), {}, ['oci.app_name.too_long']],
    ['', {}, ['oci.app_name.empty']],
    ['hr\u200bapi', {}, ['oci.app_name.invisible']],
    ['hr-api', { displayName: 'x'.repeat(126) }, ['oci.app_name.too_long']],
    ['hr-api', { description: 'd'.repeat(251) }, ['oci.client_description.too_long']],
    ['HR-Backend', {}, ['oci.app_name.duplicate']],
  ])('API %j with client %j gives %j', (apiName, change, expected) => {
    expect(codes(checkOciIamNames(apiName, { scopes, clients: { backend: client(change) } }))).toEqual(
      expected,
    );
  });

  test('a scope description is refused where a domain would', () => {
    const long = [{ name: 'hr.read', description: 'd'.repeat(251) }];
    expect(codes(checkOciIamNames('hr-api', { scopes: long, clients: {} }))).toEqual([
      'oci.scope_description.too_long',
    ]);
  });

  test('one problem for each app beyond the first of a name, whatever its case', () => {
    const names = fc.array(fc.constantFrom('api', 'API', 'web', 'Web', 'job'), {
      minLength: 1,
      maxLength: 6,
    });
    fc.assert(
      fc.property(names, ([apiName = 'api', ...rest]) => {
        const clients = Object.fromEntries(
          rest.map((displayName, index) => [`c${index}`, client({ displayName })]),
        );
        const distinct = new Set([apiName, ...rest].map((name) => name.toLowerCase())).size;
        expect(checkOciIamNames(apiName, { scopes, clients })).toHaveLength(1 + rest.length - distinct);
      }),
    );
  });
});

test('the identity provider tells scope mode from role mode, and leaves the issuer to discovery', () => {
  expect(ociIam({ domain: DOMAIN })).toMatchObject({
    kind: 'oci-iam',
    audience: 'declared',
    issuerSlash: 'as_issued',
  });
  expect(ociIam({ domain: DOMAIN }).authorisation({ clients: {} })).toEqual({ mode: 'scope' });
  expect(ociIam({ domain: DOMAIN, groupClaim: 'iam_groups' }).authorisation({ clients: {} })).toEqual({
    mode: 'role',
    roleClaim: '/iam_groups',
  });
});

describe('descriptions and the mark of the stack behind them', () => {
  const check = (description: string | undefined, name = 'hr'): Problem[] =>
    checkDescriptions(name, { clients: { backend: client({ description }) } });
  const [refused] = check('x'.repeat(249));
  const room = Number(/to (\d+) characters/.exec(refused?.remedy ?? '')?.[1]);

  test('what does not fit is said before anything is made, and how long it may be', () => {
    expect(refused).toMatchObject({
      code: 'oci.description.no_room',
      severity: 'error',
      field: 'clients["backend"].description',
      expected: 'at most 250',
    });
    expect(check('x'.repeat(room))).toEqual([]);
    expect(codes(check('x'.repeat(room + 1)))).toEqual(['oci.description.no_room']);
    expect(check(undefined)).toEqual([]);
  });

  test('what is too long by itself is not said twice', () => {
    expect(check('x'.repeat(251))).toEqual([]);
  });

  test('an app that is taken over gets no mark and needs no room', () => {
    const clients = { backend: client({ description: 'x'.repeat(249) }) };
    expect(checkDescriptions('hr', { clients }, { clients: { backend: 'cid' } })).toEqual([]);
    const adopt = { clients: { backend: 'cid' } };
    expect(codes(ociIam({ domain: DOMAIN, adopt }).check('hr', { scopes, clients }))).not.toContain(
      'oci.description.no_room',
    );
  });

  test('ociIam says it too', () => {
    const clients = { backend: client({ description: 'x'.repeat(249) }) };
    expect(codes(ociIam({ domain: DOMAIN }).check('hr', { scopes, clients }))).toEqual([
      'oci.description.no_room',
    ]);
  });
});
