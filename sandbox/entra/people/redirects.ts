import type { Application } from '../tenantState';

type RedirectKind = 'web' | 'spa' | 'publicClient';

/** For which platform an address is registered, byte for byte; undefined where it is not. */
export function redirectKind({ properties }: Application, uri: string): RedirectKind | undefined {
  const kinds: readonly RedirectKind[] = ['web', 'spa', 'publicClient'];
  return kinds.find((kind) => properties[kind].redirectUris.includes(uri));
}

/** Whether a client that comes back there needs no secret: only a web platform keeps one. */
export function mayBePublic(application: Application, uri: string | undefined): boolean {
  if (application.properties.isFallbackPublicClient === true) return true;
  const kind = redirectKind(application, uri ?? '');
  return kind === 'spa' || kind === 'publicClient';
}

/** Whether a client has any platform that keeps no secret. */
export function isPublic({ properties }: Application): boolean {
  const uris = [...properties.publicClient.redirectUris, ...properties.spa.redirectUris];
  return properties.isFallbackPublicClient === true || uris.length > 0;
}
