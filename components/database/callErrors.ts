import { sessionUser } from './connection';
import type { Connection, Meaning, Statement } from './database';
import type { DriverFailure } from './driverErrors';

/** What an Oracle error in a call means. Always an answer: the last one is "Oracle said so". */
export function callMeaning(failure: DriverFailure, connection: Connection, statement?: Statement): Meaning {
  const has = (code: string): boolean => failure.codes.includes(code);
  const user = sessionUser(connection.user);
  const schema = statement?.schema ?? user;

  if (has('PLS-00302') || has('PLS-00306')) {
    const member = named(failure.text, /component '([^']+)'/) ?? named(failure.text, /call to '([^']+)'/);
    return {
      code: 'ords.version.unsupported',
      summary: `this release of ORDS has no ${member ?? 'such procedure'} of that form`,
      remedy:
        'select ords.installed_version from dual; ORDS_SECURITY needs 24.3 or newer, a role claim 25.1 or newer',
    };
  }
  if (has('PLS-00201') || has('PLS-00904') || has('ORA-00942') || has('ORA-01031')) {
    return rights(missingName(failure.text, statement), user, statement);
  }
  if (has('ORA-06598')) {
    return {
      code: 'ords.rights.missing',
      field: 'ords.connection.user',
      summary: `ORDS runs with the rights of whoever calls it, and ${user} does not let it`,
      remedy: `as ${user}: grant inherit privileges on user ${user.toLowerCase()} to ords_metadata; or connect as another user, never as SYS`,
    };
  }
  if (has('ORA-20012')) {
    return {
      code: 'ords.schema.not_enabled',
      field: 'ords.schema',
      summary: `schema ${schema} is not enabled for REST`,
      remedy: `set ords.enableSchema: true, or add an EnabledSchema resource, or as ${schema}: begin ords.enable_schema; commit; end;`,
    };
  }
  if (has('ORA-20049')) {
    return {
      code: 'ords.schema.mapping_locked',
      field: 'urlMappingPattern',
      summary: `the URL mapping of schema ${schema} cannot be altered while it is enabled`,
      remedy: `as ${schema}: begin ords.enable_schema(p_enabled => false); commit; end; and run the same command again`,
    };
  }
  if (has('ORA-00001')) {
    return {
      code: 'ords.object.exists',
      summary: 'something of that name, base path or mapping exists already',
      remedy: 'choose another, or set adopt: true if it is the same object',
    };
  }
  if (has('ORA-01403')) {
    return {
      code: 'ords.object.unknown',
      summary:
        'something that the call names does not exist; while ORDS is being installed or upgraded this also means "not yet"',
      remedy: 'select status from ords_metadata.ords_version; then create the missing object first',
    };
  }
  if (has('ORA-00060') || has('ORA-04020') || has('ORA-20011')) {
    return {
      code: 'ords.database.busy',
      summary: 'the database was busy with another change of the same objects each time it was tried',
      remedy: 'run the same command again',
    };
  }
  return {
    code: 'ords.database.error',
    summary: 'the database refused it',
    remedy: 'the number leads on: https://docs.oracle.com/error-help/db/',
  };
}

function rights(name: string, user: string, statement?: Statement): Meaning {
  const administrator = statement?.schema !== undefined;
  return {
    code: 'ords.rights.missing',
    field: 'ords.connection.user',
    summary: `${user} may not use ${name}, or it is not installed`,
    remedy: administrator
      ? `as an administrator: grant ords_administrator_role to ${user}; or connect as ${statement?.schema} itself, which needs no administrator`
      : `as an administrator: grant execute on ords_metadata.${name.split('.')[0]?.toLowerCase()} to ${user}; select ords.installed_version from dual shows whether ORDS is installed`,
  };
}

function missingName(text: string, statement?: Statement): string {
  const name =
    named(text, /identifier '([^']+)'/) ??
    named(text, /access object '?"?([\w.$]+)/) ??
    named(text, /ORA-00942: table or view (?:"([^"]+"\."[^"]+)" )?/)?.replace(/"/g, '');
  return name ?? (statement?.schema === undefined ? 'ORDS' : 'ORDS_ADMIN');
}

function named(text: string, pattern: RegExp): string | undefined {
  return pattern.exec(text)?.[1];
}
