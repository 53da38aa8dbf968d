import { accessSync, constants } from 'node:fs';
import { join } from 'node:path';

import type oracledb from 'oracledb';

import { OrdsError } from '../errors';
import { quote } from '../rules/text';
import { readAccessToken } from './accessToken';
import type { Connection } from './database';
import { passwordOf } from './password';
import { checkTokenUser } from './tokenUser';

/** The one file of a wallet that the driver reads. */
const WALLET_FILE = 'ewallet.pem';

/**
 * What the driver is told of a connection, with everything read that lies outside of it. A wallet is never asked for: TLS
 * without one is a matter of the connect string (facts/field.md 5, node-oracledb).
 *
 * @throws OrdsError `ords.connection.password_env`, `ords.connection.access_token`, `ords.connection.wallet`
 */
export function logonOptions(connection: Connection): oracledb.PoolAttributes {
  const { connectString, walletDirectory, walletContent, walletPassword } = connection;
  const configDir = connection.configDirectory ?? walletDirectory;
  if (walletDirectory !== undefined) assertWallet(walletDirectory);
  return {
    connectString,
    ...credentials(connection),
    ...(configDir !== undefined && { configDir }),
    ...(walletDirectory !== undefined && { walletLocation: walletDirectory }),
    ...(walletContent !== undefined && { walletContent }),
    ...(walletPassword !== undefined && { walletPassword }),
  };
}

function credentials(connection: Connection): oracledb.PoolAttributes {
  const { user, accessTokenFile } = connection;
  const password = passwordOf(connection);
  if (accessTokenFile === undefined) return { user, ...(password !== undefined && { password }) };
  // Once before the driver does: of an error in the callback it keeps nothing but that there was one.
  readAccessToken(accessTokenFile);
  const workedAs = /\[.+\]$/.exec(user)?.[0];
  return {
    externalAuth: true,
    homogeneous: true,
    accessToken: () => readAccessToken(accessTokenFile),
    sessionCallback: checkTokenUser(connection),
    // Who logs on is in the token; the driver takes a user beside it only as the one to work as.
    ...(workedAs !== undefined && { user: workedAs }),
  };
}

function assertWallet(directory: string): void {
  const file = join(directory, WALLET_FILE);
  try {
    accessSync(file, constants.R_OK);
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code ?? 'unknown reason';
    throw new OrdsError(`${quote(file)} cannot be read (${reason})`, {
      code: 'ords.connection.wallet',
      field: 'ords.connection.walletDirectory',
      expected: `the folder of an unpacked wallet, with ${WALLET_FILE}`,
      remedy:
        'unpack the wallet there on this machine too, or give walletContent; for tnsnames.ora alone use configDirectory',
    });
  }
}
