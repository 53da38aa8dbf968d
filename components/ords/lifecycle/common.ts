import { canonicalName, ownName } from '../../database/connection';
import type { Connection } from '../../database/database';
import type { Checker } from './checker';
import { isUnknown, UNKNOWN } from './plain';

/** Longest name that Oracle allows for a schema, in bytes. */
const SCHEMA_MAX = 128;

/** The schema in effect, in its shortest SQL spelling; unknown while it depends on an unknown user. */
export function checkSchema(checker: Checker, connection: Connection): string {
  const schema = checker.text('schema', { maxBytes: SCHEMA_MAX });
  if (schema !== undefined) return isUnknown(schema) ? schema : canonicalName(schema);
  const user: unknown = connection.user;
  if (isUnknown(connection) || isUnknown(user)) return UNKNOWN;
  return typeof user === 'string' ? canonicalName(ownName(user)) : '';
}
