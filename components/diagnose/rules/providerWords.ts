import { shown, shownList } from './build';
import type { ApiView } from './view';

export function isOciIam({ manifest }: Pick<ApiView, 'manifest'>): boolean {
  return manifest.identityProvider['kind'] === 'oci-iam';
}

export function isEntra({ manifest }: Pick<ApiView, 'manifest'>): boolean {
  return manifest.identityProvider['kind'] === 'entra';
}

/** What the provider of the manifest calls an API and its identifier, for remedies. */
export function apiWords(view: ApiView): { readonly api: string; readonly identifier: string } {
  if (isEntra(view)) return { api: 'application of the API', identifier: 'client id' };
  return isOciIam(view)
    ? { api: 'resource app', identifier: 'primary audience' }
    : { api: 'API', identifier: 'identifier' };
}

/** How a token for these scopes is asked for: OCI IAM goes by the fully qualified ones (facts/oci-iam.md 2.2), so does Entra (facts/entra.md 2.1). */
export function requestedScopes({ manifest }: ApiView, scopes: readonly string[]): string {
  const { audience } = manifest.trust;
  if (isEntra({ manifest })) return shownList(scopes.map((scope) => `api://${audience}/${scope}`));
  return shownList(isOciIam({ manifest }) ? scopes.map((scope) => audience + scope) : scopes);
}

/** How a token for the API is asked for, to go on after `request`. */
export function withAudience(view: ApiView): string {
  const { trust, scopes } = view.manifest;
  if (isEntra(view)) return `with scope ${shown(`${trust.audience}/.default`)}`;
  if (!isOciIam(view)) return `with audience ${shown(trust.audience)}`;
  return `with the audience in front of each scope: ${requestedScopes(
    view,
    scopes.map(({ name }) => name),
  )}`;
}
