import type { Authorisation } from '../trust';
import { isForPeople, type ApiRequest, type ClientRequest } from './identityProvider';

/**
 * How the tokens of an API authorise. Tokens of machines carry `roles` and no `scp`; those of people carry `scp`, and `roles` where somebody
 * has assigned them (facts/entra.md 2.2). A schema has one profile, and a profile is in one mode.
 */
export type EntraMode = 'role' | 'scope';

/** The mode that serves all of the clients, where the program does not choose: role mode as soon as one of them is a machine. */
export function entraMode(chosen: EntraMode | undefined, clients: ApiRequest['clients']): EntraMode {
  if (chosen !== undefined) return chosen;
  const all = Object.values(clients);
  return all.length > 0 && all.every(isForPeople) ? 'scope' : 'role';
}

/** Scope mode reads `scp`, which ORDS does by itself. */
export function entraAuthorisation(mode: EntraMode): Authorisation {
  return mode === 'scope' ? { mode } : { mode, roleClaim: '/roles' };
}

/** Who can be given an app role: only who is among the clients, machines where there is none. */
export function memberTypes(
  clients: Readonly<Record<string, Pick<ClientRequest, 'redirectUris'>>>,
): ('Application' | 'User')[] {
  const all = Object.values(clients);
  const people = all.some(isForPeople);
  const machines = all.length === 0 || !all.every(isForPeople);
  return [...(machines ? (['Application'] as const) : []), ...(people ? (['User'] as const) : [])];
}
