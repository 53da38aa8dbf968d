import { column, enabled, install, withModules } from './support';

describe('ENABLE_SCHEMA', () => {
  test('works with no argument: the schema itself, in lower case', async () => {
    const oracle = await install();
    oracle.call('DEMO', 'ORDS.ENABLE_SCHEMA');
    expect(
      oracle.rows('DEMO', 'select parsing_schema, type, pattern, status from user_ords_schemas'),
    ).toEqual([{ PARSING_SCHEMA: 'DEMO', TYPE: 'BASE_PATH', PATTERN: 'demo', STATUS: 'ENABLED' }]);
  });

  test('another mapping of an enabled schema is ORA-20049; of a disabled one it is taken', async () => {
    const oracle = await enabled();
    const change = () => oracle.call('DEMO', 'ORDS.ENABLE_SCHEMA', { p_url_mapping_pattern: 'new' });
    expect(change).toThrow(/^ORA-20049: Cannot alter the url mapping while the schema is enabled/);
    oracle.call('DEMO', 'ORDS.DISABLE_SCHEMA');
    change();
    expect(column(oracle, 'select pattern from user_ords_schemas')).toEqual(['new']);
  });

  test('a mapping of another schema is refused', async () => {
    const oracle = await enabled();
    expect(() => oracle.call('OTHER', 'ORDS.ENABLE_SCHEMA', { p_url_mapping_pattern: 'demo' })).toThrow(
      'ORA-20050',
    );
  });

  test('another schema needs rights, and must exist', async () => {
    const oracle = await install();
    expect(() => oracle.call('OTHER', 'ORDS.ENABLE_SCHEMA', { p_schema: 'DEMO' })).toThrow('ORA-01031');
    oracle.call('ADMIN', 'ORDS_ADMIN.ENABLE_SCHEMA', { p_schema: 'demo' });
    expect(column(oracle, 'select status from user_ords_schemas')).toEqual(['ENABLED']);
    expect(() => oracle.call('ADMIN', 'ORDS_ADMIN.ENABLE_SCHEMA', { p_schema: 'NOBODY' })).toThrow(
      'ORA-01918',
    );
  });

  test('every other call in a schema that is not enabled is ORA-20012', async () => {
    const oracle = await install();
    expect(() => oracle.call('DEMO', 'ORDS.CREATE_ROLE', { p_role_name: 'r' })).toThrow('ORA-20012');
  });

  test('DROP_REST_FOR_SCHEMA leaves nothing of the schema, and the other schema whole', async () => {
    const oracle = await withModules();
    oracle.call('OTHER', 'ORDS.ENABLE_SCHEMA');
    oracle.call('OTHER', 'ORDS.CREATE_ROLE', { p_role_name: 'reader' });
    oracle.call('DEMO', 'ORDS.DEFINE_PRIVILEGE', {
      p_privilege_name: 'p',
      p_roles: ['reader'],
      p_patterns: ['/x/*'],
    });
    oracle.call('DEMO', 'ORDS.DROP_REST_FOR_SCHEMA');
    for (const table of ['ords_modules', 'sec_privileges', 'sec_privilege_roles', 'sec_privilege_mappings']) {
      expect(oracle.rows('DEMO', `select * from ${table}`)).toEqual([]);
    }
    expect(column(oracle, 'select name from user_ords_roles', 'OTHER')).toEqual(['reader']);
  });
});

