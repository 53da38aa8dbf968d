import { OrdsError } from '../../errors';
import { applicationKeysUrl } from '../../idp/entraDirectory';
import { quote } from '../../rules/text';
import type { ApiSides, CallFacts, JwksFacts, Reading, RefusalFacts, TokenFacts } from '../facts';
import type { Http } from '../http';
import { profileJwksUrl } from './identityProviderSides';
import { fetchJwks } from './jwks';
import type { CollectOptions } from './options';
import { failed, read, skipped, unanswered, withoutQuery } from './readings';
import { inspectToken } from './token';

/** Bytes; of a call that is answered only the status counts, but the whole answer comes. */
const ANSWER_MAX = 10_000_000;

/**
 * Makes the refused call again, with the token and without any, and takes the token apart. The signature is checked against
 * the keys that ORDS uses: those of the schema's profile, else those of the manifest. The call is a GET, so that nothing is
 * changed. Throws `doctor.url.invalid` and `doctor.url.elsewhere`: a token is sent to the manifest's ORDS and nowhere else.
 */
export async function collectRefusal(
  api: ApiSides,
  token: string,
  url: string,
  options: Pick<CollectOptions, 'http' | 'timeoutSeconds'>,
): Promise<RefusalFacts> {
  const { http, timeoutSeconds } = options;
  const endpoint = endpointBelow(api.manifest.ords.baseUrl, url);
  const jwksUrl = profileJwksUrl(api.manifest, api.ords) ?? api.manifest.trust.jwksUrl;
  const [keys, call, openCall] = await Promise.all([
    fetchJwks(jwksUrl, http, timeoutSeconds),
    callWithToken(http, endpoint, token, timeoutSeconds),
    callEndpoint(http, endpoint, {}, timeoutSeconds),
  ]);
  const inspected = await inspectToken(token, keys.keys);
  const applicationKeys = await keysOfApplication(api, inspected, keys.facts, options);
  return {
    api,
    token: inspected,
    url: endpoint,
    call,
    openCall,
    ...(applicationKeys && { applicationKeys }),
    now: Math.floor(Date.now() / 1_000),
  };
}

/** A directory publishes them at another address, also without any (facts/entra.md 2.4). */
async function keysOfApplication(
  { manifest }: ApiSides,
  { header }: TokenFacts,
  common: JwksFacts,
  { http, timeoutSeconds }: Pick<CollectOptions, 'http' | 'timeoutSeconds'>,
): Promise<JwksFacts | undefined> {
  const { kid } = header;
  if (manifest.identityProvider['kind'] !== 'entra' || common.outcome !== 'keys') return undefined;
  if (typeof kid !== 'string' || common.keys.some((key) => key.kid === kid)) return undefined;
  return (await fetchJwks(applicationKeysUrl(manifest.trust), http, timeoutSeconds)).facts;
}

/** The URL as it will be called, without a fragment. Throws OrdsError unless it lies below `baseUrl` and is https. */
export function endpointBelow(baseUrl: string, url: string): string {
  const base = parse(baseUrl);
  const endpoint = parse(url);
  const folder = `${base.pathname.replace(/\/+$/, '')}/`;
  const below =
    endpoint.protocol === 'https:' &&
    endpoint.origin === base.origin &&
    endpoint.pathname.startsWith(folder) &&
    endpoint.username === '' &&
    endpoint.password === '';
  if (!below) {
    throw new OrdsError('is not below the base URL of this ORDS; a token is sent nowhere else', {
      code: 'doctor.url.elsewhere',
      field: 'url',
      found: quote(withoutQuery(url)),
      expected: `a URL that begins with ${quote(base.origin + folder)}`,
      remedy: 'give the URL of the refused call, or the manifest of the stack that it belongs to',
    });
  }
  endpoint.hash = '';
  return endpoint.href;
}

function parse(url: string): URL {
  if (URL.canParse(url)) return new URL(url);
  throw new OrdsError('is not a URL', {
    code: 'doctor.url.invalid',
    field: 'url',
    found: quote(withoutQuery(url)),
    remedy: 'give the whole URL of the refused call, beginning with https://',
  });
}

function callWithToken(
  http: Http,
  url: string,
  token: string,
  timeoutSeconds: number | undefined,
): Promise<Reading<CallFacts>> {
  const sent = token.replace(/\r?\n$/, '');
  if (sent.trim() === '') return Promise.resolve(skipped('there is no token to send'));
  // What HTTP cannot carry in a header no server was ever sent.
  if (!/^[\x20-\x7e]{1,16384}$/.test(sent)) {
    return Promise.resolve(
      skipped('the token is too large for a header, or has characters that one cannot carry'),
    );
  }
  return callEndpoint(http, url, { authorization: `Bearer ${sent}` }, timeoutSeconds);
}

async function callEndpoint(
  http: Http,
  url: string,
  headers: Readonly<Record<string, string>>,
  timeoutSeconds: number | undefined,
): Promise<Reading<CallFacts>> {
  const result = await http({
    url,
    headers: { accept: 'application/json', ...headers },
    maxBytes: ANSWER_MAX,
    ...(timeoutSeconds !== undefined && { timeoutSeconds }),
  });
  if (!result.ok) return failed(unanswered('doctor.call', withoutQuery(url), result.failure));
  const { status, headers: answered } = result.answer;
  return read({ url, method: 'GET', status, wwwAuthenticate: answered['www-authenticate'] });
}
