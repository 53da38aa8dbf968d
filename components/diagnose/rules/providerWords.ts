import { shown, shownList } from './build';
import type { ApiView } from './view';

export function isOciIam({ manifest }: Pick<ApiView, 'manifest'>): boolean {
  return manifest.identityProvider['kind'] === 'oci-iam';
}

/** What the provider of the manifest calls an API and its identifier, for remedies. */
export function apiWords(view: ApiView): { readonly api: string; readonly identifier: string } {
  return isOciIam(view)
    ? { api: 'resource app', identifier: 'primary audience' }
    : { api: 'API', identifier: 'identifier' };
}

/** How a token for these scopes is asked for: OCI IAM goes by the fully qualified ones (facts/oci-iam.md 2.2). */
export function requestedScopes({ manifest }: ApiView, scopes: readonly string[]): string {
  const { audience } = manifest.trust;
  return shownList(isOciIam({ manifest }) ? scopes.map((scope) => audience + scope) : scopes);
}

/** How a token for the API is asked for, to go on after `request`. */
export function withAudience(view: ApiView): string {
  const { trust, scopes } = view.manifest;
  if (!isOciIam(view)) return `with audience ${shown(trust.audience)}`;
  return `with the audience in front of each scope: ${requestedScopes(
    view,
    scopes.map(({ name }) => name),
  )}`;
}
