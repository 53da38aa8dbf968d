import type { Auth0Management } from './auth0Management';
import type { Json } from './managementReader';
import { endless, MOST_PAGES, noList } from './pages';

/** Objects in one answer: the most that Auth0 gives (facts/auth0.md 2.1). */
const PAGE = 100;
/** All of a list of the Management API. Throws as `Auth0Management.get` does, and never gives a part for the whole. */
export async function allPages(
  management: Pick<Auth0Management, 'get'>,
  path: string,
  query: string,
  scope: string,
): Promise<Json[]> {
  const all: Json[] = [];
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const answer = await management.get(`${path}?${query}&per_page=${PAGE}&page=${page}`, scope);
    // Also of a 404: a list is there, whatever is in it.
    if (!Array.isArray(answer))
      throw noList(`the Management API, ${path},`, 'check the domain of the tenant');
    all.push(...(answer as Json[]));
    if (answer.length < PAGE) return all;
  }
  throw endless(`the Management API, ${path},`);
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
