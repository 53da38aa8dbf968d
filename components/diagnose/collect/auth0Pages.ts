import type { Auth0Management } from './auth0Management';
import type { Json } from './managementReader';

/** Objects in one answer: the most that Auth0 gives (facts/auth0.md 2.1). */
const PAGE = 100;
/** More than any tenant has: then something else is wrong than many pages. */
const MOST_PAGES = 1_000;

/** All of a list of the Management API. Throws as `Auth0Management.get` does. */
export async function allPages(
  management: Pick<Auth0Management, 'get'>,
  path: string,
  query: string,
  scope: string,
): Promise<Json[]> {
  const all: Json[] = [];
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const answer = await management.get(`${path}?${query}&per_page=${PAGE}&page=${page}`, scope);
    const items = Array.isArray(answer) ? (answer as Json[]) : [];
    all.push(...items);
    if (items.length < PAGE) break;
  }
  return all;
}

/** Id and metadata of every client. Whoever may read client secrets would otherwise be sent all of them. */
export function allClients(management: Pick<Auth0Management, 'get'>): Promise<Json[]> {
  return allPages(
    management,
    'clients',
    'fields=client_id%2Cclient_metadata&include_fields=true',
    'read:clients',
  );
}
