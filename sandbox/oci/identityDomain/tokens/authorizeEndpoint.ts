import { randomUUID } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { sameSecret } from '../../../identity/clientSecrets';
import { type TokenParameters, tokenParameters } from '../../../identity/tokenParameters';
import type { DomainContext } from '../domainContext';
import type { App } from '../domainState';
import type { DomainStore } from '../domainStore';
import type { AuthorizationCodes } from './authorizationCodes';
import { requestedClaims } from './customClaimValues';
import { requestedScopes } from './requestedScopes';
import { refusalPage, signInPage } from './signInPage';
import { invalidRequest, OAuthError, unauthorizedClient } from './tokenErrors';
import type { SignedIn } from './tokenSubject';

export const AUTHORIZE_PATH = '/oauth2/v1/authorize';

/** A request that may be answered by sending the browser back to the client. */
interface Checked {
  readonly client: App;
  readonly redirectUri: string;
}

/**
 * `GET /oauth2/v1/authorize` shows the sign-in page, `POST` to the same address with `username` and `password` signs in and
 * sends the browser back with a code. Nobody stays signed in, and scopes that need consent are not asked about.
 */
export function registerAuthorizeEndpoint(
  app: FastifyInstance,
  context: DomainContext,
  codes: AuthorizationCodes,
): void {
  const { store, clock } = context;

  app.get(AUTHORIZE_PATH, (request, reply) =>
    handle(request, reply, ({ client }) => page(request, reply, client)),
  );

  app.post(AUTHORIZE_PATH, (request, reply) =>
    handle(request, reply, ({ client, redirectUri }, parameters) => {
      const signedIn = signIn(tokenParameters(request.body, twice), store, clock());
      if (!signedIn) return page(request, reply.code(401), client, true);
      const code = codes.issue({
        clientId: client.name,
        redirectUri,
        scope: parameters['scope'] ?? '',
        signedIn,
        nonce: parameters['nonce'],
        claims: requestedClaims(parameters['claims']),
        codeChallenge: parameters['code_challenge'],
      });
      return sendBack(reply, redirectUri, { code, state: parameters['state'] });
    }),
  );

  function handle(
    request: FastifyRequest,
    reply: FastifyReply,
    serve: (checked: Checked, parameters: TokenParameters) => FastifyReply,
  ): FastifyReply {
    const parameters = tokenParameters(request.query, twice);
    const checked = checkedClient(parameters, store);
    if (typeof checked === 'string') return reply.code(400).type('text/html').send(refusalPage(checked));
    try {
      checkRequest(parameters, checked.client, store);
    } catch (error) {
      if (!(error instanceof OAuthError)) throw error;
      const refusal = { error: error.error, error_description: error.message, state: parameters['state'] };
      return sendBack(reply, checked.redirectUri, refusal);
    }
    return serve(checked, parameters);
  }

  function page(request: FastifyRequest, reply: FastifyReply, client: App, failed = false): FastifyReply {
    const html = signInPage(request.raw.url ?? '', client.displayName, store.state.displayName, failed);
    return reply.type('text/html; charset=utf-8').header('cache-control', 'no-store').send(html);
  }
}

const twice = (name: string): OAuthError => invalidRequest(`${name} was sent more than once.`);

/** Nobody is sent to an address that the client has not registered, byte for byte. A text says why not. */
function checkedClient(parameters: TokenParameters, store: DomainStore): Checked | string {
  const client = store.client(parameters['client_id'] ?? '');
  if (!client?.active) return 'The client is unknown or not active.';
  const redirectUri = parameters['redirect_uri'] ?? '';
  if (!client.redirectUris.includes(redirectUri))
    return 'The redirect URI is not registered for this client.';
  return { client, redirectUri };
}

function checkRequest(parameters: TokenParameters, client: App, store: DomainStore): void {
  if (parameters['response_type'] !== 'code') throw invalidRequest('response_type is code.'); // [?] the others are not served
  if (!client.allowedGrants.includes('authorization_code')) throw unauthorizedClient();
  const hasChallenge = parameters['code_challenge'] !== undefined;
  if (hasChallenge && parameters['code_challenge_method'] !== 'S256')
    throw invalidRequest('code_challenge_method is S256.');
  if (!hasChallenge && client.clientType === 'public') throw invalidRequest('code_challenge is missing.'); // [?]
  requestedScopes(parameters['scope'], client, store);
}

function signIn(
  { username, password }: TokenParameters,
  store: DomainStore,
  now: Date,
): SignedIn | undefined {
  const user = store.userNamed(username ?? '');
  if (!user?.active || !sameSecret(password ?? '', user.password ?? '')) return undefined;
  return { user, sessionId: randomUUID(), authenticatedAt: Math.floor(now.getTime() / 1000) };
}

function sendBack(
  reply: FastifyReply,
  redirectUri: string,
  parameters: Readonly<Record<string, string | undefined>>,
): FastifyReply {
  const target = new URL(redirectUri);
  for (const [name, value] of Object.entries(parameters))
    if (value !== undefined) target.searchParams.set(name, value);
  return reply.redirect(target.href, 302);
}
