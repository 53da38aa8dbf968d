import { bulkhead } from 'cockatiel';

import { connectionKey, dictionaryName, sessionUser } from '../../database/connection';
import type { Connection } from '../../database/database';
import type { Manifest } from '../../manifest';
import type { OrdsFacts, Reading } from '../facts';
import type { CollectOptions } from './options';
import { collectOrds, type OrdsQuestion } from './ords';
import { reading, skipped } from './readings';

/** Databases that are asked at once. */
const AT_ONCE = 8;
/** Another schema than the user's own cannot be read. */
const NO_ADMINISTRATOR: ReadonlySet<string> = new Set([
  'ords.rights.missing',
  'ords.version.administrator_views',
]);

type OrdsReading = Promise<Reading<OrdsFacts>>;

/** Begins to read the database side of each manifest: those of one connection together. */
export function readOrdsSides(
  manifests: readonly Manifest[],
  options: CollectOptions,
): (manifest: Manifest) => OrdsReading {
  const groups = new Map<string, { readonly connection: Connection; readonly members: Manifest[] }>();
  const keys = new Map<Manifest, string>();
  for (const manifest of manifests) {
    const connection = options.connection(manifest);
    if (!connection) continue;
    const key = connectionKey(connection);
    keys.set(manifest, key);
    const group = groups.get(key);
    if (group) group.members.push(manifest);
    else groups.set(key, { connection, members: [manifest] });
  }
  const few = bulkhead(AT_ONCE, Infinity);
  const answers = new Map(
    [...groups].map(([key, { connection, members }]) => [
      key,
      few.execute(() => readTogether(options, connection, members)),
    ]),
  );
  return async (manifest) => {
    const answer = answers.get(keys.get(manifest) ?? '');
    return answer ? (await answer)(manifest) : skipped('no connection to the database was given');
  };
}

async function readTogether(
  { openDatabase }: CollectOptions,
  connection: Connection,
  manifests: readonly Manifest[],
): Promise<(manifest: Manifest) => Reading<OrdsFacts>> {
  const ask = (members: readonly Manifest[]): OrdsReading =>
    reading(() => collectOrds(openDatabase, connection, question(members)));
  const user = sessionUser(connection.user);
  const own = manifests.filter((manifest) => dictionaryName(manifest.ords.schema) === user);
  const all = await ask(manifests);
  const refused = all.state === 'failed' && NO_ADMINISTRATOR.has(all.failure.code);
  if (!refused || own.length === 0 || own.length === manifests.length) return () => all;
  // The user is no administrator after all, or cannot be one in this release; its own schema needs none.
  const mine = await ask(own);
  return (manifest) => (own.includes(manifest) ? mine : all);
}

function question(manifests: readonly Manifest[]): OrdsQuestion {
  return {
    schemas: [...new Set(manifests.map(({ ords }) => dictionaryName(ords.schema)))],
    aliases: [...new Set(manifests.map(({ ords }) => ords.schemaAlias))],
  };
}
