import { profileFacts, schemaFacts, type OrdsRows } from '../../../../components/diagnose/collect/ordsRows';

const rows = (changes: Partial<OrdsRows>): OrdsRows => ({
  user: 'ME',
  catalogue: [],
  profiles: [],
  legacyClients: { state: 'read', value: [] },
  legacyPackages: { state: 'skipped', reason: 'hidden' },
  ...changes,
});
const profile = {
  ISSUER: 'i',
  AUDIENCE: 'a',
  JWK_URL: 'j',
  DESCRIPTION: null,
  ALLOWED_SKEW: 0,
  ALLOWED_AGE: null,
};

describe('rows of the ORDS catalogue', () => {
  it('give a schema that nobody enabled as an empty one', () => {
    expect(schemaFacts(rows({}), ['ME'])).toEqual({
      ME: {
        schema: 'ME',
        enabled: false,
        alias: null,
        profile: null,
        modules: [],
        privileges: [],
        roles: [],
        legacyClients: { state: 'read', value: [] },
        legacyPackageUses: { state: 'skipped', reason: 'hidden' },
      },
    });
  });

  it('keep apart what has the same name in two schemas', () => {
    const row = (
      owner: string,
      kind: string,
      name: string,
      item: string | null = null,
      detail: string | null = null,
    ) => ({
      KIND: kind,
      OWNER: owner,
      NAME: name,
      ITEM: item,
      DETAIL: detail,
    });
    const both = ['A', 'B'].flatMap((owner) => [
      row(owner, 'schema', owner.toLowerCase(), owner === 'A' ? 'ENABLED' : 'DISABLED'),
      row(owner, 'module', 'm', `/${owner}/`, 'PUBLISHED'),
      row(owner, 'template', 'm', owner),
      row(owner, 'privilege', 'p'),
      row(owner, 'privilege_pattern', 'p', `/${owner}/*`),
    ]);
    const { A, B } = schemaFacts(rows({ catalogue: both, profiles: [{ ...profile, SCHEMA: 'B' }] }), []);
    expect(A).toMatchObject({
      enabled: true,
      alias: 'a',
      profile: null,
      modules: [{ name: 'm', basePath: '/A/', status: 'PUBLISHED', templates: ['A'] }],
      privileges: [{ name: 'p', roles: [], patterns: ['/A/*'], modules: [] }],
    });
    expect(B).toMatchObject({
      enabled: false,
      alias: null,
      profile: { issuer: 'i' },
      modules: [{ templates: ['B'] }],
    });
  });

  it('keep 0 and nothing apart, and find the role claim whatever its column is called', () => {
    expect(profileFacts(profile)).toMatchObject({ allowedSkew: 0, allowedAge: null, roleClaim: undefined });
    expect(profileFacts({ ...profile, ROLE_CLAIM_NAME: null })).toMatchObject({ roleClaim: null });
    expect(profileFacts({ ...profile, JWT_CLAIM_KEY: '/roles' })).toMatchObject({ roleClaim: '/roles' });
    expect(profileFacts(undefined)).toBeNull();
  });
});
