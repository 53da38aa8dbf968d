import type { FakeOracle } from '../../../ords/support/fakeOracle';
import { column, withModules } from './support';

describe('roles and privileges', () => {
  const lists = (oracle: FakeOracle) => ({
    roles: column(oracle, 'select role_name from user_ords_privilege_roles order by role_name'),
    patterns: column(oracle, 'select pattern from user_ords_privilege_mappings order by pattern'),
    modules: column(oracle, 'select module_name from user_ords_privilege_modules order by module_name'),
  });
  const first = { p_privilege_name: 'p', p_roles: ['reader'], p_patterns: ['/a/*'], p_modules: ['orders'] };
  const second = {
    p_privilege_name: 'p',
    p_roles: ['writer'],
    p_patterns: ['/b/*'],
    p_modules: ['invoices'],
  };

  test('a second DEFINE_PRIVILEGE replaces the lists by default, adds to them by option', async () => {
    const replacing = await withModules();
    for (const args of [first, second]) replacing.call('DEMO', 'ORDS.DEFINE_PRIVILEGE', args);
    expect(lists(replacing)).toEqual({ roles: ['writer'], patterns: ['/b/*'], modules: ['invoices'] });
    const merging = await withModules({ definePrivilege: 'merge' });
    for (const args of [first, second]) merging.call('DEMO', 'ORDS.DEFINE_PRIVILEGE', args);
    expect(lists(merging)).toEqual({
      roles: ['reader', 'writer'],
      patterns: ['/a/*', '/b/*'],
      modules: ['invoices', 'orders'],
    });
  });

  test('the three overloads', async () => {
    const oracle = await withModules();
    oracle.call('DEMO', 'ORDS.DEFINE_PRIVILEGE', {
      p_privilege_name: 'a',
      p_roles: ['reader', 'reader'],
      p_patterns: [],
      p_modules: [],
      p_label: 'A',
    });
    oracle.call('DEMO', 'ORDS.DEFINE_PRIVILEGE', { p_privilege_name: 'b', p_roles: [], p_patterns: ['/x'] });
    oracle.call('ADMIN', 'ORDS_ADMIN.DEFINE_PRIVILEGE', {
      p_schema: 'DEMO',
      p_privilege_name: 'c',
      p_roles: ['SQL Developer'],
    });
    expect(oracle.rows('DEMO', 'select name, label from user_ords_privileges order by name')).toEqual([
      { NAME: 'a', LABEL: 'A' },
      { NAME: 'b', LABEL: null },
      { NAME: 'c', LABEL: null },
    ]);
    expect(lists(oracle).roles).toEqual(['SQL Developer', 'reader']);
  });

  test('an unknown role is ORA-01403 and nothing is created', async () => {
    const oracle = await withModules();
    expect(() =>
      oracle.call('DEMO', 'ORDS.DEFINE_PRIVILEGE', { ...first, p_roles: ['reader', 'none'] }),
    ).toThrow('ORA-01403');
    expect(oracle.rows('DEMO', 'select * from user_ords_privileges')).toEqual([]);
  });

  test("another schema's role is unknown", async () => {
    const oracle = await withModules();
    oracle.call('OTHER', 'ORDS.ENABLE_SCHEMA');
    expect(() =>
      oracle.call('OTHER', 'ORDS.DEFINE_PRIVILEGE', { p_privilege_name: 'p', p_roles: ['reader'] }),
    ).toThrow('ORA-01403');
  });

  test('SET_MODULE_PRIVILEGE replaces the module’s privilege by default, adds one by option', async () => {
    for (const [setModulePrivilege, expected] of [
      ['replace', ['q']],
      ['add', ['p', 'q']],
    ] as const) {
      const oracle = await withModules({ setModulePrivilege });
      for (const p_privilege_name of ['p', 'q']) {
        oracle.call('DEMO', 'ORDS.DEFINE_PRIVILEGE', { p_privilege_name, p_roles: [] });
        oracle.call('DEMO', 'ORDS.SET_MODULE_PRIVILEGE', { p_module_name: 'orders', p_privilege_name });
      }
      expect(column(oracle, 'select privilege_name from user_ords_privilege_modules order by 1')).toEqual(
        expected,
      );
    }
  });

  test('CREATE_PRIVILEGE, mappings, and their deletion', async () => {
    const oracle = await withModules();
    oracle.call('DEMO', 'ORDS.CREATE_PRIVILEGE', { p_name: 'p', p_role_name: 'reader', p_description: 'd' });
    expect(() =>
      oracle.call('DEMO', 'ORDS.CREATE_PRIVILEGE', { p_name: 'p', p_role_name: 'reader' }),
    ).toThrow('ORA-00001');
    oracle.call('DEMO', 'ORDS.CREATE_PRIVILEGE_MAPPING', { p_privilege_name: 'p', p_pattern: '/a' });
    oracle.call('DEMO', 'ORDS.CREATE_PRIVILEGE_MAPPING', { p_privilege_name: 'p', p_patterns: ['/a', '/b'] });
    oracle.call('DEMO', 'ORDS.DELETE_PRIVILEGE_MAPPING', { p_privilege_name: 'p', p_pattern: '/a' });
    expect(lists(oracle)).toEqual({ roles: ['reader'], patterns: ['/b'], modules: [] });
    oracle.call('DEMO', 'ORDS.DELETE_PRIVILEGE', { p_name: 'p' });
    expect(lists(oracle)).toEqual({ roles: [], patterns: [], modules: [] });
    expect(() => oracle.call('DEMO', 'ORDS.DELETE_PRIVILEGE', { p_name: 'p' })).toThrow('ORA-01403');
  });

  test('roles: duplicates and unknown ones', async () => {
    const oracle = await withModules();
    expect(() => oracle.call('DEMO', 'ORDS.CREATE_ROLE', { p_role_name: 'reader' })).toThrow('ORA-00001');
    oracle.call('DEMO', 'ORDS.DELETE_ROLE', { p_role_name: 'reader' });
    expect(() => oracle.call('DEMO', 'ORDS.DELETE_ROLE', { p_role_name: 'reader' })).toThrow('ORA-01403');
  });
});
