import { pendingOperations, resourcesOf } from '../../cleanup/exportedState';
import type { SchemaPlace } from '../../cleanup/ordsLeftovers';
import { stackState, type StackState } from '../../cleanup/stackState';
import { statePlaces } from '../../cleanup/statePlaces';
import { connectionKey } from '../../database/connection';
import { OrdsError } from '../../errors';
import { restoreNulls, type Manifest } from '../../manifest';
import type { Run } from '../run';
import { databaseConnections, environmentConnection } from '../sources/credentials';
import { findManifests } from '../sources/findManifests';
import { jsonFile } from '../sources/readSource';
import { stackExport } from '../sources/stackOutputs';

export interface StateOptions {
  readonly stack?: string;
  /** File with the JSON of `pulumi stack export`. */
  readonly state?: string;
  /** Schemas to look in besides those of the state. */
  readonly schema?: readonly string[];
  /** Tokens of claims that a lost state had. */
  readonly claim?: readonly string[];
}

/** A state as it was read, and where to look for what it does not have. */
export interface ReadState {
  readonly state: StackState;
  readonly places: readonly SchemaPlace[];
  /** Operations that nothing says the end of. */
  readonly pending: number;
}

const STATE_COMMAND = 'pulumi stack export';

/** Throws `cli.source.*`, `cli.stack.*`, `cli.state.*`, `cli.manifest.*`, `cli.ords.shared_password`, `cli.cleanup.connection`. */
export async function readState(options: StateOptions, run: Run): Promise<ReadState> {
  const { surroundings } = run;
  const exported =
    options.state === undefined
      ? await stackExport(options.stack, surroundings)
      : await jsonFile(options.state, surroundings, '--state', STATE_COMMAND);
  const origin = options.state ?? 'the state';
  const manifests = manifestsIn(exported, origin);
  const read = stackState(exported, origin, manifests);
  // Wherever the stack has claimed something.
  const named = (options.claim ?? []).map((token) => ({ token, schema: '' }));
  return {
    state: { ...read, claims: [...read.claims, ...named] },
    places: schemaPlaces(read, options.schema ?? [], manifests, run),
    pending: pendingOperations(exported),
  };
}

/**
 * The manifests among the outputs of the stack and of its resources; a first `up` that was killed has written none. One that cannot
 * be read is an error: without it, its database would not be looked at.
 */
function manifestsIn(exported: unknown, origin: string): Manifest[] {
  const resources = resourcesOf(exported, origin);
  const own = resources.flatMap(({ outputs: { manifest } = {} }) =>
    isManifestOfState(manifest) ? [restoreNulls(manifest)] : [],
  );
  const stack = resources.find(({ type }) => type === 'pulumi:pulumi:Stack')?.outputs ?? {};
  return [...manifestsOf(own, origin), ...manifestsOf(stack, origin)];
}

function manifestsOf(value: unknown, origin: string): Manifest[] {
  try {
    return findManifests(value, origin);
  } catch (error) {
    if (error instanceof OrdsError && ['cli.manifest.missing', 'cli.manifest.secret'].includes(error.code))
      return [];
    throw error;
  }
}

/** A manifest as this library's own state keeps it. */
function isManifestOfState(manifest: unknown): manifest is Manifest {
  if (typeof manifest !== 'object' || manifest === null) return false;
  const { scopes, ords } = manifest as { scopes?: unknown; ords?: unknown };
  return Array.isArray(scopes) && typeof ords === 'object' && ords !== null;
}

function schemaPlaces(
  state: StackState,
  more: readonly string[],
  manifests: readonly Manifest[],
  { surroundings: { env }, masker }: Run,
): SchemaPlace[] {
  const found = statePlaces(state, more, manifests);
  const connectionOf = databaseConnections(
    found.flatMap(({ manifest }) => (manifest ? [manifest] : [])),
    env,
    masker,
  );
  const places = found.map(({ schema, database, manifest }) => {
    const connection = manifest ? connectionOf(manifest) : environmentConnection(env, masker);
    if (connection === undefined) throw noConnection(schema);
    return { schema, connection, name: schema, ...(database !== undefined && { database }) };
  });
  const isOnly = new Set(places.map(({ connection }) => connection.connectString)).size === 1;
  return oncePerConnection(places).map((place) =>
    isOnly ? place : { ...place, name: `${place.schema} at ${place.connection.connectString}` },
  );
}

/** ORDS_CONNECT_STRING names one database for all: what is known of any of them is known there. */
function oncePerConnection(places: readonly SchemaPlace[]): SchemaPlace[] {
  const distinct = new Map<string, SchemaPlace>();
  for (const place of places) {
    const key = JSON.stringify([place.schema, connectionKey(place.connection)]);
    const other = distinct.get(key);
    if (other === undefined) distinct.set(key, place);
    else if (other.database !== place.database) {
      const { database: _several, ...merged } = other;
      distinct.set(key, merged);
    }
  }
  return [...distinct.values()];
}

function noConnection(schema: string): OrdsError {
  return new OrdsError(`nothing says how to log on to the database of schema ${schema}`, {
    code: 'cli.cleanup.connection',
    field: 'ORDS_PASSWORD',
    remedy:
      'export ORDS_PASSWORD, and ORDS_CONNECT_STRING and ORDS_USER too where the stack exports no manifest',
  });
}
