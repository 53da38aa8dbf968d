import type { JsonObject } from '../../../identity/json';
import type { User } from '../domainState';
import type { DomainStore } from '../domainStore';
import { duplicate, missingAttributes, ScimError } from '../scim/errors';
import { valuesAt } from '../scim/attributePath';
import { objects, sameName, text } from '../scim/record';
import type { ScimResource } from '../scim/resource';
import { searchRules } from '../scim/searchRules';

/** /admin/v1/Users. */
export const USERS: ScimResource<User> = {
  path: 'Users',
  type: 'User',
  kind: 'user',
  schema: 'urn:ietf:params:scim:schemas:core:2.0:User',
  required: ['userName', 'name'],
  readOnly: ['groups'],
  onRequest: ['groups'],
  canonical: ['active', 'password', 'emails', 'displayName'],
  ocidType: 'user',
  // identity/domainsUser.d.ts of `@pulumi/oci`.
  search: searchRules({ unsearchable: ['description', 'password'] }),
  items: ({ state }) => state.users,
  setItems: ({ state }, users) => (state.users = users),
  settle,
  present: (user, store) => {
    const { password: _never, ...rest } = user;
    return { ...rest, groups: groupsOf(user, store) };
  },
};

function settle(sent: JsonObject, existing: User | undefined, { state }: DomainStore): JsonObject {
  if (valuesAt(sent, ['name', 'familyName']).length === 0) throw missingAttributes(['name.familyName']);
  const primary = objects(sent, 'emails').filter((email) => email['primary'] === true);
  if (primary.length !== 1)
    throw new ScimError(
      400,
      'A primary email address is needed.', // [?] wording
      'error.identity.user.primaryEmailNotSpecified',
    );
  const userName = text(sent, 'userName') ?? '';
  if (state.users.some((other) => other !== existing && sameName(other.userName, userName)))
    throw duplicate('User', 'userName');
  const [given, family] = ['givenName', 'familyName'].map((name) => valuesAt(sent, ['name', name])[0]);
  const formatted = [given, family].filter((part) => part !== undefined).join(' ');
  const password = text(sent, 'password') ?? existing?.password;
  return { active: true, displayName: formatted, ...sent, ...(password !== undefined && { password }) };
}

/** As an expression of a custom claim sees them, too. */
export function groupsOf(user: User, store: DomainStore): JsonObject[] {
  return store.groupsOf(user.id).map(({ id, displayName }) => ({
    value: id,
    display: displayName,
    type: 'direct',
    $ref: `${store.url}/admin/v1/Groups/${id}`,
  }));
}
