import { tokenUrlObstacle } from '../../diagnose/verify/address';
import { providerReader } from '../../diagnose/collect/identityProvider';
import { OrdsError } from '../../errors';
import { isForPeople } from '../../idp/identityProvider';
import type { Manifest } from '../../manifest';
import { quote } from '../../rules/text';

/** How one kind of identity provider is asked for a token by a tool that a person uses. */
interface ProviderStyle {
  /** Relative to its token URL, as its discovery document has it. */
  readonly authorizationPath: string;
  /** Where the client shows its id and secret. */
  readonly clientAuthentication: 'header' | 'body';
  /** As the request has them. */
  scope(audience: string, client: AskingClient): string;
  /** What both requests need besides what OAuth 2 asks for. */
  parameters(audience: string): Readonly<Record<string, string>>;
}

type AskingClient = Pick<Manifest['clients'][string], 'scopes' | 'redirectUris'>;

const STYLES: Readonly<Record<string, ProviderStyle>> = {
  // facts/auth0.md 3.2
  auth0: {
    authorizationPath: '/authorize',
    clientAuthentication: 'body',
    scope: (_audience, { scopes }) => scopes.join(' '),
    parameters: (audience) => ({ audience }),
  },
  // facts/oci-iam.md 2.1, 2.2, 2.5
  'oci-iam': {
    authorizationPath: '/oauth2/v1/authorize',
    clientAuthentication: 'header',
    scope: (audience, { scopes }) => scopes.map((scope) => audience + scope).join(' '),
    parameters: () => ({}),
  },
  // facts/entra.md 2.1; the form of a person's scope is the only one that Microsoft documents (6.4)
  entra: {
    authorizationPath: 'authorize',
    clientAuthentication: 'body',
    scope: (audience, client) =>
      isForPeople(client)
        ? client.scopes.map((scope) => `api://${audience}/${scope}`).join(' ')
        : `${audience}/.default`,
    parameters: () => ({}),
  },
};

/** Where and how the clients of a manifest get their tokens. */
export interface TokenSource extends Pick<ProviderStyle, 'clientAuthentication'> {
  readonly authorizationUrl: string;
  readonly tokenUrl: string;
  readonly parameters: Readonly<Record<string, string>>;
  /** Of a request in the name of this client. */
  scope(client: AskingClient): string;
}

/**
 * @throws OrdsError `export.requests.provider` for a kind that this release does not know, `export.requests.token_url` for an address
 * that no secret may be sent to, and those of the provider's settings
 */
export function tokenSource(manifest: Manifest): TokenSource {
  const { identityProvider, trust } = manifest;
  const { kind = '' } = identityProvider;
  const reader = providerReader(manifest);
  const style = Object.hasOwn(STYLES, kind) ? STYLES[kind] : undefined;
  if (reader === undefined || style === undefined)
    throw new OrdsError('this release does not know how its clients get their tokens', {
      code: 'export.requests.provider',
      field: 'identityProvider.kind',
      found: quote(kind),
      expected: Object.keys(STYLES).map(quote).join(' or '),
      remedy: 'use the release of pulumi-ords that wrote the manifest',
    });
  const tokenUrl = reader.tokenUrl(identityProvider);
  const obstacle = tokenUrlObstacle(tokenUrl);
  if (obstacle !== undefined)
    throw new OrdsError(obstacle.summary, {
      code: 'export.requests.token_url',
      field: 'identityProvider',
      found: quote(tokenUrl),
      ...(obstacle.remedy !== undefined && { remedy: obstacle.remedy }),
    });
  return {
    authorizationUrl: new URL(style.authorizationPath, tokenUrl).href,
    tokenUrl,
    clientAuthentication: style.clientAuthentication,
    parameters: style.parameters(trust.audience),
    scope: (client) => style.scope(trust.audience, client),
  };
}
