import { sessionUser } from '../../database/connection';
import type { Connection, Database, Meaning, OpenDatabase, Row, Statement } from '../../database/database';
import { OrdsError } from '../../errors';
import type { OrdsFacts, Reading } from '../facts';
import { nameLists, type NameLists } from './nameLists';
import { schemaFacts, type OrdsRows } from './ordsRows';
import { read, skipped, unreadFrom } from './readings';

/** Rows of the catalogue that come in one round trip; a schema with 10 privileges has about 60. */
const EXPECTED_ROWS = 50_000;

/** What to read through one connection. */
export interface OrdsQuestion {
  /** As the dictionary stores them. */
  readonly schemas: readonly string[];
  /** Aliases of URLs; an administrator also gets the schemas that they lead to. */
  readonly aliases: readonly string[];
}

/**
 * Reads what ORDS knows of the schemas, one call after the other through one session: {@link ORDS_ROUND_TRIPS} round
 * trips whatever the number of schemas, modules and privileges (four more for each further 3,900 bytes of schema names).
 * The connected user's own schema is read through USER_ORDS_*; as soon as another one is asked for, all are read through
 * DBA_ORDS_*, which needs ORDS 24.4 and ORDS_ADMINISTRATOR_ROLE (facts/ords.md 7). Throws OrdsError when catalogue or JWT
 * profiles cannot be read; the rest is left open where it cannot.
 */
export async function collectOrds(
  open: OpenDatabase,
  connection: Connection,
  question: OrdsQuestion,
): Promise<OrdsFacts> {
  const database = open(connection);
  const user = sessionUser(connection.user);
  const own = question.schemas.every((schema) => schema === user);
  const parts: OrdsRows[] = [];
  for (const lists of own ? [undefined] : nameLists(question)) {
    parts.push(await readRows(database, user, lists));
  }
  return {
    version: await readVersion(database),
    user,
    supportsRoleClaim: await supportsRoleClaim(database, own),
    securityAdminIsPublic: await securityAdminIsPublic(database),
    schemas: schemaFacts(merged(user, parts), question.schemas),
  };
}

/** Four queries about the schemas and three about ORDS itself; logging on is not counted. */
export const ORDS_ROUND_TRIPS = 7;

async function readRows(database: Database, user: string, lists: NameLists | undefined): Promise<OrdsRows> {
  const suffix = lists ? 'any' : 'own';
  const binds = lists ? { schemas: lists.schemas, aliases: lists.aliases } : {};
  const query = (text: string, purpose: string, meanings?: Statement['meanings']): Promise<Row[]> =>
    database.rows({ text, binds, purpose, expectedRows: EXPECTED_ROWS, ...(meanings && { meanings }) });

  return {
    user,
    catalogue: await query(`diagnose/catalogue_${suffix}`, 'read the ORDS catalogue'),
    // DBA_ORDS_JWT_PROFILE is known from one third-party source only; without it nothing can be said of other schemas' trust.
    profiles: await query(lists ? 'diagnose/profiles_any' : 'jwt_profile/read', 'read the JWT profiles'),
    legacyClients: await optional(() =>
      query(`diagnose/legacy_clients_${suffix}`, "list ORDS' own OAuth clients", {
        942: hiddenView(user, `ORDS_METADATA.${lists ? 'DBA' : 'USER'}_ORDS_CLIENTS`),
      }),
    ),
    legacyPackages: await optional(() =>
      query(`diagnose/legacy_packages_${suffix}`, 'list uses of the packages OAUTH and OAUTH_ADMIN', {
        942: hiddenView(user, `SYS.${lists ? 'DBA' : 'USER'}_DEPENDENCIES`),
      }),
    ),
  };
}

function hiddenView(user: string, view: string): Meaning {
  return {
    code: 'ords.rights.missing',
    summary: `${user} cannot see ${view}`,
    remedy: `as an administrator: grant select on ${view.toLowerCase()} to ${user}; nothing else needs it`,
  };
}

function merged(user: string, parts: readonly OrdsRows[]): OrdsRows {
  const joined = (readings: readonly Reading<readonly Row[]>[]): Reading<readonly Row[]> =>
    readings.find(({ state }) => state !== 'read') ??
    read(readings.flatMap((entry) => (entry.state === 'read' ? entry.value : [])));
  return {
    user,
    catalogue: parts.flatMap((part) => part.catalogue),
    profiles: parts.flatMap((part) => part.profiles),
    legacyClients: joined(parts.map((part) => part.legacyClients)),
    legacyPackages: joined(parts.map((part) => part.legacyPackages)),
  };
}

async function readVersion(database: Database): Promise<string | undefined> {
  const rows = await optional(() =>
    database.rows({ text: 'diagnose/version', binds: {}, purpose: 'read the version of ORDS' }),
  );
  const version = rows.state === 'read' ? rows.value[0]?.VERSION : undefined;
  return version == null ? undefined : String(version);
}

// facts/ords.md 1: announced with 25.1, documented from 26.3: only the argument list tells.
async function supportsRoleClaim(database: Database, own: boolean): Promise<boolean> {
  const name = own ? 'ORDS_SECURITY' : 'ORDS_SECURITY_ADMIN';
  const found = await optional(() => database.hasProcedure(name, 'CREATE_JWT_PROFILE', 'P_ROLE_CLAIM_NAME'));
  return found.state === 'read' && found.value;
}

async function securityAdminIsPublic(database: Database): Promise<boolean | undefined> {
  const rows = await optional(() =>
    database.rows({
      text: 'diagnose/security_admin_grants',
      binds: {},
      purpose: 'read who may call ORDS_SECURITY_ADMIN',
    }),
  );
  return rows.state === 'read' ? Number(rows.value[0]?.PUBLIC_GRANTS ?? 0) > 0 : undefined;
}

// A view that is missing or hidden leaves its question open; a lost connection ends the reading as a whole.
async function optional<T>(query: () => Promise<T>): Promise<Reading<T>> {
  try {
    return read(await query());
  } catch (error) {
    if (!(error instanceof OrdsError) || error.code.startsWith('ords.connection.')) throw error;
    const { message, remedy } = unreadFrom(error);
    return skipped(`${message}; ${remedy}`);
  }
}
