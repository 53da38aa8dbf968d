import { Auth0Management } from '../diagnose/collect/auth0Management';
import { auth0Tenant } from '../diagnose/collect/auth0Tenant';
import type { Auth0Credentials, EntraCredentials, SignRequest } from '../diagnose/collect/credentials';
import { IdentityDomain } from '../diagnose/collect/identityDomain';
import { identityDomainUrl } from '../diagnose/collect/identityDomainUrl';
import { MicrosoftGraph } from '../diagnose/collect/microsoftGraph';
import { reading, UnreadError } from '../diagnose/collect/readings';
import type { Reading } from '../diagnose/facts';
import type { Http } from '../diagnose/http';
import { OrdsError } from '../errors';
import { findAuth0Leftovers, removeAuth0Leftover } from './auth0Leftovers';
import { findEntraLeftovers, removeEntraLeftover } from './entraLeftovers';
import type { Leftover } from './leftover';
import { findOciLeftovers, removeOciLeftover } from './ociLeftovers';
import type { StackState } from './stackState';

/** One account with an identity provider: an Auth0 tenant, an identity domain, a directory of Microsoft Entra. */
export interface Account {
  readonly place: string;
  find(state: StackState): Promise<Reading<Found>>;
  /** Throws OrdsError. */
  remove(leftover: Leftover): Promise<void>;
}

export interface Found {
  readonly leftovers: readonly Leftover[];
  readonly unproven: readonly Leftover[];
}

/** @param apis - identifiers of APIs that were named to be removed */
export function auth0Account(
  credentials: Auth0Credentials,
  http: Http,
  apis: readonly string[] = [],
): Account {
  const management = new Auth0Management(auth0Tenant(credentials.domain), credentials, http);
  return {
    place: credentials.domain,
    find: (state) => reading(() => findAuth0Leftovers(management, credentials.domain, state, apis)),
    remove: (leftover) => plainly(() => removeAuth0Leftover(management, leftover), 'grant it to that client'),
  };
}

/** Throws `idp.oci.domain_url`. */
export function domainAccount(url: string, sign: SignRequest, http: Http): Account {
  const place = identityDomainUrl(url);
  const domain = new IdentityDomain(place, sign, http);
  return {
    place,
    find: (state) => reading(() => findOciLeftovers(domain, place, state)),
    remove: (leftover) =>
      plainly(
        () => removeOciLeftover(domain, leftover),
        'give the user of the API key the role Identity Domain Administrator',
      ),
  };
}

/** @param loginEndpoint - where the stack's manifest signs in: the secret goes to no other cloud */
export function directoryAccount(
  credentials: EntraCredentials,
  http: Http,
  loginEndpoint: string | undefined,
): Account {
  const place = credentials.tenantId;
  const graph = new MicrosoftGraph(credentials, http, loginEndpoint);
  return {
    place,
    find: (state) => reading(() => findEntraLeftovers(graph, place, state)),
    remove: (leftover) =>
      plainly(
        () => removeEntraLeftover(graph, leftover),
        'let an administrator consent to it for that client',
      ),
  };
}

/** A refusal of the provider's own interface as an error; `right`: what to do where a right is missing. */
async function plainly(action: () => Promise<void>, right: string): Promise<void> {
  try {
    await action();
  } catch (error) {
    if (!(error instanceof UnreadError) || error.reading.state === 'read') throw error;
    if (error.reading.state === 'skipped')
      throw new OrdsError(error.reading.reason, {
        code: 'idp.management.scope',
        remedy: `${right}, then run the same command again`,
      });
    const { message, code, remedy } = error.reading.failure;
    throw new OrdsError(message, { code, remedy });
  }
}
