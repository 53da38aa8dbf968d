import { dictionaryName, sessionUser } from '../database/connection';
import type { Connection, OpenDatabase, Row } from '../database/database';
import { OrdsError } from '../errors';
import type { LiveSchema } from './liveSchema';
import { liveSchema } from './schemaRows';

/** Rows of the catalogue that come in one round trip; a module with three handlers has about ten. */
const EXPECTED_ROWS = 20_000;

/**
 * Reads what ORDS holds of a schema with three queries, whatever the number of modules. The user's own through
 * USER_ORDS_*, another one through DBA_ORDS_*, which needs ORDS 24.4 and ORDS_ADMINISTRATOR_ROLE (facts/ords.md 7).
 * AutoREST objects and ORDS' own OAuth clients are not read.
 *
 * @param name As one writes it in SQL: `hr` is HR, `"Hr"` is Hr. Default the user's own.
 * @throws OrdsError `export.schema.unknown`, `ords.rights.missing`, `ords.version.administrator_views`, and those of the connection
 */
export async function readSchema(
  open: OpenDatabase,
  connection: Connection,
  name?: string,
): Promise<LiveSchema> {
  const user = sessionUser(connection.user);
  const schema = name === undefined ? user : dictionaryName(name);
  const own = schema === user;
  const database = open(connection);
  const query = (text: string, purpose: string): Promise<Row[]> =>
    database.rows({
      text,
      binds: {},
      purpose,
      expectedRows: EXPECTED_ROWS,
      ...(own ? {} : { schema }),
    });
  const rows = {
    catalogue: await query('export/catalogue', `read the ORDS catalogue of schema ${schema}`),
    handlers: await query('export/handlers', `read the handlers of schema ${schema}`),
    profiles: await query('jwt_profile/read', `read the JWT profile of schema ${schema}`),
  };
  const live = liveSchema(schema, rows);
  if (live) return live;
  throw new OrdsError(`ORDS knows no schema ${JSON.stringify(schema)}`, {
    code: 'export.schema.unknown',
    field: '--schema',
    remedy: 'correct the name (in double quotes if it is not in upper case), or enable it for ORDS first',
  });
}
