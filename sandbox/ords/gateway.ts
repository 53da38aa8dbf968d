import type { AddressInfo } from 'node:net';
import Fastify, { type FastifyReply, type FastifyRequest } from 'fastify';
import type { Database } from '../oracle/database';
import { RUNTIME_USER } from '../oracle/packages/ords/installOrds';
import { readPools, type Pools } from './configuration/configDirectory';
import { RequestFailed, type Answer } from './handlers/answer';
import { problem, STATUS, type Problem } from './http/problem';
import { renderProblem } from './http/responseFormat';
import { MetadataReader } from './metadata/reader';
import { processRequest, type Surroundings } from './processRequest';
import { CONTEXT_PATH } from './requestPath';
import { defaultSettings, type GatewaySettings } from './settings';
import { count, type GatewayStatistics } from './statistics';
import { JwksCache } from './token/jwks';

export interface OrdsGatewayOptions {
  readonly database: Database;
  /** PEM. */
  readonly tls: { readonly key: string; readonly cert: string };
  /** 0, the default: any free one. */
  readonly port?: number;
  /** Default 127.0.0.1. */
  readonly host?: string;
  /** PEM of the CA to trust, instead of the built-in ones, when JWK URLs are fetched. */
  readonly ca?: string;
  readonly settings?: Partial<GatewaySettings>;
  /** A configuration directory of ORDS, whose pools are obeyed; read at the start and by `reload`. Default none. */
  readonly configDirectory?: string;
  /** The ORDS release that is played, as ORDS.INSTALLED_VERSION answers; default the newest. */
  readonly version?: string;
  /** False: every request is answered 403, as an access control list in front of ORDS does. Default: all are let in. */
  readonly admits?: () => boolean;
  /** Told in one line why a request was refused or failed; never a token. */
  readonly log?: (line: string) => void;
  /** The account that reads the metadata. Default ORDS_PUBLIC_USER. */
  readonly runtimeUser?: string;
  /** Milliseconds since 1970; default the system's. */
  readonly clock?: () => number;
}

export interface OrdsGateway {
  readonly port: number;
  /** `https://host:port/ords` */
  readonly url: string;
  /** Changes take effect with the next request. */
  readonly settings: GatewaySettings;
  readonly statistics: GatewayStatistics;
  /** Forgets fetched keys, as a restart would. */
  clearKeys(): void;
  /** What a restart does: reads the configuration directory again and forgets fetched keys. On an error all stays as it is. */
  reload(): void;
  close(): Promise<void>;
}

/** Bytes; ORDS has no such limit by default, a stand-in should. */
const BODY_LIMIT = 16 * 1024 * 1024;

/** Starts the ORDS stand-in over HTTPS. It answers from committed metadata only and caches none of it. */
export async function startOrdsGateway(options: OrdsGatewayOptions): Promise<OrdsGateway> {
  const { database, host = '127.0.0.1', clock = Date.now, log } = options;
  const settings: GatewaySettings = { ...defaultSettings(options.version), ...options.settings };
  const readConfiguration = (): Pools =>
    options.configDirectory === undefined ? new Map() : readPools(options.configDirectory, options.version);
  let pools = readConfiguration();
  const jwks = new JwksCache(settings, options.ca, clock);
  const statistics: GatewayStatistics = {
    requests: 0,
    byStatus: {},
    refusals: {},
    get jwksFetches() {
      return jwks.fetches;
    },
  };
  const around: Surroundings = {
    database,
    metadata: new MetadataReader(database, options.runtimeUser ?? RUNTIME_USER),
    jwks,
    settings,
    pools: () => pools,
    clock,
    onRefusal(reason, detail) {
      count(statistics.refusals, reason);
      log?.(`ords: refused: ${detail ?? reason}`);
    },
  };

  const app = Fastify({
    https: { key: options.tls.key, cert: options.tls.cert },
    bodyLimit: BODY_LIMIT,
    forceCloseConnections: true,
    // Malformed percent encodings never reach a route.
    frameworkErrors: (_error, request, reply) =>
      void sendProblem(problem(STATUS.BAD_REQUEST), request, reply),
  });
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  app.addHook('onRequest', async (request, reply) => {
    if (options.admits?.() === false) return sendProblem(problem(STATUS.FORBIDDEN), request, reply);
  });
  app.addHook('onResponse', (_request, reply, done) => {
    statistics.requests += 1;
    count(statistics.byStatus, reply.statusCode);
    done();
  });
  app.setErrorHandler((error: Error & { statusCode?: number }, request, reply) => {
    if (error.statusCode === undefined) log?.(`ords: request failed: ${error.message}`);
    void sendProblem(problem(error.statusCode ?? STATUS.INTERNAL_SERVER_ERROR), request, reply);
  });
  app.all('/*', async (request, reply) => {
    try {
      const answer = await processRequest(
        {
          method: request.method,
          rawUrl: request.raw.url ?? '/',
          origin: `https://${request.headers.host ?? address()}`,
          headers: request.headers,
          body: Buffer.isBuffer(request.body) ? request.body : undefined,
        },
        around,
      );
      return sendAnswer(answer, reply);
    } catch (error) {
      if (error instanceof RequestFailed) return sendProblem(error.problem, request, reply);
      throw error;
    }
  });

  function sendProblem(refusal: Problem, request: FastifyRequest, reply: FastifyReply): FastifyReply {
    const { contentType, body } = renderProblem(
      refusal,
      request.method,
      request.headers,
      settings.errorResponseFormat,
    );
    reply.raw.statusMessage = refusal.reason;
    // As bytes: fastify would add a charset to the text's content type.
    return reply
      .status(refusal.status)
      .headers(refusal.headers)
      .header('Content-Type', contentType)
      .send(Buffer.from(body));
  }

  function address(): string {
    return `${host}:${(app.server.address() as AddressInfo).port}`;
  }

  await app.listen({ host, port: options.port ?? 0 });
  return {
    port: (app.server.address() as AddressInfo).port,
    url: `https://${address()}${CONTEXT_PATH}`,
    settings,
    statistics,
    clearKeys: () => jwks.clear(),
    reload() {
      pools = readConfiguration();
      jwks.clear();
    },
    async close() {
      await app.close();
      await jwks.close();
    },
  };
}

function sendAnswer(answer: Answer, reply: FastifyReply): FastifyReply {
  reply.status(answer.status);
  for (const [name, value] of answer.headers) reply.header(name, value);
  return reply.send(typeof answer.body === 'string' ? Buffer.from(answer.body) : answer.body);
}
