import { canonicalName, ownName } from '../../database/connection';
import type { Connection } from '../../database/database';
import type { Checker } from './checker';
import { isUnknown, UNKNOWN } from './plain';

/** Longest name that Oracle allows for a schema, in bytes. */
const SCHEMA_MAX = 128;
const TIMEOUT_MAX = 3_600;
const CREDENTIALS = /^[^/@()]+\/[^@]*@/;

function checkUser(entry: Checker): string {
  const user = entry.value('user');
  if (typeof user === 'string' && /^[^"]*\//.test(user)) {
    entry.fail('user', 'must not carry the password; write it to connection.password');
    return '';
  }
  return entry.text('user', { required: true });
}

export function checkConnection(checker: Checker): Connection {
  return checker.secretObject('connection', (entry) => {
    const connectString = entry.text('connectString', { required: true, secret: true });
    if (CREDENTIALS.test(connectString)) {
      entry.fail(
        'connectString',
        'must not carry user and password; write them to connection.user and connection.password',
      );
    }
    const connectTimeoutSeconds = entry.integer('connectTimeoutSeconds', { min: 1, max: TIMEOUT_MAX });
    const callTimeoutSeconds = entry.integer('callTimeoutSeconds', { min: 1, max: TIMEOUT_MAX });
    return {
      connectString,
      user: checkUser(entry),
      password: entry.text('password', { required: true, secret: true }),
      ...(connectTimeoutSeconds !== undefined && { connectTimeoutSeconds }),
      ...(callTimeoutSeconds !== undefined && { callTimeoutSeconds }),
    };
  });
}

/** The schema in effect, in its shortest SQL spelling; unknown while it depends on an unknown user. */
export function checkSchema(checker: Checker, connection: Connection): string {
  const schema = checker.text('schema', { max: SCHEMA_MAX });
  if (schema !== undefined) return isUnknown(schema) ? schema : canonicalName(schema);
  const user: unknown = connection.user;
  if (isUnknown(connection) || isUnknown(user)) return UNKNOWN;
  return typeof user === 'string' ? canonicalName(ownName(user)) : '';
}
