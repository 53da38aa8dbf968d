import { accountsOf } from '../../../components/cleanup/accounts';
import { entraState } from '../../../components/cleanup/entraState';
import type { CleanupRequest } from '../../../components/cleanup/findLeftovers';
import type { StackState } from '../../../components/cleanup/stackState';

const AUTH0 = { domain: 'tenant.example.com', clientId: 'id', clientSecret: 'S3cret-of-mine' };
const DIRECTORY = '8f3a1c52-0c1d-4a61-9d6e-2b7f5f0f1a11';
const ENTRA = { tenantId: DIRECTORY, clientId: 'id', clientSecret: 'S3cret-of-mine', cloud: {} };
const inEntra = (...ids: string[]): Partial<StackState> => ({
  entra: { ...entraState([]), isUsed: true, directories: new Map(ids.map((id) => [id, undefined])) },
});
const sign = () => Promise.reject(new Error('nothing is sent here'));
const http = sign;

function look(state: Partial<StackState>, more: Partial<CleanupRequest> = {}) {
  const none: ReadonlySet<string> = new Set();
  const known = {
    clientIds: none,
    grantIds: none,
    appIds: none,
    tenants: none,
    domainUrls: none,
    audiences: none,
    entra: entraState([]),
  };
  const request = {
    state: { stack: 'shop/dev', claims: [], objects: [], ...known, ...state },
    schemas: [],
    credentials: { ociIam: sign },
    ...more,
  };
  const { accounts, missing } = accountsOf(request, http);
  return { places: accounts.map(({ place }) => place), missing };
}

it('looks at the tenant of the state and at no other', () => {
  const tenants = new Set(['tenant.example.com']);
  expect(look({ tenants }, { credentials: { auth0: AUTH0 } })).toEqual({
    places: ['tenant.example.com'],
    missing: [],
  });
  const elsewhere = { auth0: { ...AUTH0, domain: 'other.example.com' } };
  const { places, missing } = look({ tenants }, { credentials: elsewhere });
  expect(places).toEqual([]);
  expect(missing).toEqual([
    {
      needed: true,
      reason: 'the stack is in tenant "tenant.example.com", and AUTH0_DOMAIN is "other.example.com"',
    },
  ]);
});

it('looks at the tenant of the environment where the state tells of no provider yet', () => {
  expect(look({}, { credentials: { auth0: AUTH0 } }).places).toEqual(['tenant.example.com']);
  expect(look({ clientIds: new Set(['c']) }, { credentials: { auth0: AUTH0 } }).places).toEqual([
    'tenant.example.com',
  ]);
  const domainUrls = new Set(['https://idcs-1.identity.oraclecloud.com']);
  expect(look({ domainUrls }, { credentials: { auth0: AUTH0, ociIam: sign } }).places).toEqual([
    'https://idcs-1.identity.oraclecloud.com',
  ]);
});

it('a side that the state has something on is missed', () => {
  const needed = (state: Partial<StackState>, more: Partial<CleanupRequest> = {}) =>
    look(state, more).missing.map((one) => one.needed);
  expect(needed({ tenants: new Set(['a', 'b']) })).toEqual([true, true]);
  expect(
    needed({ tenants: new Set(['a', 'b']) }, { credentials: { auth0: { ...AUTH0, domain: 'b' } } }),
  ).toEqual([true]);
  expect(needed(inEntra(), { credentials: { auth0: AUTH0 } })).toEqual([true]);
  expect(needed({ audiences: new Set(['https://api.example.com/']) })).toEqual([true]);
  expect(
    needed({ domainUrls: new Set(['https://idcs-1.identity.oraclecloud.com']) }, { credentials: {} }),
  ).toEqual([true]);
});

describe('a directory of Microsoft Entra', () => {
  const claim = { token: '4f9a2c81d3e0', schema: 'HR' };
  const other = '11111111-0c1d-4a61-9d6e-2b7f5f0f1a11';

  it.each([
    ['that of the state, in any case', inEntra(DIRECTORY), [DIRECTORY]],
    ['that of the environment where the state does not say which', inEntra(), [DIRECTORY]],
    ['that of the environment where a claim leaves the audience open', { claims: [claim] }, [DIRECTORY]],
    ['none where the claim has an audience', { claims: [{ ...claim, audience: 'https://a/' }] }, []],
    ['none where the stack is with another provider', { claims: [claim], clientIds: new Set(['c']) }, []],
  ])('%s', (_what, state, places) => {
    const entra = { ...ENTRA, tenantId: DIRECTORY.toUpperCase() };
    expect(look(state, { credentials: { entra } }).places).toEqual(places.map((one) => one.toUpperCase()));
  });

  it('another one is not reached', () => {
    const { places, missing } = look(inEntra(DIRECTORY, other), { credentials: { entra: ENTRA } });
    expect(places).toEqual([DIRECTORY]);
    expect(missing).toEqual([
      { needed: true, reason: `the stack is in directory "${other}", and ARM_TENANT_ID is "${DIRECTORY}"` },
    ]);
  });

  it.each([
    [inEntra(DIRECTORY), `: the stack is in directory "${DIRECTORY}"`],
    [inEntra(), ''],
  ])('without credentials', (state, tail) => {
    expect(look(state, { credentials: {} })).toEqual({
      places: [],
      missing: [
        { needed: true, reason: `ARM_TENANT_ID, ARM_CLIENT_ID and ARM_CLIENT_SECRET are not set${tail}` },
      ],
    });
  });
});

it('a claim that names an API misses it before the state has one; a claim without one does not', () => {
  const claim = { token: '4f9a2c81d3e0', schema: 'HR' };
  expect(look({ claims: [{ ...claim, audience: 'https://api.example.com/' }] }).missing[0]?.needed).toBe(
    true,
  );
  expect(look({ claims: [claim] }).missing).toEqual([
    { needed: false, reason: expect.stringContaining('nor is OCI_IAM_DOMAIN_URL') },
  ]);
});
