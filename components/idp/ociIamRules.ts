import type * as pulumi from '@pulumi/pulumi';
import { checkDomain } from '../oci/domainUrl';
import type { Problem } from '../problem';
import { quote } from '../rules/text';
import { isForPeople, type ApiRequest } from './identityProvider';
import { checkGroupClaim } from './ociGroupClaim';

/** Template of a confidential app; another one makes another app (facts/oci-iam.md 1.3). */
export const CONFIDENTIAL = 'CustomWebAppTemplateId';
/** Seconds (facts/oci-iam.md 2.2). */
const SHORTEST_TOKEN_LIFETIME = 60;
const LONGEST_TOKEN_LIFETIME = 31_536_000;

export interface OciIamSettings {
  readonly domain?: pulumi.Input<string>;
  readonly createDomain?: object;
  readonly tokenLifetime?: number;
  readonly groupClaim?: string;
  readonly groupClaimExists?: boolean;
}

/** Settings that a domain would refuse, or whose tokens ORDS would. What is an output is passed over. */
export function checkOciIamSettings(settings: OciIamSettings): Problem[] {
  const { domain, createDomain, groupClaim } = settings;
  return [
    ...((domain === undefined) === (createDomain === undefined) ? [oneDomain(domain !== undefined)] : []),
    ...(typeof domain === 'string' ? checkDomain(domain, 'identityProvider.domain') : []),
    ...checkLifetime(settings.tokenLifetime),
    ...(groupClaim === undefined ? [] : checkGroupClaim(groupClaim)),
    ...(groupClaim === undefined && settings.groupClaimExists === true ? [claimWithoutName()] : []),
  ];
}

/** What a domain makes of audience, scopes and clients. */
export function checkOciIamRequest(
  { plainAudience, scopes, clients }: Pick<ApiRequest, 'scopes' | 'clients' | 'plainAudience'>,
  { roleMode }: { readonly roleMode: boolean },
): Problem[] {
  return [
    ...(plainAudience === undefined ? [] : checkFusion(plainAudience, scopes[0]?.name)),
    ...scopes.flatMap(({ name }) => checkLeadingSlash(name, plainAudience)),
    ...Object.entries(clients).flatMap(([key, client]) => [
      ...(roleMode && !isForPeople(client) ? [machineInRoleMode(key)] : []),
      ...(client.redirectUris ?? []).filter(isHttp).map((uri) => openScheme(key, uri)),
    ]),
  ];
}

/** Whether an app has to allow other schemes than https for this redirect URI (facts/oci-iam.md 3). */
export function isHttp(uri: string): boolean {
  return /^http:/i.test(uri);
}

/** A domain puts audience and scope together without anything between (facts/oci-iam.md 2.2). */
export function checkFusion(audience: string, scope = 'orders.read'): Problem[] {
  if (audience === '' || audience.endsWith('/')) return [];
  return [
    {
      code: 'oci.audience.fuses',
      severity: 'error',
      field: 'audience',
      summary: `has no slash at its end, so that the domain fuses it with each scope: ${quote(audience + scope)}`,
      found: quote(audience),
      expected: quote(`${audience}/`),
      remedy: `write ${quote(`${audience}/`)}, or add accept: ["oci.audience.fuses"] to keep it`,
    },
  ];
}

function checkLeadingSlash(scope: string, audience: string | undefined): Problem[] {
  const bare = scope.replace(/^\/+/, '');
  if (bare === scope) return [];
  return [
    {
      code: 'oci.scope.leading_slash',
      severity: 'error',
      field: `scopes[${JSON.stringify(scope)}]`,
      summary:
        'begins with a slash, which the token and with it the privilege would carry; the slash belongs to the audience',
      found: quote(scope),
      expected: quote(bare || 'orders.read'),
      remedy: `write the scope without it, and the audience as ${quote(`${(audience ?? 'orders').replace(/\/+$/, '')}/`)}`,
    },
  ];
}

function oneDomain(both: boolean): Problem {
  return {
    code: 'oci.domain.one_of',
    severity: 'error',
    field: 'identityProvider.domain',
    summary: both ? 'stands beside createDomain' : 'is missing, and so is createDomain',
    expected: 'domain for one that exists, or createDomain for a new one',
    remedy: 'give exactly one of the two',
  };
}

function claimWithoutName(): Problem {
  return {
    code: 'oci.group_claim.no_name',
    severity: 'error',
    field: 'identityProvider.groupClaimExists',
    summary: 'says that a claim exists, and groupClaim does not say which',
    expected: 'groupClaim with the name of the claim',
    remedy: 'add groupClaim, or remove groupClaimExists',
  };
}

function machineInRoleMode(key: string): Problem {
  return {
    code: 'oci.role_mode.machine_client',
    severity: 'error',
    field: `clients[${JSON.stringify(key)}]`,
    summary: 'is a machine, whose tokens carry no groups: in role mode ORDS would refuse every one of them',
    found: 'no redirectUris',
    expected: 'a client that people sign in to',
    remedy: 'give it redirectUris, or remove identityProvider.groupClaim (scope mode serves machines)',
  };
}

function openScheme(key: string, uri: string): Problem {
  return {
    code: 'oci.redirect_uri.http',
    severity: 'warning',
    field: `clients[${JSON.stringify(key)}].redirectUris`,
    summary: 'is not https; the app allows redirect URLs of every scheme because of it',
    found: quote(uri),
    expected: 'https, wherever the client is not on this machine',
    remedy: 'write an https URL, or leave it for development',
  };
}

function checkLifetime(lifetime: number | undefined): Problem[] {
  if (lifetime === undefined) return [];
  if (Number.isInteger(lifetime) && lifetime >= SHORTEST_TOKEN_LIFETIME && lifetime <= LONGEST_TOKEN_LIFETIME)
    return [];
  return [
    {
      code: 'oci.token_lifetime.range',
      severity: 'error',
      field: 'identityProvider.tokenLifetime',
      summary: 'is outside what a domain accepts',
      found: String(lifetime),
      expected: `${SHORTEST_TOKEN_LIFETIME} to ${LONGEST_TOKEN_LIFETIME} seconds`,
      remedy: 'remove tokenLifetime (3600 is the default)',
    },
  ];
}
