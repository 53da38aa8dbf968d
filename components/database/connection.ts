import { createHash } from 'node:crypto';

import type { Connection } from './database';

/** Seconds to reach the database and log on. */
export const DEFAULT_CONNECT_TIMEOUT = 15;
/** Seconds for one call. */
export const DEFAULT_CALL_TIMEOUT = 30;

/**
 * An Oracle name as the dictionary stores it: upper case, unless it is in double quotes.
 */
export function dictionaryName(name: string): string {
  return /^".+"$/.test(name) ? name.slice(1, -1) : name.toUpperCase();
}

/** One spelling for each name: quoted only where the dictionary's name is not plain upper case. */
export function canonicalName(name: string): string {
  const stored = dictionaryName(name);
  return /^[A-Z][A-Z0-9_$#]*$/.test(stored) ? stored : `"${stored}"`;
}

/** The user that a session works as, as it was written: a proxy user `deployer[hr]` works as `hr`. */
export function ownName(user: string): string {
  return /^[^[\]]*\[(.+)\]$/.exec(user)?.[1] ?? user;
}

/** The schema of a session of this user, known without asking: `scott` is SCOTT, `"Scott"` is Scott. */
export function sessionUser(user: string): string {
  return dictionaryName(ownName(user));
}

/**
 * Equal for connections that may share a pool: another password in the environment makes another pool. A hash, so that no
 * secret is in a map key.
 */
export function connectionKey(connection: Connection): string {
  const { passwordEnv } = connection;
  const parts = [
    connection.connectString,
    connection.user,
    connection.password,
    passwordEnv,
    passwordEnv === undefined ? undefined : process.env[passwordEnv],
    connection.accessTokenFile,
    connection.walletDirectory,
    connection.walletContent,
    connection.walletPassword,
    connection.configDirectory,
    connectTimeout(connection),
    callTimeout(connection),
  ];
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}

export function connectTimeout(connection: Connection): number {
  return connection.connectTimeoutSeconds ?? DEFAULT_CONNECT_TIMEOUT;
}

export function callTimeout(connection: Connection): number {
  return connection.callTimeoutSeconds ?? DEFAULT_CALL_TIMEOUT;
}
