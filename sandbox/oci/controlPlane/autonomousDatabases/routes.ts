import type { FastifyInstance } from 'fastify';
import type { JsonObject } from '../../../identity/json';
import { API_PREFIX, bodyOf, headerOf } from '../httpApp';
import type { RetryTokens } from '../retryTokens';
import { incorrectState, invalidParameter, missingParameter, notAuthorizedOrNotFound } from '../serviceError';
import { movingNotPlayed } from './detailChanges';
import type { AutonomousDatabaseLifecycle } from './lifecycle';
import { presentAutonomousDatabase } from './presentation';
import type { AutonomousDatabaseRecord, WalletAuthority } from './record';
import { checkWalletPassword, walletArchive } from './wallet';

export interface RouteOptions {
  readonly records: readonly AutonomousDatabaseRecord[];
  readonly lifecycle: AutonomousDatabaseLifecycle;
  readonly retryTokens: RetryTokens;
  /** OCIDs of the compartments that the operator may use. */
  readonly compartments: ReadonlySet<string>;
  /** Of the wallets that open every database of the tenancy. */
  readonly tenancyWalletAuthority: WalletAuthority;
  /** PEM of the CA of the listeners' certificates. */
  readonly serverCa: string;
}

interface ById {
  Params: { id: string };
}

/** `/20160918/autonomousDatabases`: the part of the database service that Autonomous Databases need. */
export function registerAutonomousDatabases(app: FastifyInstance, options: RouteOptions): void {
  const { records, lifecycle, retryTokens, compartments, serverCa, tenancyWalletAuthority } = options;
  const path = `${API_PREFIX}/autonomousDatabases`;
  const requireCompartment = (id: unknown): void => {
    if (typeof id === 'string' && !compartments.has(id)) throw notAuthorizedOrNotFound();
  };

  app.post(path, (request) => {
    const token = headerOf(request, 'opc-retry-token');
    const made = retryTokens.find(token);
    if (made !== undefined) return presentAutonomousDatabase(lifecycle.find(made));
    const body = bodyOf(request);
    requireCompartment(body['compartmentId']);
    const record = lifecycle.create(body);
    retryTokens.remember(token, record.id);
    return presentAutonomousDatabase(record);
  });

  app.get<{ Querystring: Record<string, string | undefined> }>(path, ({ query }) => {
    if (query['compartmentId'] === undefined) throw missingParameter('Missing compartmentId');
    requireCompartment(query['compartmentId']);
    return records.map(presentAutonomousDatabase).filter((database) => matches(database, query));
  });

  app.get<ById>(`${path}/:id`, ({ params }) => presentAutonomousDatabase(lifecycle.find(params.id)));

  app.put<ById>(`${path}/:id`, (request) => {
    const record = lifecycle.find(request.params.id);
    lifecycle.update(record, bodyOf(request));
    return presentAutonomousDatabase(record);
  });

  app.delete<ById>(`${path}/:id`, (request, reply) => {
    lifecycle.terminate(lifecycle.find(request.params.id));
    return reply.code(204).send();
  });

  app.post<ById>(`${path}/:id/actions/stop`, ({ params }) => {
    const record = lifecycle.find(params.id);
    lifecycle.stop(record);
    return presentAutonomousDatabase(record);
  });

  app.post<ById>(`${path}/:id/actions/start`, ({ params }) => {
    const record = lifecycle.find(params.id);
    lifecycle.start(record);
    return presentAutonomousDatabase(record);
  });

  app.post<ById>(`${path}/:id/actions/changeCompartment`, (request) => {
    lifecycle.find(request.params.id);
    const { compartmentId } = bodyOf(request);
    if (typeof compartmentId !== 'string') throw missingParameter('Missing compartmentId');
    requireCompartment(compartmentId);
    throw movingNotPlayed();
  });

  app.post<ById>(`${path}/:id/actions/generateWallet`, async (request, reply) => {
    const record = lifecycle.find(request.params.id);
    const { lifecycleState, walletAuthority } = record;
    if (lifecycleState !== 'AVAILABLE' || walletAuthority === null)
      throw incorrectState(`The wallet of a database in state ${lifecycleState} cannot be made.`);
    const { password, generateType = 'SINGLE' } = bodyOf(request);
    checkWalletPassword(password);
    if (generateType !== 'SINGLE' && generateType !== 'ALL')
      throw invalidParameter('generateType: Allowed values: ALL, SINGLE.');
    const content =
      generateType === 'SINGLE'
        ? { walletAuthority, databases: [record] }
        : {
            walletAuthority: tenancyWalletAuthority,
            databases: records.filter((one) => one.lifecycleState === 'AVAILABLE'),
          };
    const archive = await walletArchive(record, { ...content, password, serverCa });
    return reply.type('application/octet-stream').send(archive);
  });
}

const FILTERS = ['compartmentId', 'displayName', 'lifecycleState', 'dbWorkload', 'dbVersion', 'isFreeTier'];

function matches(database: JsonObject, query: Readonly<Record<string, string | undefined>>): boolean {
  return FILTERS.every((name) => query[name] === undefined || query[name] === String(database[name]));
}