describe('modules, templates, handlers, parameters', () => {
  test('DEFINE_MODULE has its documented defaults and redefines a module without losing its templates', async () => {
    const oracle = await withModules();
    oracle.call('DEMO', 'ORDS.DEFINE_TEMPLATE', { p_module_name: 'orders', p_pattern: 'list/' });
    oracle.call('DEMO', 'ORDS.DEFINE_MODULE', {
      p_module_name: 'orders',
      p_base_path: 'o/',
      p_status: 'NOT_PUBLISHED',
    });
    expect(
      oracle.rows(
        'DEMO',
        'select name, uri_prefix, items_per_page, status, created_by from user_ords_modules order by id',
      ),
    ).toEqual([
      { NAME: 'orders', URI_PREFIX: 'o/', ITEMS_PER_PAGE: 25, STATUS: 'NOT_PUBLISHED', CREATED_BY: 'DEMO' },
      {
        NAME: 'invoices',
        URI_PREFIX: '/invoices/',
        ITEMS_PER_PAGE: 25,
        STATUS: 'PUBLISHED',
        CREATED_BY: 'DEMO',
      },
    ]);
    expect(column(oracle, 'select uri_template from user_ords_templates')).toEqual(['list/']);
  });

  test.each([
    ['an unknown status', 'ORDS.PUBLISH_MODULE', { p_module_name: 'orders', p_status: 'OPEN' }, 'ORA-02290'],
    ['an unknown module', 'ORDS.PUBLISH_MODULE', { p_module_name: 'none' }, 'ORA-01403: no data found'],
    ['no name', 'ORDS.DEFINE_MODULE', { p_module_name: null, p_base_path: 'x' }, 'ORA-01400'],
    [
      'a base path in use',
      'ORDS.DEFINE_MODULE',
      { p_module_name: 'x', p_base_path: '/orders/' },
      'ORA-00001',
    ],
    ['deleting an unknown module', 'ORDS.DELETE_MODULE', { p_module_name: 'none' }, 'ORA-01403'],
    [
      'a template without module',
      'ORDS.DEFINE_TEMPLATE',
      { p_module_name: 'none', p_pattern: 'x' },
      'ORA-01403',
    ],
    [
      'a handler without template',
      'ORDS.DEFINE_HANDLER',
      { p_module_name: 'orders', p_pattern: 'x', p_source: 's' },
      'ORA-01403',
    ],
  ])('%s', async (_case, name, args, message) => {
    const oracle = await withModules();
    expect(() => oracle.call('DEMO', name, args)).toThrow(message);
  });

  test('DEFINE_PARAMETER takes HEADER, RESPONSE and URI, refuses QUERY', async () => {
    const oracle = await withModules();
    const at = { p_module_name: 'orders', p_pattern: ':id', p_method: 'GET' };
    oracle.call('DEMO', 'ORDS.DEFINE_TEMPLATE', { p_module_name: 'orders', p_pattern: ':id' });
    oracle.call('DEMO', 'ORDS.DEFINE_HANDLER', { ...at, p_source: 'select 1 from dual' });
    for (const p_source_type of ['HEADER', 'RESPONSE', 'URI']) {
      oracle.call('DEMO', 'ORDS.DEFINE_PARAMETER', { ...at, p_name: p_source_type, p_source_type });
    }
    for (const p_source_type of ['QUERY', 'QUERY_STRING']) {
      expect(() =>
        oracle.call('DEMO', 'ORDS.DEFINE_PARAMETER', { ...at, p_name: 'n', p_source_type }),
      ).toThrow('ORA-02290: check constraint (ORDS_METADATA.REST_PARAMS_SOURCE_TYPE_CK) violated');
    }
    expect(column(oracle, 'select bind_variable_name from user_ords_parameters order by id')).toEqual([
      'HEADER',
      'RESPONSE',
      'URI',
    ]);
  });

  test('DEFINE_SERVICE makes all three; ORDS_ADMIN lacks the deprecated CREATE_SERVICE', async () => {
    const oracle = await enabled();
    const service = { p_module_name: 'm', p_base_path: 'm/', p_pattern: '.', p_source: 'select 1 from dual' };
    oracle.call('DEMO', 'ORDS.DEFINE_SERVICE', service);
    expect(oracle.rows('DEMO', 'select method, source_type, items_per_page from user_ords_handlers')).toEqual(
      [{ METHOD: 'GET', SOURCE_TYPE: 'json/collection', ITEMS_PER_PAGE: 25 }],
    );
    oracle.call('DEMO', 'ORDS.CREATE_SERVICE', service);
    expect(() => oracle.call('ADMIN', 'ORDS_ADMIN.CREATE_SERVICE', { p_schema: 'DEMO', ...service })).toThrow(
      'ORA-06550',
    );
    oracle.call('ADMIN', 'ORDS_ADMIN.DEFINE_SERVICE', { p_schema: 'DEMO', ...service });
  });

  test('DELETE_MODULE takes everything below with it, and its place in privileges', async () => {
    const oracle = await withModules();
    oracle.call('DEMO', 'ORDS.DEFINE_SERVICE', {
      p_module_name: 'orders',
      p_base_path: '/orders/',
      p_pattern: 'x',
      p_source: 's',
    });
    oracle.call('DEMO', 'ORDS.DEFINE_PARAMETER', {
      p_module_name: 'orders',
      p_pattern: 'x',
      p_method: 'GET',
      p_name: 'n',
    });
    oracle.call('DEMO', 'ORDS.DEFINE_PRIVILEGE', {
      p_privilege_name: 'p',
      p_roles: [],
      p_patterns: [],
      p_modules: ['orders', 'invoices'],
    });
    oracle.call('DEMO', 'ORDS.DELETE_MODULE', { p_module_name: 'orders' });
    for (const view of ['templates', 'handlers', 'parameters']) {
      expect(oracle.rows('DEMO', `select * from user_ords_${view}`)).toEqual([]);
    }
    expect(column(oracle, 'select module_name from user_ords_privilege_modules')).toEqual(['invoices']);
  });
});
