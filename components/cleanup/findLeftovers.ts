import type { OpenDatabase } from '../database/database';
import type { ProviderCredentials } from '../diagnose/collect/credentials';
import { reading } from '../diagnose/collect/readings';
import type { Http } from '../diagnose/http';
import type { Cleanup, Leftover, SkippedSide, UnreadPlace } from './leftover';
import { findOrdsLeftovers, type OrdsLeftovers, type SchemaPlace } from './ordsLeftovers';
import { accountsOf } from './accounts';
import type { StackState } from './stackState';

export interface CleanupRequest {
  readonly state: StackState;
  readonly schemas: readonly SchemaPlace[];
  /** What the environment has for the identity providers. */
  readonly credentials: ProviderCredentials;
  /** An identity domain to look at where the state tells of no identity provider, as after a killed first `up`. */
  readonly domainUrl?: string;
  /** Identifiers of APIs of Auth0 that were named: nothing on an API says whose it is. */
  readonly apis?: readonly string[];
}

export interface CleanupWays {
  readonly http: Http;
  readonly open: OpenDatabase;
}

/** Looks on both sides for what carries the mark of a stack and is not in its state. */
export async function findLeftovers(request: CleanupRequest, ways: CleanupWays): Promise<Cleanup> {
  const { state, schemas } = request;
  const leftovers: Leftover[] = [];
  const unproven: Leftover[] = [];
  const unread: UnreadPlace[] = [];
  const ords: OrdsLeftovers[] = [];
  for (const place of schemas) {
    const found = await reading(() => findOrdsLeftovers(ways.open, place, state));
    if (found.state === 'read') {
      ords.push(found.value);
      leftovers.push(...found.value.leftovers);
      unproven.push(...found.value.unproven);
    } else if (found.state === 'failed') unread.push({ side: 'ORDS', place: place.name, ...found.failure });
  }
  const side = 'identity provider';
  const { accounts, missing } = accountsOf(request, ways.http);
  const skipped: SkippedSide[] = missing.map((one) => ({ side, ...one }));
  for (const account of accounts) {
    const found = await account.find(state);
    if (found.state === 'read') {
      leftovers.push(...found.value.leftovers);
      unproven.push(...found.value.unproven);
    } else if (found.state === 'failed') unread.push({ side, place: account.place, ...found.failure });
    else skipped.push({ side, reason: found.reason, needed: true });
  }
  return {
    leftovers,
    unproven,
    unread,
    skipped,
    remove: async (chosen, removed) => {
      for (const schema of ords) await schema.remove(chosen, removed);
      for (const leftover of leftovers.filter((one) => one.side === side && chosen(one))) {
        await accounts.find(({ place }) => place === leftover.place)?.remove(leftover);
        removed(leftover);
      }
    },
  };
}
