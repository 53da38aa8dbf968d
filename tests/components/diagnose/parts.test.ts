import type { ApiSides, ClaimFacts, Reading } from '../../../components/diagnose/facts';
import { skippedParts, unreadParts } from '../../../components/diagnose/parts';
import type { Manifest } from '../../../components/manifest';
import { manifest, sides } from '../cli/fixtures';

const FAILED = { state: 'failed', failure: { code: 'a.b', message: 'status 500', remedy: 'look' } } as const;
const SKIPPED = { state: 'skipped', reason: 'no right' } as const;

/** Both sides of an API whose roles come from a claim. */
function withClaims(
  claims: Reading<readonly ClaimFacts[]>,
  roleClaim = '/groups',
  changes: Partial<Manifest> = {},
  clients: ApiSides['identityProvider']['clients'] = { state: 'read', value: {} },
): ApiSides {
  const { trust } = manifest();
  const own = manifest({
    identityProvider: { kind: 'oci-iam', domainUrl: 'https://idcs-1.identity.oraclecloud.com' },
    trust: { ...trust, authorisation: { mode: 'role', roleClaim } },
    ...changes,
  });
  const { identityProvider } = sides();
  return sides({ manifest: own, identityProvider: { ...identityProvider, clients, claims } });
}

const unread = (api: ApiSides): string[] => unreadParts([api]).map(({ what }) => what);
const skipped = (api: ApiSides): string[] => skippedParts([api]).map(({ what }) => what);

describe('custom claims', () => {
  it('that could not be read are no agreement', () => {
    expect(unread(withClaims(FAILED))).toEqual(['custom claims']);
    expect(unread(withClaims({ state: 'read', value: [] }))).toEqual([]);
  });

  it('that nothing depends on do not count', () => {
    expect(unread(withClaims(FAILED, '/clientAppRoles'))).toEqual([]);
    const trust = manifest().trust;
    expect(unread(withClaims(FAILED, '/groups', { trust }))).toEqual([]);
    expect(unread(withClaims(FAILED, '/groups', { identityProvider: manifest().identityProvider }))).toEqual(
      [],
    );
  });

  it('that these credentials may not see are said, once', () => {
    expect(skipped(withClaims(SKIPPED))).toContain('custom claims');
    expect(skipped(withClaims(SKIPPED, '/groups', {}, SKIPPED))).not.toContain('custom claims');
  });
});
