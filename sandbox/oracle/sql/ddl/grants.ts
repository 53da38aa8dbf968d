import { OraError } from '../../oraError';
import type { Name } from '../parser/ast';
import type { TokenCursor } from '../parser/cursor';
import type { DdlContext } from './context';
import { ALL_PRIVILEGES, OBJECT_PRIVILEGES, SYSTEM_PRIVILEGES } from './systemPrivileges';

interface Item {
  readonly words: string;
  readonly start: number;
}

/** GRANT and REVOKE: system privileges and roles, or privileges on one object. */
export function grantOrRevoke(context: DdlContext, cursor: TokenCursor, revoke: boolean): void {
  const items = cursor.list(() => privilege(cursor));
  if (cursor.takeWords('ON')) {
    const path = cursor.path();
    const grantees = granteeList(context, cursor, revoke);
    const grantable = !revoke && cursor.takeWords('WITH', 'GRANT', 'OPTION');
    if (revoke) cursor.takeWords('CASCADE', 'CONSTRAINTS');
    changeObjectGrants(context, items, path, grantees, grantable, revoke);
  } else {
    const grantees = granteeList(context, cursor, revoke);
    const admin =
      !revoke &&
      (cursor.takeWords('WITH', 'ADMIN', 'OPTION') || cursor.takeWords('WITH', 'DELEGATE', 'OPTION'));
    for (const item of items)
      for (const grantee of grantees) changeGrant(context, item, grantee, admin, revoke);
  }
  context.catalog.changed();
}

/** One or more words up to a comma, ON, TO or FROM. */
function privilege(cursor: TokenCursor): Item {
  const { start } = cursor.current;
  const words: string[] = [];
  while (
    (cursor.current.kind === 'identifier' || cursor.current.kind === 'quotedIdentifier') &&
    !(words.length > 0 && ['ON', 'TO', 'FROM'].includes(cursor.current.text))
  ) {
    words.push(cursor.next().text);
  }
  if (words.length === 0) cursor.fail(990, 'missing or invalid privilege');
  if (cursor.isOperator('(')) cursor.fail(3001, 'unimplemented feature: privileges on columns');
  return { words: words.join(' '), start };
}

function granteeList({ catalog }: DdlContext, cursor: TokenCursor, revoke: boolean): string[] {
  if (!cursor.takeWords(revoke ? 'FROM' : 'TO')) cursor.fail(905, 'missing keyword');
  return cursor.list(() => {
    const name = cursor.name(987, 'missing or invalid username(s)');
    const known =
      name.text === 'PUBLIC' ||
      catalog.users.get({ NAME: name.text }) ||
      catalog.roles.get({ NAME: name.text });
    if (!known) throw new OraError(1917, `user or role '${name.text}' does not exist`, name.start);
    return name.text;
  });
}

function changeGrant(
  context: DdlContext,
  item: Item,
  grantee: string,
  admin: boolean,
  revoke: boolean,
): void {
  const { catalog, access } = context;
  const adminOption = admin ? 'YES' : 'NO';
  if (SYSTEM_PRIVILEGES.has(item.words)) {
    const own = catalog.systemGrants.get({ GRANTEE: access.user, PRIVILEGE: item.words });
    if (own?.ADMIN_OPTION !== 'YES' && !access.hasSystemPrivilege('GRANT ANY PRIVILEGE')) {
      throw new OraError(1031, 'insufficient privileges');
    }
    const key = { GRANTEE: grantee, PRIVILEGE: item.words };
    if (!revoke) catalog.systemGrants.put({ ...key, ADMIN_OPTION: adminOption });
    else if (catalog.systemGrants.get(key)) catalog.systemGrants.remove(key);
    else throw new OraError(1952, 'system privileges not granted to ' + `'${grantee}'`);
    return;
  }
  if (!catalog.roles.get({ NAME: item.words })) {
    const several = item.words.includes(' ');
    throw several
      ? new OraError(990, 'missing or invalid privilege', item.start)
      : new OraError(1919, `role '${item.words}' does not exist`, item.start);
  }
  const own = catalog.roleGrants.get({ GRANTEE: access.user, ROLE: item.words });
  if (own?.ADMIN_OPTION !== 'YES' && !access.hasSystemPrivilege('GRANT ANY ROLE')) {
    throw new OraError(1932, `ADMIN option not granted for role '${item.words}'`, item.start);
  }
  const key = { GRANTEE: grantee, ROLE: item.words };
  if (!revoke) catalog.roleGrants.put({ ...key, ADMIN_OPTION: adminOption });
  else if (catalog.roleGrants.get(key)) catalog.roleGrants.remove(key);
  else throw new OraError(1951, `ROLE '${item.words}' not granted to '${grantee}'`, item.start);
}

function changeObjectGrants(
  context: DdlContext,
  items: readonly Item[],
  path: readonly Name[],
  grantees: readonly string[],
  grantable: boolean,
  revoke: boolean,
): void {
  const { catalog, schema, access } = context;
  const object = catalog.resolve(schema, path);
  const offset = path[0]?.start ?? 0;
  if (!object || !access.sees(object.owner, object.name)) {
    throw new OraError(942, 'table or view does not exist', offset);
  }
  for (const item of items) {
    const all = item.words === 'ALL' || item.words === 'ALL PRIVILEGES';
    const privileges = all ? (ALL_PRIVILEGES[object.type] ?? []) : [item.words];
    for (const name of privileges) {
      if (!OBJECT_PRIVILEGES.has(name)) throw new OraError(990, 'missing or invalid privilege', item.start);
      const executable = ['PACKAGE', 'PROCEDURE', 'FUNCTION'].includes(object.type);
      if ((name === 'EXECUTE') !== executable && name !== 'DEBUG') {
        throw new OraError(
          2224,
          `${name} privilege not allowed for ${object.type.toLowerCase()}s`,
          item.start,
        );
      }
      requireGrantOption(context, object, name);
      for (const grantee of grantees) {
        const key = { GRANTEE: grantee, OWNER: object.owner, NAME: object.name, PRIVILEGE: name };
        if (!revoke) {
          catalog.objectGrants.put({ ...key, GRANTABLE: grantable ? 'YES' : 'NO', GRANTOR: access.user });
        } else if (catalog.objectGrants.get(key)) {
          catalog.objectGrants.remove(key);
        } else if (!all) {
          throw new OraError(1927, 'cannot REVOKE privileges you did not grant');
        }
      }
    }
  }
}

function requireGrantOption(
  { catalog, access }: DdlContext,
  { owner, name }: { owner: string; name: string },
  privilege: string,
): void {
  if (owner === access.user || access.hasSystemPrivilege('GRANT ANY OBJECT PRIVILEGE')) return;
  const own = catalog.objectGrants.get({
    GRANTEE: access.user,
    OWNER: owner,
    NAME: name,
    PRIVILEGE: privilege,
  });
  if (own?.GRANTABLE !== 'YES') throw new OraError(1031, 'insufficient privileges');
}
