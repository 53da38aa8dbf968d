import { findLeftovers } from '../cleanup/findLeftovers';
import { openDatabase } from '../database/oracleDatabase';
import { closeDatabases } from '../database/pools';
import { collectDatabase } from '../diagnose/collect/database';
import { createHttp } from '../diagnose/collect/httpClient';
import { collectRefusal, endpointBelow } from '../diagnose/collect/refusal';
import { collectSides } from '../diagnose/collect/sides';
import { requestToken, type AccessToken, type TokenRequest } from '../diagnose/collect/tokenRequest';
import { compare } from '../diagnose/compare';
import type { Reading } from '../diagnose/facts';
import type { Http } from '../diagnose/http';
import { diagnoseRefusal } from '../diagnose/refusal';
import { renderReport } from '../diagnose/report/page';
import type { CheckResult } from '../diagnose/verify/check';
import { TokenCache } from '../diagnose/verify/tokens';
import { needOf, requestOf } from '../diagnose/verify/tokenNeeds';
import { verifyApi } from '../diagnose/verify/verify';
import { OrdsError } from '../errors';
import { readAuth0 } from '../export/readAuth0';
import { readEntra } from '../export/readEntra';
import { readOciIam } from '../export/readOciIam';
import { readSchema } from '../export/readSchema';
import type { Manifest } from '../manifest';
import type { Services, VerifyRequest } from './services';

/** The rest of the library, over the network of this machine. */
export function openServices(): Services {
  const http = createHttp();
  return {
    collectSides: (manifests, access) => collectSides(manifests, { ...access, http, openDatabase }),
    compare,
    requestToken: (manifest, client, clientSecret) => tokenOf(manifest, client, clientSecret, http),
    checkEndpoint: (manifest, url) => void endpointBelow(manifest.ords.baseUrl, url),
    collectRefusal: (api, token, url) => collectRefusal(api, token, url, { http }),
    diagnoseRefusal,
    verify: (request) => {
      const tokens = tokenCache(request, http);
      return { checks: checkAll(request, tokens, http), tokensUsed: () => tokens.used };
    },
    renderReport,
    readSchema: (connection, schema) => readSchema(openDatabase, connection, schema),
    findLeftovers: (request) => findLeftovers(request, { http, open: openDatabase }),
    inspectDatabase: (connection) => collectDatabase(openDatabase, connection),
    readAuth0: ({ domain, ...credentials }, audience) => readAuth0(domain, credentials, audience, http),
    readOciIam: (domainUrl, sign, audience) => readOciIam(domainUrl, sign, audience, http),
    readEntra: (credentials, audience) => readEntra(credentials, audience, http),
    close: async () => {
      await Promise.all([http.close(), closeDatabases()]);
    },
  };
}

async function tokenOf(
  manifest: Manifest,
  client: string,
  clientSecret: string,
  http: Http,
): Promise<string> {
  const reading = await requestToken({ ...requestOf(needOf(manifest, client)), clientSecret }, http);
  if (reading.state === 'read') return reading.value.token;
  if (reading.state === 'skipped') throw new OrdsError(reading.reason, { code: 'idp.token.skipped' });
  const { message, code, remedy } = reading.failure;
  throw new OrdsError(message, { code, remedy });
}

function tokenCache({ clientSecret, timeoutSeconds, onToken }: VerifyRequest, http: Http): TokenCache {
  const request = async (asked: TokenRequest, over: Http): Promise<Reading<AccessToken>> => {
    const reading = await requestToken(asked, over);
    if (reading.state === 'read') onToken(reading.value.token);
    return reading;
  };
  return new TokenCache({ http, requestToken: request, clientSecret, timeoutSeconds });
}

async function* checkAll(
  request: VerifyRequest,
  tokens: TokenCache,
  http: Http,
): AsyncGenerator<CheckResult> {
  const { manifests, schemas, paths, parallel, timeoutSeconds, expectedScopeStatus } = request;
  for (const manifest of manifests) {
    const schema = schemas.get(manifest);
    yield* verifyApi(manifest, {
      http,
      tokens,
      requestToken,
      clientSecret: request.clientSecret,
      parallel,
      timeoutSeconds,
      paths,
      others: manifests.filter((other) => other !== manifest),
      ...(schema !== undefined && { schema }),
      ...(expectedScopeStatus !== undefined && { expectedScopeStatus }),
    });
  }
}
