import { compare } from '../../../../components/diagnose/compare';
import { factsOf, healthyManifest, healthyWorld, type WorldOverrides } from '../support/world';

const remedies = (overrides: WorldOverrides) =>
  Object.fromEntries(
    compare(factsOf(healthyWorld(overrides))).map(({ code, remedy }) => [code, remedy] as const),
  );
const asAdministrator = healthyManifest({ ords: { ...healthyManifest().ords, user: 'admin' } });
const open: WorldOverrides = { privileges: { 'orders.read': { modules: [] } } };

describe('remedies', () => {
  test('a public module: the statement that closes it', () => {
    expect(remedies(open)['ords.module.public']).toContain(
      "begin ords.set_module_privilege(p_module_name => 'orders', p_privilege_name => 'orders.read'); commit; end;",
    );
  });

  test('as an administrator: the package that names the schema', () => {
    expect(remedies({ ...open, manifest: asAdministrator })['ords.module.public']).toContain(
      "begin ords_admin.set_module_privilege(p_schema => 'ORDSDEMO', p_module_name => 'orders', p_privilege_name => 'orders.read'); commit; end;",
    );
  });

  test('a misspelt privilege: how it differs, and both names', () => {
    const [misspelt] = compare(
      factsOf(healthyWorld({ privileges: { 'orders.read': null, 'Orders.Read': { modules: ['orders'] } } })),
    );
    expect(misspelt).toMatchObject({
      code: 'ords.privilege.spelling',
      summary: 'the privilege differs from its scope by case only; ORDS compares with case',
      expected: '"orders.read"',
      found: '"Orders.Read"',
    });
  });

  test('a schema that is not enabled', () => {
    expect(
      remedies({ schema: { enabled: false, alias: null }, profile: null })['ords.schema.not_enabled'],
    ).toBe("begin ords.enable_schema(p_url_mapping_pattern => 'ordsdemo'); commit; end;");
  });

  test('names are literals: quotes are doubled, and what is invisible is shown', () => {
    const manifest = healthyManifest({ scopes: { "o'read\u200b": { modules: ['orders'] } }, clients: {} });
    const remedy = remedies({
      manifest,
      privileges: { "o'read\u200b": { modules: [] } },
      modules: { admin: null },
    })['ords.module.public'];
    expect(remedy).toContain("p_privilege_name => 'o''read<U+200B>'");
  });

  test('a module that the stack did not make is nothing that pulumi up could make', () => {
    const manifest = healthyManifest({ ords: { ...healthyManifest().ords, modules: {} } });
    const remedy = remedies({ manifest, modules: { orders: null, order: {} }, profile: {} })[
      'ords.module.missing'
    ];
    expect(remedy).toBe(
      'define the module in ORDS, add it to ords.modules in the program, or write "order" in the scope',
    );
  });

  test('a declared age that is too small is changed in the program, a live one by pulumi up', () => {
    const jwtProfile = { allowedSkew: null, allowedAge: 60 };
    const manifest = healthyManifest({ ords: { ...healthyManifest().ords, jwtProfile } });
    const api = { tokenLifetime: 3600 };
    expect(remedies({ manifest, api })['ords.profile.age_too_small']).toBe(
      'set ords.jwtProfile allowedAge: 3600 in the program and run pulumi up',
    );
    expect(remedies({ profile: { allowedAge: 60 } })['ords.profile.age_too_small']).toContain(
      'pulumi up --refresh',
    );
  });
});
