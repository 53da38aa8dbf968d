import { addressObstacle } from '../../diagnose/verify/address';
import { PlannedClients } from '../../diagnose/verify/planClients';
import { findTargets, type TargetOptions } from '../../diagnose/verify/targets';
import { endpointUrl, type Manifest } from '../../manifest';
import { tokenSource, type TokenSource } from './providerStyle';
import { variableNames } from './variableNames';

/** What can be called of one API, by whom, and where the tokens for it come from: the same for every tool. */
export interface RequestPlan {
  readonly api: string;
  readonly tokens: TokenSource;
  /** Root of the schema, without a slash at its end; every endpoint is below it. */
  readonly baseUrl: string;
  readonly clients: readonly RequestingClient[];
  /** Of everything that is protected. */
  readonly protectedEndpoints: readonly Endpoint[];
  /** What no request could be made for. */
  readonly leftOut: readonly { readonly object: string; readonly reason: string }[];
}

export interface Endpoint {
  /** Name of the module, or the pattern. */
  readonly name: string;
  /** Below `baseUrl`, with a slash in front. */
  readonly path: string;
}

export interface RequestingClient {
  readonly key: string;
  /** The key as a variable may be named, unlike that of every other client. */
  readonly variable: string;
  readonly clientId: string;
  /** As the token request has it. */
  readonly scope: string;
  /** Absent for machines. */
  readonly redirectUris?: readonly string[];
  /** What its token is let in to. */
  readonly endpoints: readonly Endpoint[];
}

/** @throws OrdsError `export.requests.*`, and those of the provider's settings */
export function planRequests(
  manifest: Manifest,
  { schema }: Pick<TargetOptions, 'schema'> = {},
): RequestPlan {
  const tokens = tokenSource(manifest);
  const baseUrl = hrefOf(endpointUrl(manifest.ords.baseUrl, manifest.ords.schemaAlias, '')).replace(
    /\/+$/,
    '',
  );
  const leftOut: { object: string; reason: string }[] = [];
  const callable = findTargets(manifest, schema && { schema }).flatMap(({ name, url, scopes }) => {
    const reason = url === undefined ? UNKNOWN_PATH : addressObstacle(url, manifest)?.summary;
    if (url !== undefined && reason === undefined)
      return [{ endpoint: { name, path: hrefOf(url).slice(baseUrl.length) || '/' }, scopes }];
    leftOut.push({ object: name, reason: reason ?? UNKNOWN_PATH });
    return [];
  });
  // Whether a secret is at hand does not matter here: whoever uses the requests enters it.
  const planned = new PlannedClients(manifest, () => true);
  const keys = Object.keys(manifest.clients);
  const variables = variableNames(keys);
  return {
    api: manifest.api,
    tokens,
    baseUrl,
    clients: Object.entries(manifest.clients).map(([key, client], at) => ({
      key,
      variable: variables[at] ?? key,
      clientId: client.clientId,
      scope: tokens.scope(client),
      ...(client.redirectUris && { redirectUris: client.redirectUris }),
      endpoints: callable.flatMap(({ endpoint, scopes }) =>
        planned.holders(scopes).some((holder) => holder.key === key) ? [endpoint] : [],
      ),
    })),
    protectedEndpoints: callable.flatMap(({ endpoint, scopes }) => (scopes.length > 0 ? [endpoint] : [])),
    leftOut,
  };
}

const UNKNOWN_PATH =
  'the manifest does not say where it is; set ORDS_PASSWORD, and the catalogue is asked, or let the stack make the module';

// Root and endpoint are written the same way then, so that the one begins like the other; line ends and braces are escaped.
function hrefOf(url: string): string {
  return URL.canParse(url) ? new URL(url).href : url;
}
