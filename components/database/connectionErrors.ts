import type { Connection, Meaning } from './database';
import { callTimeout, connectTimeout, ownName } from './connection';
import { isStarting, type DriverFailure } from './driverErrors';
import { credentialsMeaning, logonMeaning } from './logonErrors';

const REACH = 'check host and port, the access list of the database and any firewall between here and there';

/** What a failure to log on, or to stay connected, means; undefined when the failure is of another kind. */
export function connectionMeaning(failure: DriverFailure, connection: Connection): Meaning | undefined {
  const has = (...codes: string[]): boolean => codes.some((code) => failure.codes.includes(code));
  const { connectString, user } = connection;

  if (has('ORA-01017', 'ORA-01005')) return credentialsMeaning(connection);
  const logon = logonMeaning(failure, connection);
  if (logon) return logon;
  if (has('ORA-28000', 'ORA-28001')) {
    const locked = has('ORA-28000');
    return {
      code: locked ? 'ords.connection.locked' : 'ords.connection.password_expired',
      field: 'ords.connection.user',
      summary: `the account "${user}" is ${locked ? 'locked' : 'expired'}`,
      remedy: locked
        ? `as an administrator: alter user ${user} account unlock`
        : `give it a new password: alter user ${user} identified by "<new password>"`,
    };
  }
  if (has('ORA-28150')) {
    return {
      code: 'ords.rights.missing',
      field: 'ords.connection.user',
      summary: `"${user}" may not log on so: the proxy user is not allowed to work as the other one`,
      remedy: `as an administrator: alter user ${ownName(user)} grant connect through ${user.replace(/\[.*/, '')}`,
    };
  }
  if (has('ORA-01045')) {
    return {
      code: 'ords.rights.missing',
      field: 'ords.connection.user',
      summary: `"${user}" may not log on`,
      remedy: `as an administrator: grant create session to ${user}`,
    };
  }
  if (has('NJS-518', 'NJS-519', 'ORA-12514', 'ORA-12505')) {
    return {
      code: 'ords.connection.service',
      field: 'ords.connection.connectString',
      summary: `the listener at "${connectString}" does not know the service`,
      remedy:
        "take the service name from the database: select value from v$parameter where name = 'service_names', or from the connection strings of the Autonomous Database",
    };
  }
  if (isStarting(failure)) {
    return {
      code: 'ords.connection.no_room',
      field: 'ords.connection.connectString',
      summary: `the database at "${connectString}" lets nobody in: it is starting or stopping, or has no session left`,
      remedy:
        'run the same command again a little later; if it stays: select * from v$resource_limit, and the status of the database',
    };
  }
  if (has('NJS-512', 'NJS-514', 'NJS-515', 'ORA-12154')) {
    return {
      code: 'ords.connection.connect_string',
      field: 'ords.connection.connectString',
      summary: `"${connectString}" is not a connect string that can be used`,
      remedy: 'write host:port/service_name, tcps://host:port/service_name or a full (description=...)',
    };
  }
  if (has('NJS-123', 'ORA-01013')) {
    return {
      code: 'ords.connection.call_timeout',
      field: 'ords.connection.callTimeoutSeconds',
      summary: `the database did not answer within ${callTimeout(connection)} s`,
      remedy:
        'look for a session that holds the lock (v$session, blocking_session), or raise callTimeoutSeconds',
    };
  }
  if (has('NJS-510', 'NJS-040', 'ETIMEDOUT', 'ORA-12170')) {
    return {
      code: 'ords.connection.unreachable',
      field: 'ords.connection.connectString',
      summary: `no connection to "${connectString}" within ${connectTimeout(connection)} s`,
      remedy: `${REACH}; raise connectTimeoutSeconds if the way is slow`,
    };
  }
  if (
    has(
      'NJS-503',
      'NJS-511',
      'NJS-530',
      'ECONNREFUSED',
      'ENOTFOUND',
      'EHOSTUNREACH',
      'ENETUNREACH',
      'EAI_AGAIN',
      'ORA-12541',
    )
  ) {
    return {
      code: 'ords.connection.unreachable',
      field: 'ords.connection.connectString',
      summary: `nothing answers at "${connectString}"`,
      remedy: REACH,
    };
  }
  if (has('NJS-500', 'NJS-501', 'NJS-521', 'ECONNRESET', 'EPIPE', 'ORA-03113', 'ORA-03135')) {
    return {
      code: 'ords.connection.lost',
      field: 'ords.connection',
      summary: 'the connection was lost, several times in a row',
      remedy: `run the same command again: every operation looks first at what is there${hint(connection)}`,
    };
  }
  return undefined;
}

// Under TLS 1.3 a listener refuses a certificate after the handshake, and the driver sees no more than an end.
function hint({ connectString, walletDirectory, walletContent }: Connection): string {
  if (walletDirectory !== undefined || walletContent !== undefined)
    return '; if it never works: the listener may refuse the certificate of the wallet (mutual TLS), download it again';
  return /tcps/i.test(connectString)
    ? '; if it never works: the listener may ask for a certificate (mutual TLS), give the wallet of the database'
    : '';
}
