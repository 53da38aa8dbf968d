import { connectionKey } from '../../database/connection';
import type { Connection } from '../../database/database';
import { OrdsError } from '../../errors';
import { visibleJson } from '../../visible';
import type { Manifest } from '../../manifest';
import { judgeDatabase, type Purpose } from '../examination';
import type { ExitCode } from '../exitCode';
import { databaseJson } from '../output/databaseJson';
import { databaseTable } from '../output/databaseTable';
import type { Run } from '../run';
import { databaseConnections, environmentConnection } from '../sources/credentials';
import { readSource, type SourceOptions } from '../sources/readSource';

export interface DatabaseDoctorOptions extends SourceOptions {
  /** Absent: those of the manifests; without a manifest the user's own. */
  readonly schema?: string;
  readonly api?: string;
  readonly output: 'table' | 'json';
  readonly quiet?: boolean;
}

/**
 * Shows what a connection can be used for. The connection is that of the environment when it has all of
 * ORDS_CONNECT_STRING, ORDS_USER and ORDS_PASSWORD and no stack or manifest was named, else that of the manifest.
 *
 * @throws OrdsError `cli.doctor.connection`, `cli.doctor.connections`, those of the source and of the connection
 */
export async function databaseDoctor(options: DatabaseDoctorOptions, run: Run): Promise<ExitCode> {
  const { surroundings, services, console } = run;
  const { connection, purpose } = await target(options, run);
  console.progress(`looking at ${connection.connectString} ...`);
  try {
    const facts = await services.inspectDatabase(connection);
    const result = judgeDatabase(facts, connection, purpose, surroundings.now());
    console.progress('');
    const text =
      options.output === 'json'
        ? visibleJson(databaseJson(result), 2)
        : databaseTable(result, console, options.quiet ?? false);
    if (text !== '') console.out(text);
    return result.exitCode;
  } finally {
    console.progress('');
  }
}

async function target(
  options: DatabaseDoctorOptions,
  { surroundings, masker }: Run,
): Promise<{ connection: Connection; purpose: Purpose }> {
  const { env } = surroundings;
  const named = options.stack !== undefined || options.manifest !== undefined || options.api !== undefined;
  const fromEnvironment = named ? undefined : environmentConnection(env, masker);
  const asked = options.schema === undefined ? [] : [options.schema];
  if (fromEnvironment) return { connection: fromEnvironment, purpose: { schemas: asked, roleClaim: false } };
  const { manifests } = await readSource(options, false, surroundings, masker);
  const chosen = manifests.filter(({ api }) => options.api === undefined || api === options.api);
  const connections = new Map(
    chosen.flatMap((manifest) => {
      const connection = databaseConnections([manifest], env, masker)(manifest);
      return connection ? [[connectionKey(connection), connection] as const] : [];
    }),
  );
  const [connection, ...others] = connections.values();
  if (connection === undefined) throw noConnection(chosen, options.api);
  if (others.length > 0) throw several(chosen);
  return {
    connection,
    purpose: {
      schemas: options.schema === undefined ? chosen.map(({ ords }) => ords.schema) : asked,
      roleClaim: chosen.some(({ trust }) => trust.authorisation.mode === 'role'),
    },
  };
}

function noConnection(chosen: readonly Manifest[], api: string | undefined): OrdsError {
  if (chosen.length === 0 && api !== undefined) {
    return new OrdsError(`no ProtectedApi is called ${JSON.stringify(api)}`, {
      code: 'cli.api.unknown',
      field: '--api',
      remedy: 'leave --api out, or correct the name',
    });
  }
  return new OrdsError('ORDS_PASSWORD is not set', {
    code: 'cli.doctor.connection',
    field: 'ORDS_PASSWORD',
    remedy: 'export the password of the database user: a manifest holds none',
  });
}

function several(chosen: readonly Manifest[]): OrdsError {
  return new OrdsError('the APIs have more than one connection', {
    code: 'cli.doctor.connections',
    field: '--api',
    remedy: `name one: ${chosen.map(({ api }) => `--api ${api}`).join(' or ')}`,
  });
}
