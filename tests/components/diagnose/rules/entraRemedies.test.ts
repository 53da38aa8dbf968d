import { compare } from '../../../../components/diagnose/compare';
import { entraManifest, entraWorld, inDays, PEOPLE, type EntraOverrides } from '../support/entraWorld';
import { factsOf } from '../support/world';

const remedies = (overrides: EntraOverrides) =>
  Object.fromEntries(
    compare(factsOf(entraWorld(overrides))).map(({ code, remedy }) => [code, remedy] as const),
  );

test('an assignment that nobody declared is in no state, so that no up takes it away', () => {
  const remedy = remedies({ clients: { backend: { grantedScopes: ['orders.read', 'admin.write'] } } })[
    'idp.grant.scope_undeclared'
  ];
  expect(remedy).toContain('declare "admin.write" for client "backend"');
  expect(remedy).toContain('Enterprise applications');
  // Cleanup lists it, and removes none that no manifest declares.
  expect(remedy).not.toMatch(/cleanup|pulumi up/);
});

test('a client without any secret gets one again, and no other client a new one', () => {
  const none = remedies({ backend: { secretEnds: [] } })['idp.client.secret_expired'];
  expect(none).toContain('pulumi up --refresh');
  expect(none).not.toContain('secretEndDate');
  expect(remedies({ backend: { secretEnds: [inDays(-1)] } })['idp.client.secret_expired']).toContain(
    'secretEndDate',
  );
});

test.each([
  ['idp.api.inactive', { api: { active: false } }],
  ['idp.client.inactive', { clients: { backend: { active: false } } }],
  ['idp.api.own_key', { entra: { ownKey: 'accepts mapped claims' } }],
] as const)('%s: what was adopted keeps it, and is mended by hand', (code, overrides) => {
  const remedy = remedies(overrides)[code];
  expect(remedy).toContain('pulumi up --refresh');
  expect(remedy).toMatch(/what was adopted, by hand: (Enterprise applications|App registrations)/);
});

test.each([
  ['idp.api.missing', { api: null }],
  ['idp.client.missing', { clients: { backend: null } }],
  ['idp.api.no_principal', { entra: { principal: null } }],
  ['idp.client.no_principal', { backend: { hasPrincipal: false } }],
  ['idp.api.identifier_uri', { manifest: entraManifest({ clients: PEOPLE }), entra: { identifierUris: [] } }],
] as const)('%s: what is gone cannot be adopted again', (code, overrides) => {
  expect(remedies(overrides)[code]).toMatch(
    /^remove its id from adopt where it was adopted, then run pulumi up --refresh/,
  );
});
