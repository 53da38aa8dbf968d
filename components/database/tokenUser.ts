import type oracledb from 'oracledb';

import { OrdsError } from '../errors';
import { sessionUser } from './connection';
import type { Connection } from './database';
import { prepare } from './sqlText';

type SessionCallback = (
  session: oracledb.Connection,
  requestedTag: string,
  done: (error?: unknown) => void,
) => void;

/**
 * Looks who a new session belongs to. The database takes that from the token, whatever the connection says: under another
 * user every text for one's own schema would work in that one's.
 *
 * @throws OrdsError `ords.connection.token_user`, through the driver
 */
export function checkTokenUser(connection: Connection): SessionCallback {
  const expected = sessionUser(connection.user);
  return (session, _tag, done) => {
    const { text } = prepare({ text: 'catalogue/session_user', binds: {}, purpose: 'ask who is logged on' });
    session
      .execute<unknown[]>(text)
      .then(({ rows }) => {
        const found = rows?.[0]?.[0];
        done(found === expected ? undefined : mismatch(expected, found));
      })
      .catch(done);
  };
}

function mismatch(expected: string, found: unknown): OrdsError {
  return new OrdsError('the access token is mapped to another database user', {
    code: 'ords.connection.token_user',
    field: 'ords.connection.user',
    found: JSON.stringify(found),
    expected: JSON.stringify(expected),
    remedy:
      'write the user that the token stands for to connection.user, or have a token for that user written to accessTokenFile',
  });
}
