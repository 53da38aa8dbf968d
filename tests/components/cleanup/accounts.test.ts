import { accountsOf } from '../../../components/cleanup/accounts';
import type { CleanupRequest } from '../../../components/cleanup/findLeftovers';
import type { StackState } from '../../../components/cleanup/stackState';

const AUTH0 = { domain: 'tenant.example.com', clientId: 'id', clientSecret: 'S3cret-of-mine' };
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
    hasEntra: false,
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
  expect(needed({ hasEntra: true }, { credentials: { auth0: AUTH0 } })).toEqual([true]);
  expect(needed({ audiences: new Set(['https://api.example.com/']) })).toEqual([true]);
  expect(
    needed({ domainUrls: new Set(['https://idcs-1.identity.oraclecloud.com']) }, { credentials: {} }),
  ).toEqual([true]);
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
