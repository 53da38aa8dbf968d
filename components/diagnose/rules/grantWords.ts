import type { Finding } from '../finding';
import { shown, shownList } from './build';
import { isEntra } from './providerWords';
import { valueOf, type ApiView } from './view';

interface GrantWords {
  readonly missing: (scopes: readonly string[]) => Pick<Finding, 'expected' | 'found' | 'remedy'>;
  /** Remedy for a grant without a scope. */
  readonly add: (scope: string) => string;
  /** Remedy for a scope of a grant that a client is not declared with. */
  readonly undeclared: (scope: string, client: string) => string;
}

const GRANTS: GrantWords = {
  missing: (scopes) => ({
    expected: `a grant with ${shownList(scopes, 'no scope')}`,
    found: 'none',
    remedy: 'run pulumi up --refresh, which creates the grant',
  }),
  add: (scope) => `run pulumi up --refresh, which adds ${shown(scope)} to the grant`,
  undeclared: (scope, client) =>
    `declare ${shown(scope)} for client ${shown(client)} in the program, or run pulumi up --refresh, which takes it away`,
};

/**
 * One that was made by hand is an object of its own that no state has: neither refresh nor up sees it, and cleanup leaves what no manifest
 * declares. A role of an application is one of the permissions that were granted to it (learn.microsoft.com, "Review permissions granted to
 * enterprise applications").
 */
export const TAKE_ASSIGNMENT_AWAY =
  'take it away: Enterprise applications, the client, Permissions, Admin consent, Revoke permission';

/** A token keeps the roles that it was issued with, and MSAL keeps a machine's token for about an hour (facts/entra.md 3). */
const NEW_TOKEN = 'then request a new token: one that was issued before does not have it';

/** What a grant is to the identity provider: in Entra the assignment of an app role. */
export function grantWords(view: ApiView): GrantWords {
  if (!isEntra(view)) return GRANTS;
  const principal = valueOf(view.sides.identityProvider.api)?.entra?.principal;
  const refused = principal?.assignmentRequired === true;
  return {
    missing: (scopes) => ({
      expected: `an assignment of the app role ${shownList(scopes, 'of some scope')}`,
      found: refused
        ? 'none, so that it gets no token (AADSTS501051)'
        : 'none, so that its tokens carry no roles',
      remedy: `run pulumi up --refresh, which assigns it; ${NEW_TOKEN}`,
    }),
    add: (scope) => `run pulumi up --refresh, which assigns the app role ${shown(scope)}; ${NEW_TOKEN}`,
    undeclared: (scope, client) =>
      `declare ${shown(scope)} for client ${shown(client)} in the program, or ${TAKE_ASSIGNMENT_AWAY}`,
  };
}
