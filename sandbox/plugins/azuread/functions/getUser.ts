import { fromBody } from '../../framework/properties/mapping';
import { alike, boolean, string, type Fields } from '../../framework/properties/property';
import { text, type Values } from '../../framework/properties/value';
import type { GraphApi } from '../graph/api';
import type { AzureadFunction } from '../kind';

const WAYS = ['objectId', 'userPrincipalName', 'mail'] as const;

const fields: Fields = {
  objectId: string('id'),
  accountEnabled: boolean('accountEnabled'),
  ...alike(string, {}, ['displayName', 'givenName', 'surname', 'mail', 'userPrincipalName']),
};

/** A user, to assign roles to. The calls are not those of the official plugin, which nobody has watched here. */
export const getUser: AzureadFunction = {
  token: 'azuread:index/getUser:getUser',
  arguments: alike(string, {}, ['objectId', 'userPrincipalName', 'mail', 'mailNickname', 'employeeId']),

  checkTogether(values) {
    if (WAYS.filter((name) => values[name] !== undefined).length === 1) return [];
    return [{ property: 'userPrincipalName', reason: `one of ${WAYS.join(', ')} must be given` }];
  },

  async call(api, values) {
    const user = await find(api, values);
    return { ...fromBody(fields, user), id: text(user.id as string) };
  },
};

async function find(api: GraphApi, values: Values) {
  if (values.objectId !== undefined) return api.get({ path: `/users/${text(values.objectId)}` });
  const name = values.mail === undefined ? 'userPrincipalName' : 'mail';
  const wanted = text(values[name]);
  const $filter = `${name} eq '${wanted.replaceAll("'", "''")}'`;
  const [user] = await api.list({ path: '/users', query: { $filter } });
  if (!user) throw new Error(`User with ${name} ${JSON.stringify(wanted)} was not found`);
  return user;
}
