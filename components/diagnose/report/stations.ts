import { isPoolTrusted } from '../../manifest';
import { schemaOf } from '../schemaOf';
import { CATALOGUE, type FindingCode, type Link } from '../catalogue';
import type { ApiSides, JwksFacts, Reading } from '../facts';
import type { Finding, Severity } from '../finding';
import { count } from './escape';

/** `ok`: read, and nothing found. `unknown`: nothing found because it was not read. */
export type State = Severity | 'ok' | 'unknown';

/** One box of the picture. */
export interface Station {
  readonly label: string;
  /** What is there, in a few words. */
  readonly detail: string;
  readonly state: State;
  readonly findings: readonly Finding[];
}

const ORDER: readonly Severity[] = ['error', 'warning', 'info'];

/** The severest of the findings; undefined when there is none. */
export function worst(findings: readonly Finding[]): Severity | undefined {
  return ORDER.find((severity) => findings.some((finding) => finding.severity === severity));
}

export function bySeverity(findings: readonly Finding[]): Finding[] {
  return [...findings].sort((a, b) => ORDER.indexOf(a.severity) - ORDER.indexOf(b.severity));
}

type Name = 'clients' | 'api' | 'token' | 'jwks' | 'profile' | 'privileges' | 'modules';

const STATION_OF_LINK: Readonly<Record<Link, Name | undefined>> = {
  client: 'clients',
  token: 'token',
  keys: 'jwks',
  // What the profile checks a token for, and the schema that selects it.
  issuer: 'profile',
  audience: 'profile',
  signature: 'profile',
  times: 'profile',
  schema: 'profile',
  profile: 'profile',
  privilege: 'privileges',
  module: 'modules',
  environment: undefined,
};

function stationOf(code: FindingCode): Name | undefined {
  if (/^idp\.(client|grant)\./.test(code)) return 'clients';
  if (code.startsWith('idp.')) return 'api';
  if (code === 'ords.pool.suspected') return 'profile';
  return STATION_OF_LINK[CATALOGUE[code].link];
}

/** The chain of an API in the order in which a call passes it, each link with its findings and its state. */
export function stations(api: ApiSides, findings: readonly Finding[]): Station[] {
  const { manifest, identityProvider } = api;
  const ordsRead = schemaOf(api) !== undefined;
  const at = (name: Name, label: string, detail: string, read: boolean): Station => {
    const own = findings.filter((finding) => stationOf(finding.code) === name);
    return { label, detail, state: worst(own) ?? (read ? 'ok' : 'unknown'), findings: own };
  };
  return [
    at(
      'clients',
      'Clients',
      Object.keys(manifest.clients).join(', ') || 'none declared',
      identityProvider.clients.state === 'read',
    ),
    at('api', 'Identity provider', providerName(api), identityProvider.api.state === 'read'),
    at('token', 'Token', tokenDetail(api), identityProvider.api.state === 'read'),
    at('jwks', 'JWKS', keysDetail(identityProvider.jwks), identityProvider.jwks.state === 'read'),
    at(
      'profile',
      'JWT profile',
      isPoolTrusted(manifest) ? 'of the pool' : manifest.ords.schema,
      ordsRead && !isPoolTrusted(manifest),
    ),
    at('privileges', 'Privileges', count(manifest.scopes.length, 'scope'), ordsRead),
    at('modules', 'Modules', moduleNames(api), ordsRead),
  ];
}

function providerName({ manifest }: ApiSides): string {
  const { kind, domain, domainUrl = '' } = manifest.identityProvider;
  if (URL.canParse(domainUrl)) return new URL(domainUrl).host;
  return domain ?? kind ?? manifest.trust.issuer;
}

function tokenDetail({ identityProvider: { api } }: ApiSides): string {
  if (api.state !== 'read') return 'not looked at';
  if (api.value === null) return 'no API, no token';
  const { signingAlgorithm, tokenLifetime, entra } = api.value;
  const parts = [
    entra && `version ${entra.tokenVersion}`,
    signingAlgorithm,
    tokenLifetime === undefined ? undefined : `${tokenLifetime} s`,
  ];
  return parts.filter((part) => part !== undefined).join(', ') || 'algorithm unknown';
}

function keysDetail(jwks: Reading<readonly JwksFacts[]>): string {
  if (jwks.state !== 'read') return 'not fetched';
  const [first] = jwks.value;
  if (first === undefined) return 'not fetched';
  return first.outcome === 'keys' ? count(first.keys.length, 'key') : first.outcome.replaceAll('_', ' ');
}

function moduleNames({ manifest }: ApiSides): string {
  const names = new Set([
    ...manifest.scopes.flatMap((scope) => scope.modules),
    ...Object.keys(manifest.ords.modules),
  ]);
  return [...names].join(', ') || 'by patterns';
}
