import type { OpenDatabase } from '../database/database';
import type { ProviderCredentials } from '../diagnose/collect/credentials';
import { reading } from '../diagnose/collect/readings';
import type { Http } from '../diagnose/http';
import type { Cleanup, Leftover, UnreadPlace } from './leftover';
import { findOrdsLeftovers, type OrdsLeftovers, type SchemaPlace } from './ordsLeftovers';
import { auth0Account, domainAccount, type Account } from './providerLeftovers';
import type { StackState } from './stackState';

export interface CleanupRequest {
  readonly state: StackState;
  readonly schemas: readonly SchemaPlace[];
  /** What the environment has for the identity providers. */
  readonly credentials: ProviderCredentials;
  /** An identity domain to look at where the state tells of no identity provider, as after a killed first `up`. */
  readonly domainUrl?: string;
}

export interface CleanupWays {
  readonly http: Http;
  readonly open: OpenDatabase;
}

const NO_AUTH0 = 'AUTH0_DOMAIN, AUTH0_CLIENT_ID and AUTH0_CLIENT_SECRET are not set';

/** Looks on both sides for what carries the mark of a stack and is not in its state. */
export async function findLeftovers(request: CleanupRequest, ways: CleanupWays): Promise<Cleanup> {
  const { state, schemas, credentials } = request;
  const leftovers: Leftover[] = [];
  const unproven: Leftover[] = [];
  const unread: UnreadPlace[] = [];
  const skipped: { side: Leftover['side']; reason: string }[] = [];
  const ords: OrdsLeftovers[] = [];
  for (const place of schemas) {
    const found = await reading(() => findOrdsLeftovers(ways.open, place, state));
    if (found.state === 'read') {
      ords.push(found.value);
      leftovers.push(...found.value.leftovers);
      unproven.push(...found.value.unproven);
    } else if (found.state === 'failed') unread.push({ side: 'ORDS', place: place.schema, ...found.failure });
  }
  const side = 'identity provider';
  const accounts = accountsOf(request, ways.http);
  if (credentials.auth0 === undefined && (hasAuth0(state) || accounts.length === 0))
    skipped.push({ side, reason: hasAuth0(state) ? NO_AUTH0 : `${NO_AUTH0}, nor is OCI_IAM_DOMAIN_URL` });
  for (const account of accounts) {
    const found = await account.find(state);
    if (found.state === 'read') {
      leftovers.push(...found.value.leftovers);
      unproven.push(...found.value.unproven);
    } else if (found.state === 'failed') unread.push({ side, place: account.place, ...found.failure });
    else skipped.push({ side, reason: found.reason });
  }
  return {
    leftovers,
    unproven,
    unread,
    skipped,
    remove: async (removed) => {
      for (const schema of ords) await schema.remove(removed);
      for (const leftover of leftovers.filter((one) => one.side === side)) {
        await accounts.find(({ place }) => place === leftover.place)?.remove(leftover);
        removed(leftover);
      }
    },
  };
}

/** The tenant that the environment names, and the identity domains of the state: their apps, or what stands before apps. */
function accountsOf({ state, credentials, domainUrl }: CleanupRequest, http: Http): Account[] {
  const { auth0, ociIam: sign } = credentials;
  const known = [...state.domainUrls];
  const urls = known.length === 0 && !hasAuth0(state) && domainUrl !== undefined ? [domainUrl] : known;
  const domains = sign === undefined ? [] : urls.map((url) => domainAccount(url, sign, http));
  // Two forms of one address are one domain.
  const distinct = new Map(domains.map((account) => [account.place, account]));
  return [...(auth0 === undefined ? [] : [auth0Account(auth0, http)]), ...distinct.values()];
}

function hasAuth0({ clientIds, audiences }: StackState): boolean {
  return clientIds.size > 0 || audiences.size > 0;
}
