import type { ClientArgs } from '../protectedApiArgs';
import { checkRedirectUris } from '../rules/redirectUris';
import { quote } from '../rules/text';
import type { Unexpressed } from './exportedApi';

/** What is to be said of one client of an identity provider. */
export interface JudgedClient {
  /** `Auth0 client "Backend" (id)`. */
  readonly object: string;
  readonly name: string;
  /** Why the values cannot have it; with one it is left out whole. */
  readonly reasons: readonly string[];
  /** What `up` would write over all the same. */
  readonly changes: readonly string[];
  readonly args: ClientArgs<string>;
  /** Under which `up` takes it over. */
  readonly id: string;
}

export interface KeptClients<Client extends JudgedClient> {
  readonly clients: Readonly<Record<string, ClientArgs<string>>>;
  /** By the same keys. */
  readonly kept: Readonly<Record<string, Client>>;
  readonly notExpressed: readonly Unexpressed[];
}

/**
 * The clients that `up` can take over without taking anything away from those who use them. Another one is left out whole: what
 * is not in the values stays as it is.
 */
export function keepClients<Client extends JudgedClient>(judged: readonly Client[]): KeptClients<Client> {
  const notExpressed = judged.flatMap(({ object, reasons, changes }) =>
    reasons.length > 0
      ? [{ object, reason: `left out, and untouched by up: ${reasons.join('; ')}` }]
      : changes.map((reason) => ({ object, reason })),
  );
  const keyed = withKeys(judged.filter(({ reasons }) => reasons.length === 0));
  return {
    clients: Object.fromEntries(keyed.map(([key, { args }]) => [key, args])),
    kept: Object.fromEntries(keyed),
    notExpressed,
  };
}

/** A value of each client by its key. */
export function byKey<Client, T>(
  kept: Readonly<Record<string, Client>>,
  value: (client: Client) => T,
): Record<string, T> {
  return Object.fromEntries(Object.entries(kept).map(([key, client]) => [key, value(client)]));
}

/** Redirect URIs that the program would refuse; a client for people cannot be declared without them. */
export function whyNotForPeople(redirectUris: readonly string[]): string[] {
  return checkRedirectUris({ clients: { it: { redirectUris } } })
    .filter(({ severity }) => severity === 'error')
    .map(
      ({ summary, found }) =>
        `its list of redirect URIs ${summary}${found === undefined ? '' : `: ${found}`}`,
    );
}

/** Scopes of the API that the values do not have. */
export function whyNotItsScopes(granted: readonly string[], scopes: readonly string[]): string[] {
  const undeclared = granted.filter((scope) => !scopes.includes(scope));
  if (undeclared.length === 0) return [];
  return [`its grant has scopes that the values do not declare: ${undeclared.map(quote).join(', ')}`];
}

/** `Backend service` becomes `backend-service`; a second one `backend-service-2`. */
function withKeys<Client extends JudgedClient>(clients: readonly Client[]): [string, Client][] {
  const taken = new Set<string>();
  return clients.map((client) => {
    const slug =
      client.name
        .toLowerCase()
        .replace(/[^a-z0-9]+/g, '-')
        .replace(/^-|-$/g, '') || 'client';
    let key = slug;
    for (let count = 2; taken.has(key); count += 1) key = `${slug}-${count}`;
    taken.add(key);
    return [key, client];
  });
}
