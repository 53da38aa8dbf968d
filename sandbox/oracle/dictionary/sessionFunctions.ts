import type { SqlValue } from 'sql.js';
import type { PlsqlValue, Subprogram } from '../plsql/host';
import { OraError } from '../oraError';
import type { Runtime } from '../sql/engine/runtime';
import type { Sequences } from '../sql/engine/sequences';
import type { Sqlite } from '../sql/engine/sqlite';
import { fromStored, storeDatetime, toStored } from '../sql/engine/storedValues';
import type { Value } from '../database';
import type { Catalog } from './catalog';
import { sysContext } from './sysContext';

/** Stands for an argument that the call leaves out. */
const DEFAULT_ARGUMENT = '\uE001default';

export interface SessionRow {
  readonly [column: string]: string | number | null;
}

/** Functions inside SQLite whose result depends on the session, the time, or packaged code. */
export function defineSessionFunctions(
  sqlite: Sqlite,
  runtime: Runtime,
  sequences: Sequences,
  catalog: Catalog,
  services: {
    subprogram(id: number): Subprogram | undefined;
    sessions(): readonly SessionRow[];
    databaseName: string;
  },
): void {
  const flag = (value: boolean): SqlValue => (value ? 1 : 0);

  sqlite.define('ora_sysdate', () =>
    storeDatetime(new Date(Math.floor(runtime.now.getTime() / 1000) * 1000)),
  );
  sqlite.define('ora_systimestamp', () => storeDatetime(runtime.now));
  sqlite.define('ora_user', () => runtime.session.user);
  sqlite.define('ora_uid', () => catalog.users.get({ NAME: runtime.session.user })?.ID ?? null);
  sqlite.define('ora_sys_guid', () => runtime.guid());
  sqlite.define('ora_sys_context', (namespace = null, parameter = null) =>
    sysContext(runtime.session, catalog, services.databaseName, String(namespace), String(parameter)),
  );
  sqlite.define('ora_nextval', (key = null) => {
    const value = runtime.draw(() => sequences.nextValue(String(key)));
    runtime.session.currentValues.set(String(key), Number(value));
    return value;
  });
  sqlite.define('ora_currval', (key = null) => {
    const value = runtime.session.currentValues.get(String(key));
    if (value !== undefined) return value;
    const name = String(key).split('.')[1] ?? '';
    throw new OraError(8002, `sequence ${name}.CURRVAL is not yet defined in this session`);
  });

  sqlite.define('ora_visible', (owner = null, name = null) =>
    flag(runtime.session.access.sees(String(owner), String(name))),
  );
  sqlite.define('ora_executable', (owner = null, name = null) =>
    flag(runtime.session.access.may('EXECUTE', String(owner), String(name))),
  );
  sqlite.define('ora_has_role', (role = null) => flag(runtime.session.access.hasRole(String(role))));
  sqlite.define('ora_nls_parameters', () =>
    JSON.stringify([...runtime.session.nls].map(([PARAMETER, VALUE]) => ({ PARAMETER, VALUE }))),
  );
  sqlite.define('ora_sessions', () => JSON.stringify(services.sessions()));

  sqlite.define('ora_default', () => DEFAULT_ARGUMENT);
  sqlite.define('ora_call', (id = null, ...values) =>
    runtime.draw(() => callSubprogram(services.subprogram(Number(id)), values, runtime)),
  );
}

function callSubprogram(
  subprogram: Subprogram | undefined,
  values: readonly SqlValue[],
  runtime: Runtime,
): SqlValue {
  if (!subprogram) throw new OraError(4067, 'not executed, package body does not exist');
  const args = new Map<string, PlsqlValue>();
  subprogram.parameters.forEach(({ name, defaultValue }, i) => {
    const value = values[i];
    const given = i < values.length && value !== DEFAULT_ARGUMENT;
    args.set(name, given ? fromStored(value ?? null) : (defaultValue ?? null));
  });
  const result = subprogram.call(runtime.session.context, args) ?? null;
  if (result instanceof Promise) {
    throw new OraError(14551, 'cannot perform a DML operation inside a query ');
  }
  if (result !== null && typeof result === 'object' && 'kind' in result) {
    throw new OraError(902, 'invalid datatype');
  }
  return toStored(result as Value);
}
