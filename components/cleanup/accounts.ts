import type { Http } from '../diagnose/http';
import { quote } from '../rules/text';
import type { CleanupRequest } from './findLeftovers';
import type { SkippedSide } from './leftover';
import { auth0Account, directoryAccount, domainAccount, type Account } from './providerLeftovers';
import type { StackState } from './stackState';

export interface Accounts {
  readonly accounts: readonly Account[];
  /** Those that the state tells of, or has to tell of, and that these credentials do not reach. */
  readonly missing: readonly Omit<SkippedSide, 'side'>[];
}

const NO_AUTH0 = 'AUTH0_DOMAIN, AUTH0_CLIENT_ID and AUTH0_CLIENT_SECRET are not set';
const NO_ENTRA = 'ARM_TENANT_ID, ARM_CLIENT_ID and ARM_CLIENT_SECRET are not set';
const NO_OCI = 'there is no API key of OCI';

/**
 * The tenants and identity domains of the state, or what stands before it has any: a tenant that the environment names is looked at
 * only when it is the state's, or the state tells of none.
 */
export function accountsOf(request: CleanupRequest, http: Http): Accounts {
  const { state, credentials, apis } = request;
  const { auth0, ociIam: sign } = credentials;
  const missing: Omit<SkippedSide, 'side'>[] = [];
  const accounts: Account[] = [];

  const tenants = [...state.tenants];
  const isTenant =
    auth0 !== undefined &&
    (tenants.length === 0 ? isSilent(state) || hasAuth0(state) : tenants.includes(auth0.domain));
  if (auth0 !== undefined && isTenant) accounts.push(auth0Account(auth0, http, apis));
  for (const tenant of tenants.filter((one) => !isTenant || one !== auth0?.domain))
    missing.push({
      reason:
        auth0 === undefined
          ? `${NO_AUTH0}: the stack is in tenant ${quote(tenant)}`
          : `the stack is in tenant ${quote(tenant)}, and AUTH0_DOMAIN is ${quote(auth0.domain)}`,
      needed: true,
    });
  if (auth0 === undefined && tenants.length === 0 && hasAuth0(state))
    missing.push({ reason: NO_AUTH0, needed: true });

  const urls = domainUrls(request);
  // Two forms of one address are one domain.
  const domains = new Map(
    (sign === undefined ? [] : urls.map((url) => domainAccount(url, sign, http))).map((account) => [
      account.place,
      account,
    ]),
  );
  accounts.push(...domains.values());
  if (sign === undefined)
    for (const url of urls)
      missing.push({ reason: `${NO_OCI}: the stack is in the identity domain ${quote(url)}`, needed: true });

  const entra = entraAccounts(request, http);
  accounts.push(...entra.accounts);
  missing.push(...entra.missing);
  if (accounts.length === 0 && missing.length === 0)
    missing.push({
      reason: `${NO_AUTH0}, nor is OCI_IAM_DOMAIN_URL, nor are ARM_TENANT_ID, ARM_CLIENT_ID and ARM_CLIENT_SECRET`,
      // A claim names the API that the stack is about to make, before there is one.
      needed: state.claims.some(({ audience }) => audience !== undefined),
    });
  return { accounts, missing };
}

/** A claim without audience may be about to make an API whose audience the directory issues; one with an audience is not. */
function entraAccounts({ state, credentials: { entra } }: CleanupRequest, http: Http): Accounts {
  const { directories, isUsed } = state.entra;
  const own = entra?.tenantId.toLowerCase();
  const isIssued = state.claims.some(({ audience }) => audience === undefined);
  const isDirectory =
    own !== undefined &&
    (directories.size === 0 ? isUsed || (isSilent(state) && isIssued) : directories.has(own));
  const others = [...directories.keys()].filter((one) => !isDirectory || one !== own);
  const missing = others.map((one) => ({
    reason:
      entra === undefined
        ? `${NO_ENTRA}: the stack is in directory ${quote(one)}`
        : `the stack is in directory ${quote(one)}, and ARM_TENANT_ID is ${quote(entra.tenantId)}`,
    needed: true,
  }));
  if (entra === undefined && isUsed && directories.size === 0)
    missing.push({ reason: NO_ENTRA, needed: true });
  return {
    accounts: isDirectory && entra ? [directoryAccount(entra, http, directories.get(own))] : [],
    missing,
  };
}

function domainUrls({ state, domainUrl }: CleanupRequest): string[] {
  const known = [...state.domainUrls];
  return domainUrl !== undefined && isSilent(state) ? [domainUrl] : known;
}

/** Tells of no identity provider at all, as after a killed first `up`. */
function isSilent(state: StackState): boolean {
  return !hasAuth0(state) && state.domainUrls.size === 0 && !state.entra.isUsed;
}

function hasAuth0({ clientIds, audiences, tenants }: StackState): boolean {
  return clientIds.size > 0 || audiences.size > 0 || tenants.size > 0;
}
