import type { Cleanup, Leftover } from '../../cleanup/leftover';
import type { SchemaPlace } from '../../cleanup/ordsLeftovers';
import { stackState, type StackState } from '../../cleanup/stackState';
import { dictionaryName } from '../../database/connection';
import { OrdsError } from '../../errors';
import type { Manifest } from '../../manifest';
import { exitCode, type ExitCode } from '../exitCode';
import { cleanupJson } from '../output/cleanupJson';
import { cleanupTable, leftoverLine } from '../output/cleanupTable';
import type { Run } from '../run';
import { databaseConnections, environmentConnection, managementCredentials } from '../sources/credentials';
import { findManifests } from '../sources/findManifests';
import { jsonFile } from '../sources/readSource';
import { stackExport } from '../sources/stackOutputs';
import { confirmed } from './confirm';
import { visibleJson } from '../../visible';

export interface CleanupOptions {
  readonly stack?: string;
  /** File with the JSON of `pulumi stack export`. */
  readonly state?: string;
  readonly schema?: readonly string[];
  readonly claim?: readonly string[];
  readonly dryRun?: boolean;
  readonly yes?: boolean;
  readonly output: 'table' | 'json';
  readonly quiet?: boolean;
}

/** What the command found and what became of it. */
export interface CleanupResult {
  readonly stack: string;
  readonly at: Date;
  readonly found: Cleanup;
  readonly removed: readonly Leftover[];
  readonly exitCode: ExitCode;
}

const STATE_COMMAND = 'pulumi stack export';

/**
 * Lists what carries the mark of a stack and is not in its state, and removes it when told to.
 *
 * @throws OrdsError `cli.cleanup.*`, `cli.state.*`, and those of the removal
 */
export async function cleanup(options: CleanupOptions, run: Run): Promise<ExitCode> {
  const { services, surroundings, console, masker } = run;
  const exported = await readState(options, run);
  const read = stackState(exported, options.state ?? 'the state');
  const schemas = schemaPlaces(read, options.schema ?? [], manifestsIn(exported), run);
  const credentials = managementCredentials(surroundings.env, masker);
  const domainUrl = surroundings.env['OCI_IAM_DOMAIN_URL'];
  const state = { ...read, claims: [...read.claims, ...named(options.claim ?? [], read)] };
  console.progress('looking on both sides ...');
  const found = await services.findLeftovers({
    state,
    schemas,
    credentials,
    ...(domainUrl && { domainUrl }),
  });
  console.progress('');
  const removed: Leftover[] = [];
  if (await mayRemove(options, found, run))
    await found.remove((leftover) => {
      removed.push(leftover);
      if (options.output === 'table' && !options.quiet) console.out(`removed ${leftoverLine(leftover)}`);
    });
  const left = found.leftovers.length - removed.length + found.unproven.length;
  const code = exitCode({ unknown: found.unread.length > 0, drift: left > 0 });
  const result = { stack: state.stack, at: surroundings.now(), found, removed, exitCode: code };
  const text =
    options.output === 'json' ? visibleJson(cleanupJson(result), 2) : cleanupTable(result, console, options);
  if (text !== '') console.out(text);
  return code;
}

function readState(options: CleanupOptions, { surroundings }: Run): Promise<unknown> {
  if (options.stack !== undefined && options.state !== undefined)
    throw new OrdsError('both --stack and --state were given', {
      code: 'cli.source.both',
      remedy: 'give one of them',
    });
  if (options.dryRun === true && options.yes === true)
    throw new OrdsError('both --dry-run and --yes were given', {
      code: 'cli.cleanup.both',
      remedy: 'give one of them',
    });
  return options.state === undefined
    ? stackExport(options.stack, surroundings)
    : jsonFile(options.state, surroundings, '--state', STATE_COMMAND);
}

/** The manifests among the outputs of the stack itself. A first `up` that was killed has written none. */
function manifestsIn(exported: unknown): Manifest[] {
  const { deployment } = exported as { deployment: { resources: { type: string; outputs?: unknown }[] } };
  const stack = deployment.resources.find(({ type }) => type === 'pulumi:pulumi:Stack');
  try {
    return findManifests(stack?.outputs ?? {}, 'the state');
  } catch {
    return [];
  }
}

/** Where the stack has claimed something, and how to get there: the manifest of that schema, else the environment alone. */
function schemaPlaces(
  { claims }: StackState,
  more: readonly string[],
  manifests: readonly Manifest[],
  { surroundings: { env }, masker }: Run,
): SchemaPlace[] {
  const schemas = new Set([...claims.map(({ schema }) => schema), ...more.map(dictionaryName)]);
  return [...schemas].map((schema) => {
    const manifest = manifests.find(({ ords }) => ords.schema === schema);
    const connection =
      manifest === undefined ? environmentConnection(env, masker) : databaseConnections([manifest], env, masker)(manifest);
    if (connection === undefined) throw noConnection(schema);
    return { schema, connection };
  });
}

function noConnection(schema: string): OrdsError {
  return new OrdsError(`nothing says how to log on to the database of schema ${schema}`, {
    code: 'cli.cleanup.connection',
    field: 'ORDS_PASSWORD',
    remedy:
      'export ORDS_PASSWORD, and ORDS_CONNECT_STRING and ORDS_USER too where the stack exports no manifest',
  });
}

/** Tokens that the user names, wherever the stack has claimed something. */
function named(tokens: readonly string[], { claims }: StackState): StackState['claims'] {
  return tokens.map((token) => ({ token, schema: claims[0]?.schema ?? '' }));
}

/** Half a look is not acted upon. */
async function mayRemove(options: CleanupOptions, found: Cleanup, run: Run): Promise<boolean> {
  if (found.leftovers.length === 0 || found.unread.length > 0 || options.dryRun === true) return false;
  if (options.yes === true) return true;
  if (options.output === 'json') return false;
  for (const leftover of found.leftovers) run.console.out(leftoverLine(leftover));
  return confirmed(`remove ${found.leftovers.length} of them? [y/N] `, run.surroundings);
}
