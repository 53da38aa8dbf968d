import { OrdsError } from '../../errors';
import type { Manifest } from '../../manifest';
import { providerReader } from '../collect/identityProvider';
import type { TokenRequest } from '../collect/tokenRequest';
import type { TokenNeed } from './check';

/**
 * Where the identity provider of a manifest issues tokens, by its own address alone: secrets go there. Undefined when the manifest
 * does not say.
 */
export function tokenUrlOf(manifest: Manifest): string | undefined {
  const { identityProvider } = manifest;
  try {
    return providerReader(manifest)?.tokenUrl(identityProvider);
  } catch (error) {
    // An address that is none names no place.
    if (error instanceof OrdsError) return undefined;
    throw error;
  }
}

/** The token of a manifest's own client, for the manifest's own audience. */
export function needOf(manifest: Manifest, client: string): TokenNeed {
  const kind = providerReader(manifest)?.tokenKind ?? 'auth0';
  const { clientId = '', scopes = [] } = manifest.clients[client] ?? {};
  return {
    kind,
    tokenUrl: tokenUrlOf(manifest) ?? '',
    manifest,
    client,
    clientId,
    audience: manifest.trust.audience,
    // Auth0 gives all that is granted when nothing is asked for; OCI IAM gives nothing then (facts/oci-iam.md 2.1).
    ...(kind === 'oci-iam' && { scopes }),
  };
}

/** What is asked of the identity provider for it, without the secret. */
export function requestOf({
  kind,
  tokenUrl,
  clientId,
  audience,
  scopes,
}: TokenNeed): Omit<TokenRequest, 'clientSecret'> {
  return { kind, tokenUrl, clientId, audience, ...(scopes !== undefined && { scopes }) };
}

export interface ForeignToken {
  readonly need: TokenNeed;
  /** As declared by its own API. */
  readonly scopes: readonly string[];
}

/**
 * Tokens of the same issuer and account for other audiences: every domain of OCI IAM has one issuer, and a client's secret goes to
 * its own. Only of APIs at the same ORDS: a token is shown to nobody but the server that it is meant for.
 */
export function foreignTokens(
  manifest: Manifest,
  others: readonly Manifest[],
  hasSecret: (client: string, manifest: Manifest) => boolean,
): ForeignToken[] {
  const tokenUrl = tokenUrlOf(manifest);
  return others
    .filter(
      (other) =>
        other.trust.issuer === manifest.trust.issuer &&
        tokenUrlOf(other) === tokenUrl &&
        other.trust.audience !== manifest.trust.audience &&
        sameOrigin(other.ords.baseUrl, manifest.ords.baseUrl),
    )
    .flatMap((other) =>
      Object.entries(other.clients)
        .filter(([client, { redirectUris }]) => redirectUris === undefined && hasSecret(client, other))
        .map(([client, { scopes }]) => ({ need: needOf(other, client), scopes })),
    );
}

function sameOrigin(left: string, right: string): boolean {
  return URL.canParse(left) && URL.canParse(right) && new URL(left).origin === new URL(right).origin;
}
