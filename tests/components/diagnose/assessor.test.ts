import { assessment } from '../../../components/diagnose/assessor';
import { compare } from '../../../components/diagnose/compare';
import { entraWorld } from './support/entraWorld';
import { factsOf, healthyWorld } from './support/world';

const tooMuch = { clients: { backend: { grantedScopes: ['orders.read', 'admin.write'] } } };

test('an assignment that an up is about to delete is no warning of it', () => {
  const world = entraWorld(tooMuch);
  const { warnings, passing } = assessment(world.manifest, {
    apis: [world],
    findings: compare(factsOf(world)),
  });
  expect(warnings).toEqual([]);
  expect(passing).toEqual([expect.stringMatching(/^idp\.grant\.scope_undeclared: /)]);
});

test('a grant of Auth0 has been changed by then', () => {
  const world = healthyWorld(tooMuch);
  const { warnings, passing } = assessment(world.manifest, {
    apis: [world],
    findings: compare(factsOf(world)),
  });
  expect(warnings).toEqual([expect.stringMatching(/^idp\.grant\.scope_undeclared: /)]);
  expect(passing).toEqual([]);
});
