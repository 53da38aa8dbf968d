import { compare } from '../../../../components/diagnose/compare';
import { entraWorld, inDays, type EntraOverrides } from '../support/entraWorld';
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
  expect(remedy).toContain('npx pulumi-ords cleanup');
  expect(remedy).not.toContain('pulumi up');
});

test('a client without any secret gets one again, and no other client a new one', () => {
  const none = remedies({ backend: { secretEnds: [] } })['idp.client.secret_expired'];
  expect(none).toContain('pulumi up --refresh');
  expect(none).not.toContain('secretEndDate');
  expect(remedies({ backend: { secretEnds: [inDays(-1)] } })['idp.client.secret_expired']).toContain(
    'secretEndDate',
  );
});
