import type { Trust } from '../trust';

/**
 * Below what the endpoints of a directory are, at its cloud's address for signing in; no slash at the end. Version 2 of them, and the discovery
 * document, are below `/v2.0` of it (facts/entra.md 2.4).
 */
export function directoryUrl(loginEndpoint: string, tenantId: string): string {
  return `${loginEndpoint.replace(/\/+$/, '')}/${encodeURIComponent(tenantId)}`;
}

/** Where the keys of one application are, if it signs with its own: not among those that all applications share (facts/entra.md 2.4). */
export function applicationKeysUrl({ jwksUrl, audience }: Pick<Trust, 'jwksUrl' | 'audience'>): string {
  return `${jwksUrl}${jwksUrl.includes('?') ? '&' : '?'}appid=${encodeURIComponent(audience)}`;
}
