import type { OpenDatabase } from '../database/database';
import { Auth0Management } from '../diagnose/collect/auth0Management';
import { auth0Tenant } from '../diagnose/collect/auth0Tenant';
import { reading, UnreadError } from '../diagnose/collect/readings';
import type { Http } from '../diagnose/http';
import { OrdsError } from '../errors';
import { findAuth0Leftovers, removeAuth0Leftover } from './auth0Leftovers';
import type { Cleanup, Leftover, UnreadPlace } from './leftover';
import { findOrdsLeftovers, type OrdsLeftovers, type SchemaPlace } from './ordsLeftovers';
import type { StackState } from './stackState';

export interface CleanupRequest {
  readonly state: StackState;
  readonly schemas: readonly SchemaPlace[];
  /** Of the tenant that is looked at; absent: it is left out. */
  readonly management?: { readonly domain: string; readonly clientId: string; readonly clientSecret: string };
}

export interface CleanupWays {
  readonly http: Http;
  readonly open: OpenDatabase;
}

/** Looks on both sides for what carries the mark of a stack and is not in its state. */
export async function findLeftovers(
  { state, schemas, management }: CleanupRequest,
  { http, open }: CleanupWays,
): Promise<Cleanup> {
  const leftovers: Leftover[] = [];
  const unproven: Leftover[] = [];
  const unread: UnreadPlace[] = [];
  const skipped: { side: Leftover['side']; reason: string }[] = [];
  const ords: OrdsLeftovers[] = [];
  for (const place of schemas) {
    const found = await reading(() => findOrdsLeftovers(open, place, state));
    if (found.state === 'read') {
      ords.push(found.value);
      leftovers.push(...found.value.leftovers);
      unproven.push(...found.value.unproven);
    } else if (found.state === 'failed') unread.push({ side: 'ORDS', place: place.schema, ...found.failure });
  }
  const api = management && new Auth0Management(auth0Tenant(management.domain), management, http);
  if (api === undefined)
    skipped.push({
      side: 'identity provider',
      reason: 'AUTH0_DOMAIN, AUTH0_CLIENT_ID and AUTH0_CLIENT_SECRET are not set',
    });
  else {
    const found = await reading(() => findAuth0Leftovers(api, management?.domain ?? '', state));
    if (found.state === 'read') {
      leftovers.push(...found.value.leftovers);
      unproven.push(...found.value.unproven);
    } else if (found.state === 'failed')
      unread.push({ side: 'identity provider', place: management?.domain ?? '', ...found.failure });
    else skipped.push({ side: 'identity provider', reason: found.reason });
  }
  return {
    leftovers,
    unproven,
    unread,
    skipped,
    remove: async (removed) => {
      for (const schema of ords) await schema.remove(removed);
      for (const leftover of leftovers.filter(({ side }) => side === 'identity provider')) {
        if (api) await plainly(() => removeAuth0Leftover(api, leftover));
        removed(leftover);
      }
    },
  };
}

/** A refusal of the Management API as an error. */
async function plainly(action: () => Promise<void>): Promise<void> {
  try {
    await action();
  } catch (error) {
    if (!(error instanceof UnreadError) || error.reading.state === 'read') throw error;
    if (error.reading.state === 'skipped')
      throw new OrdsError(error.reading.reason, {
        code: 'idp.management.scope',
        remedy: 'grant it to that client, then run the same command again',
      });
    const { message, code, remedy } = error.reading.failure;
    throw new OrdsError(message, { code, remedy });
  }
}
