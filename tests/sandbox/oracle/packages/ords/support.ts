import { installOrds } from '../../../../../sandbox/oracle/packages/ords/installOrds';
import type { OrdsOptions } from '../../../../../sandbox/oracle/packages/ords/options';
import { FakeOracle } from '../../../ords/support/fakeOracle';

export async function install(options?: OrdsOptions): Promise<FakeOracle> {
  const oracle = await FakeOracle.create(['DEMO', 'OTHER', 'ADMIN']);
  oracle.roles.set('ADMIN', ['DBA', 'ORDS_ADMINISTRATOR_ROLE']);
  installOrds(oracle, options);
  return oracle;
}

export async function enabled(options?: OrdsOptions): Promise<FakeOracle> {
  const oracle = await install(options);
  oracle.call('DEMO', 'ORDS.ENABLE_SCHEMA', { p_url_mapping_pattern: 'demo' });
  return oracle;
}

export async function withModules(options?: OrdsOptions): Promise<FakeOracle> {
  const oracle = await enabled(options);
  for (const name of ['orders', 'invoices']) {
    oracle.call('DEMO', 'ORDS.DEFINE_MODULE', { p_module_name: name, p_base_path: `/${name}/` });
  }
  for (const name of ['reader', 'writer']) oracle.call('DEMO', 'ORDS.CREATE_ROLE', { p_role_name: name });
  return oracle;
}

/** The first column of a query. */
export const column = (oracle: FakeOracle, sql: string, user = 'DEMO') =>
  oracle.rows(user, sql).map((row) => Object.values(row)[0]);
