import { sessionUser } from '../../database/connection';
import type { Connection, Database, OpenDatabase, Row } from '../../database/database';
import { heldRights } from '../../database/rights/heldRights';
import { OrdsError } from '../../errors';
import type { DatabaseFacts, ProcedureFacts } from '../database/facts';

/**
 * Reads what a connection shows of the database, of ORDS and of the user's rights: six queries, none of which needs more
 * than CREATE SESSION. Throws OrdsError when the connection fails or the dictionary cannot be read.
 */
export async function collectDatabase(open: OpenDatabase, connection: Connection): Promise<DatabaseFacts> {
  const database = open(connection);
  const query = (text: string, purpose: string): Promise<Row[]> =>
    database.rows({ text, binds: {}, purpose });
  const rights = await query('catalogue/rights', 'read the rights of the user');
  const procedures = await query('doctor/procedures', 'read the procedures of ORDS');
  const release = await optional(() => query('doctor/release', 'read the release of the database'));
  const [status] = await optional(() => query('doctor/ords_status', 'read the status of ORDS'));
  const [version] = await optional(() => query('diagnose/version', 'read the version of ORDS'));
  return {
    user: sessionUser(connection.user),
    release: releaseName(release),
    version: text((version ?? status)?.VERSION),
    status: text(status?.STATUS),
    held: heldRights(rights),
    authid: Object.fromEntries(procedures.map((row) => [String(row.PACKAGE_NAME), String(row.AUTHID)])),
    procedures: procedureFacts(procedures),
    securityAdminIsPublic: await securityAdminIsPublic(database),
  };
}

async function securityAdminIsPublic(database: Database): Promise<boolean | undefined> {
  const [row] = await optional(() =>
    database.rows({
      text: 'diagnose/security_admin_grants',
      binds: {},
      purpose: 'read who may call ORDS_SECURITY_ADMIN',
    }),
  );
  return row && Number(row.PUBLIC_GRANTS ?? 0) > 0;
}

// Other products than the database itself stand there too: PL/SQL, TNS.
function releaseName(rows: readonly Row[]): string | undefined {
  const row = rows.find(({ PRODUCT }) => String(PRODUCT).startsWith('Oracle')) ?? rows[0];
  return row && `${String(row.PRODUCT).trim()} ${String(row.VERSION)}`;
}

function procedureFacts(rows: readonly Row[]): ProcedureFacts[] {
  const found = new Map<string, { package: string; procedure: string; arguments: string[] }>();
  for (const row of rows) {
    const name = { package: String(row.PACKAGE_NAME), procedure: String(row.PROCEDURE_NAME) };
    const key = `${name.package}.${name.procedure}`;
    const entry = found.get(key) ?? { ...name, arguments: [] };
    found.set(key, entry);
    if (row.ARGUMENT_NAME != null) entry.arguments.push(String(row.ARGUMENT_NAME));
  }
  return [...found.values()];
}

// A part that is hidden is shown as such; a lost connection ends the reading as a whole.
async function optional(query: () => Promise<Row[]>): Promise<Row[]> {
  try {
    return await query();
  } catch (error) {
    if (!(error instanceof OrdsError) || error.code.startsWith('ords.connection.')) throw error;
    return [];
  }
}

function text(value: Row[string] | undefined): string | undefined {
  return value == null ? undefined : String(value);
}
