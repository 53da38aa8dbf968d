import { OraError } from '../oraError';
import type { RuntimeSession } from '../sql/engine/runtime';
import type { Catalog } from './catalog';

/** SYS_CONTEXT('USERENV', parameter) and the role namespace. */
export function sysContext(
  session: RuntimeSession,
  catalog: Catalog,
  databaseName: string,
  namespace: string,
  parameter: string,
): string | null {
  const name = parameter.toUpperCase();
  switch (namespace.toUpperCase()) {
    case 'USERENV':
      return userEnvironment(session, catalog, databaseName, name);
    case 'SYS_SESSION_ROLES':
      return session.access.hasRole(name) ? 'TRUE' : 'FALSE';
    default:
      // A context that does not exist is null, not an error.
      return null;
  }
}

function userEnvironment(
  session: RuntimeSession,
  catalog: Catalog,
  databaseName: string,
  parameter: string,
): string | null {
  const { attributes, user } = session;
  const id = (name: string): string => String(catalog.users.get({ NAME: name })?.ID ?? '');
  const values: Readonly<Record<string, () => string | null | undefined>> = {
    SESSION_USER: () => user,
    CURRENT_USER: () => user,
    SESSION_USERID: () => id(user),
    CURRENT_USERID: () => id(user),
    CURRENT_SCHEMA: () => session.currentSchema,
    CURRENT_SCHEMAID: () => id(session.currentSchema),
    PROXY_USER: () => null,
    MODULE: () => attributes.module,
    ACTION: () => attributes.action,
    CLIENT_IDENTIFIER: () => attributes.clientId,
    CLIENT_INFO: () => attributes.clientInfo,
    CLIENT_PROGRAM_NAME: () => attributes.program,
    HOST: () => attributes.machine,
    TERMINAL: () => 'unknown',
    SID: () => String(session.id),
    SESSIONID: () => String(session.id),
    INSTANCE: () => '1',
    INSTANCE_NAME: () => databaseName.toLowerCase(),
    DB_NAME: () => databaseName,
    DB_UNIQUE_NAME: () => databaseName,
    SERVICE_NAME: () => databaseName.toLowerCase(),
    SERVER_HOST: () => 'localhost',
    CON_NAME: () => databaseName,
    CON_ID: () => '1',
    CDB_NAME: () => databaseName,
    DATABASE_ROLE: () => 'PRIMARY',
    LANGUAGE: () => 'AMERICAN_AMERICA.AL32UTF8',
    LANG: () => 'US',
    NLS_DATE_FORMAT: () => session.nls.get('NLS_DATE_FORMAT'),
    NLS_TERRITORY: () => session.nls.get('NLS_TERRITORY'),
    NLS_CALENDAR: () => session.nls.get('NLS_CALENDAR'),
    NLS_SORT: () => session.nls.get('NLS_SORT'),
    ISDBA: () => (user === 'SYS' ? 'TRUE' : 'FALSE'),
    AUTHENTICATION_METHOD: () => 'PASSWORD',
    AUTHENTICATED_IDENTITY: () => user,
    IDENTIFICATION_TYPE: () => 'LOCAL',
    NETWORK_PROTOCOL: () => 'tcp',
    IP_ADDRESS: () => '127.0.0.1',
    BG_JOB_ID: () => null,
    ORACLE_HOME: () => null,
    EDITION_NAME: () => 'ORA$BASE',
    CURRENT_EDITION_NAME: () => 'ORA$BASE',
  };
  const value = values[parameter];
  if (!value) throw new OraError(2003, 'invalid USERENV parameter');
  return value() ?? null;
}
