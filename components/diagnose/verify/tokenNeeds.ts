import type { Manifest } from '../../manifest';
import type { TokenNeed } from './check';

/** Where the identity provider of a manifest issues tokens; undefined when the manifest does not say (facts/auth0.md 3.4). */
export function tokenUrlOf({ identityProvider }: Manifest): string | undefined {
  const { kind, domain, tokenUrl } = identityProvider;
  return tokenUrl ?? (kind === 'auth0' && domain !== undefined ? `https://${domain}/oauth/token` : undefined);
}

/** The token of a manifest's own client, for the manifest's own audience. */
export function needOf(manifest: Manifest, client: string): TokenNeed {
  return {
    tokenUrl: tokenUrlOf(manifest) ?? '',
    api: manifest.api,
    client,
    clientId: manifest.clients[client]?.clientId ?? '',
    audience: manifest.trust.audience,
  };
}

export interface ForeignToken {
  readonly need: TokenNeed;
  /** As declared by its own API. */
  readonly scopes: readonly string[];
}

/**
 * Tokens of the same issuer for other audiences. Only of APIs at the same ORDS: a token is shown to nobody but the server that
 * it is meant for.
 */
export function foreignTokens(
  manifest: Manifest,
  others: readonly Manifest[],
  hasSecret: (client: string, api: string) => boolean,
): ForeignToken[] {
  const tokenUrl = tokenUrlOf(manifest) ?? '';
  return others
    .filter(
      ({ trust, ords }) =>
        trust.issuer === manifest.trust.issuer &&
        trust.audience !== manifest.trust.audience &&
        sameOrigin(ords.baseUrl, manifest.ords.baseUrl),
    )
    .flatMap((other) =>
      Object.entries(other.clients)
        .filter(([client, { redirectUris }]) => redirectUris === undefined && hasSecret(client, other.api))
        .map(([client, { scopes }]) => ({ need: { ...needOf(other, client), tokenUrl }, scopes })),
    );
}

function sameOrigin(left: string, right: string): boolean {
  return URL.canParse(left) && URL.canParse(right) && new URL(left).origin === new URL(right).origin;
}
