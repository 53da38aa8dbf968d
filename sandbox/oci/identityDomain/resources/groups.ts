import type { JsonObject } from '../../../identity/json';
import type { Group } from '../domainState';
import type { DomainStore } from '../domainStore';
import { badReference, duplicate } from '../scim/errors';
import { objects, sameName, text } from '../scim/record';
import type { ScimResource } from '../scim/resource';
import { searchRules } from '../scim/searchRules';

/** /admin/v1/Groups. Members are users; they are shown when asked for. */
export const GROUPS: ScimResource<Group> = {
  path: 'Groups',
  type: 'Group',
  kind: 'group',
  schema: 'urn:ietf:params:scim:schemas:core:2.0:Group',
  required: ['displayName'],
  readOnly: [],
  onRequest: ['members'],
  canonical: ['members', 'displayName'],
  ocidType: 'group',
  search: searchRules(),
  items: ({ state }) => state.groups,
  setItems: ({ state }, groups) => (state.groups = groups),
  settle,
  present: (group, store) => ({
    ...group,
    members: group.members.map((member) => {
      const user = store.user(member.value);
      return {
        ...member,
        display: user?.['displayName'],
        name: user?.userName,
        $ref: `${store.url}/admin/v1/Users/${member.value}`,
      };
    }),
  }),
};

function settle(sent: JsonObject, existing: Group | undefined, store: DomainStore): JsonObject {
  const displayName = text(sent, 'displayName') ?? '';
  if (store.state.groups.some((other) => other !== existing && sameName(other.displayName, displayName)))
    throw duplicate('Group', 'displayName');
  const members = objects(sent, 'members').map((member) => {
    const value = text(member, 'value') ?? '';
    if (!store.user(value)) throw badReference('Group.members', 'User', value);
    return { value, type: 'User' };
  });
  return { ...sent, displayName, members };
}
