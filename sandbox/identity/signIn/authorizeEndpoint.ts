import { randomUUID } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { OAuthError } from '../oauthError';
import { type TokenParameters, tokenParameters } from '../tokenParameters';
import type { AuthorizationCodes, CodeBinding } from './authorizationCodes';
import type { CodeChallenge } from './pkce';
import type { SignedIn } from './signedIn';
import { refusalPage, signInPage, type SignInText } from './signInPage';

/** A client that may be answered: nobody is sent to an address that it has not registered, byte for byte. */
export interface AuthorizingClient<Client> {
  readonly client: Client;
  readonly clientId: string;
  readonly redirectUri: string;
}

/** What a code stands for, whatever else a provider keeps with it. */
export interface Agreement<User> extends CodeBinding {
  readonly signedIn: SignedIn<User>;
  /** The request that the user agreed to. */
  readonly request: TokenParameters;
}

/** How a provider judges authorization requests. */
export interface Authorizing<Client, User> {
  readonly path: string;
  readonly codes: AuthorizationCodes<Agreement<User>>;
  readonly clock: () => Date;
  /** Who asks, and where the answer goes; a text says why nobody is sent anywhere. */
  clientOf(parameters: TokenParameters): AuthorizingClient<Client> | string;
  /** Judges the rest of a request, and returns its challenge. Throws OAuthError. */
  check(parameters: TokenParameters, client: Client): CodeChallenge | undefined;
  /** Undefined for a wrong name or password. */
  userOf(name: string, password: string): User | undefined;
  text(client: Client): SignInText;
  /** What goes back beside the code and the state. */
  sentBack?(signedIn: SignedIn<User>): Readonly<Record<string, string>>;
  repeated(parameter: string): OAuthError;
}

/**
 * `GET` shows the sign-in page, `POST` to the same address with `username` and `password` signs in and sends the browser back with
 * a code; refusals go back too. Nobody stays signed in, so that `prompt=none` is always refused, and nobody is asked for consent.
 */
export function registerAuthorizeEndpoint<Client, User>(
  app: FastifyInstance,
  provider: Authorizing<Client, User>,
): void {
  const { path, codes, clock } = provider;
  type Serve = (
    known: AuthorizingClient<Client>,
    parameters: TokenParameters,
    codeChallenge: CodeChallenge | undefined,
  ) => FastifyReply;

  app.get(path, (request, reply) => handle(request, reply, ({ client }) => page(request, reply, client)));

  app.post(path, (request, reply) =>
    handle(request, reply, ({ client, clientId, redirectUri }, parameters, codeChallenge) => {
      const { username = '', password = '' } = tokenParameters(request.body, provider.repeated);
      const user = provider.userOf(username, password);
      if (!user) return page(request, reply.code(401), client, true);
      const authenticatedAt = Math.floor(clock().getTime() / 1000);
      const signedIn = { user, sessionId: randomUUID(), authenticatedAt };
      const code = codes.issue({ clientId, redirectUri, codeChallenge, signedIn, request: parameters });
      return sendBack(reply, redirectUri, {
        code,
        state: parameters['state'],
        ...provider.sentBack?.(signedIn),
      });
    }),
  );

  function handle(request: FastifyRequest, reply: FastifyReply, serve: Serve): FastifyReply {
    const parameters = readParameters(request);
    if (typeof parameters === 'string') return html(reply.code(400), refusalPage(parameters));
    const known = provider.clientOf(parameters);
    if (typeof known === 'string') return html(reply.code(400), refusalPage(known));
    try {
      const challenge = provider.check(parameters, known.client);
      if (parameters['prompt'] === 'none') throw new OAuthError(400, 'login_required', 'Login required');
      return serve(known, parameters, challenge);
    } catch (error) {
      if (!(error instanceof OAuthError)) throw error;
      const refusal = { error: error.error, error_description: error.message, state: parameters['state'] };
      return sendBack(reply, known.redirectUri, refusal);
    }
  }

  /** A text where one is sent twice: who asks is not sure then. */
  function readParameters(request: FastifyRequest): TokenParameters | string {
    try {
      return tokenParameters(request.query, provider.repeated);
    } catch (error) {
      if (error instanceof OAuthError) return error.message;
      throw error;
    }
  }

  function page(request: FastifyRequest, reply: FastifyReply, client: Client, failed = false): FastifyReply {
    return html(reply, signInPage(request.raw.url ?? '', provider.text(client), failed));
  }
}

function html(reply: FastifyReply, text: string): FastifyReply {
  return reply.type('text/html; charset=utf-8').header('cache-control', 'no-store').send(text);
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
