import type { IncomingHttpHeaders } from 'node:http';
import type { Database } from '../oracle/database';
import { OraError } from '../oracle/oraError';
import { admit } from './authenticate';
import { DEFAULT_POOL, type Pools } from './configuration/configDirectory';
import { failed, RequestFailed, type Answer } from './handlers/answer';
import { isMediaTypeAllowed } from './handlers/requestBody';
import { runHandler } from './handlers/run';
import { bearerToken } from './http/bearer';
import { problem, STATUS } from './http/problem';
import type { SchemaMetadata } from './metadata/model';
import type { MetadataReader } from './metadata/reader';
import { parseOrdsUrl } from './requestPath';
import { parsePath } from './routing/path';
import { coveringPrivileges, resolveRoute } from './routing/resolve';
import type { GatewaySettings } from './settings';
import type { JwksCache } from './token/jwks';

export interface IncomingRequest {
  readonly method: string;
  /** Path and query as sent. */
  readonly rawUrl: string;
  /** `https://host:port` as the client knows it. */
  readonly origin: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer | undefined;
}

export interface Surroundings {
  readonly database: Database;
  readonly metadata: MetadataReader;
  readonly jwks: JwksCache;
  readonly settings: GatewaySettings;
  /** Of the configuration directory as it was last read; they stand above `settings`. */
  readonly pools: () => Pools;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  /** Told why a request was refused; the caller is not. */
  readonly onRefusal: (reason: string, detail: string | undefined) => void;
}

/** Answers one request. Throws RequestFailed for everything but a handler's answer. */
export async function processRequest(request: IncomingRequest, around: Surroundings): Promise<Answer> {
  const pools = around.pools();
  const url = parseOrdsUrl(request.rawUrl, (name) => name !== DEFAULT_POOL && pools.has(name));
  if (url === undefined) throw failed(STATUS.NOT_FOUND);
  const path = parsePath(url.rest);
  if (path === undefined) throw failed(STATUS.BAD_REQUEST);
  const schema = await readSchema(around, url.alias);
  const route = schema?.enabled === true ? resolveRoute(schema, path) : undefined;
  if (schema === undefined || route === undefined) throw failed(STATUS.NOT_FOUND);

  const settings = { ...around.settings, ...pools.get(url.pool ?? DEFAULT_POOL) };
  const admission = await admit(
    schema,
    coveringPrivileges(schema, route, path, settings),
    bearerToken(request.headers.authorization),
    around.jwks,
    settings,
    around.clock(),
  );
  if (!admission.admitted) {
    around.onRefusal(admission.reason, admission.detail);
    throw new RequestFailed(admission.problem);
  }

  const { handlers } = route.template;
  const method = request.method === 'HEAD' ? 'GET' : request.method;
  const handler = handlers.find((entry) => entry.method === method);
  if (handler === undefined) {
    const allowed = handlers.map((entry) => entry.method).join(', ');
    throw new RequestFailed(problem(STATUS.METHOD_NOT_ALLOWED, { Allow: allowed }));
  }
  if (
    request.body !== undefined &&
    !isMediaTypeAllowed(handler.mimesAllowed, request.headers['content-type'])
  ) {
    throw failed(STATUS.UNSUPPORTED_MEDIA_TYPE);
  }
  const [source, parameters] = [
    await around.metadata.handlerSource(handler.id),
    await around.metadata.handlerParameters(handler.id),
  ];
  if (source === undefined) throw failed(STATUS.NOT_FOUND);
  return await runHandler(around.database, {
    schemaUser: schema.parsingSchema,
    route,
    handler,
    source,
    parameters,
    principal: admission.principal,
    method,
    headers: request.headers,
    query: url.query,
    body: request.body,
    url: request.origin + url.path,
    schemaUrl: request.origin + url.path.slice(0, url.path.length - url.rest.length),
  });
}

async function readSchema(around: Surroundings, alias: string): Promise<SchemaMetadata | undefined> {
  try {
    return await around.metadata.schema(alias);
  } catch (error) {
    // Without metadata nothing can be said about protection: no answer is the only safe one.
    if (error instanceof OraError) {
      around.onRefusal('metadata_unavailable', error.message);
      throw failed(STATUS.SERVICE_UNAVAILABLE);
    }
    throw error;
  }
}
