import { compare } from '../../../../components/diagnose/compare';
import { entraWorld, type EntraOverrides } from '../support/entraWorld';
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
