import { OraError } from '../../oraError';
import { storeDatetime } from '../engine/storedValues';
import type { TokenCursor } from '../parser/cursor';
import { requirePrivilege } from './context';
import type { DdlContext } from './context';
import { dropSchemaObjects } from './drops';
import { quota, tablespace } from './storage';

/** Accepted, without a meaning here. */
const OTHER_OPTIONS: readonly (readonly string[])[] = [
  ['TEMPORARY', 'TABLESPACE'],
  ['LOCAL', 'TEMPORARY', 'TABLESPACE'],
  ['PROFILE'],
];

export function addUser(
  { catalog }: Pick<DdlContext, 'catalog'>,
  name: string,
  password: string | null,
  status: string,
  maintained: 'Y' | 'N' = 'N',
): void {
  catalog.users.put({
    NAME: name,
    ID: catalog.nextObjectId(),
    PASSWORD: password,
    STATUS: status,
    CREATED: storeDatetime(new Date(Math.floor(Date.now() / 1000) * 1000)),
    MAINTAINED: maintained,
  });
  catalog.changed();
}

export function createUser(context: DdlContext, cursor: TokenCursor): void {
  requirePrivilege(context, 'CREATE USER');
  const { catalog } = context;
  const name = cursor.name(1935, 'missing user or role name');
  if (catalog.users.get({ NAME: name.text }) || catalog.roles.get({ NAME: name.text })) {
    throw new OraError(1920, `user name '${name.text}' conflicts with another user or role name`, name.start);
  }
  if (cursor.takeWords('NO', 'AUTHENTICATION')) addUser(context, name.text, null, 'OPEN');
  else addUser(context, name.text, identifiedBy(cursor), 'OPEN');
  userOptions(context, cursor, name.text);
}

export function alterUser(context: DdlContext, cursor: TokenCursor): void {
  const { catalog, access } = context;
  const name = cursor.name(1935, 'missing user or role name');
  // Everybody may change the own password, nothing else.
  const ownPassword = name.text === access.user && cursor.isWord('IDENTIFIED');
  if (!ownPassword) requirePrivilege(context, 'ALTER USER');
  const user = catalog.users.get({ NAME: name.text });
  if (!user) throw new OraError(1918, `user '${name.text}' does not exist`, name.start);
  if (cursor.isWord('IDENTIFIED')) {
    catalog.users.put({
      ...user,
      PASSWORD: identifiedBy(cursor),
      STATUS: user.STATUS.replace(/EXPIRED( & )?/, '') || 'OPEN',
    });
    if (cursor.takeWords('REPLACE')) cursor.next();
  } else if (cursor.takeWords('NO', 'AUTHENTICATION')) {
    catalog.users.put({ ...user, PASSWORD: null });
  }
  userOptions(context, cursor, name.text);
  catalog.changed();
}

/** The password keeps its case even without quotes. */
function identifiedBy(cursor: TokenCursor): string {
  if (!cursor.takeWords('IDENTIFIED', 'BY')) {
    if (cursor.isWord('IDENTIFIED')) cursor.fail(3001, 'unimplemented feature: this kind of authentication');
    cursor.fail(988, 'missing or invalid password(s)');
  }
  const token = cursor.next();
  if (token.kind === 'quotedIdentifier') return token.text;
  if (token.kind !== 'identifier') return cursor.fail(988, 'missing or invalid password(s)', token.start);
  return cursor.source.slice(token.start, token.end);
}

function userOptions(context: DdlContext, cursor: TokenCursor, name: string): void {
  const { catalog } = context;
  const setStatus = (change: (status: string) => string): void => {
    const user = catalog.users.get({ NAME: name });
    if (user) catalog.users.put({ ...user, STATUS: change(user.STATUS) });
  };
  for (;;) {
    if (OTHER_OPTIONS.some((words) => cursor.takeWords(...words))) {
      cursor.next();
    } else if (cursor.takeWords('DEFAULT', 'TABLESPACE')) {
      catalog.defaultTablespaces.put({ USERNAME: name, TABLESPACE: tablespace(cursor) });
    } else if (cursor.takeWords('QUOTA')) {
      quota(context, cursor, name);
    } else if (cursor.takeWords('ACCOUNT', 'LOCK')) {
      setStatus((status) => (status.startsWith('EXPIRED') ? 'EXPIRED & LOCKED' : 'LOCKED'));
    } else if (cursor.takeWords('ACCOUNT', 'UNLOCK')) {
      setStatus((status) => (status.startsWith('EXPIRED') ? 'EXPIRED' : 'OPEN'));
    } else if (cursor.takeWords('PASSWORD', 'EXPIRE')) {
      setStatus((status) => (status.endsWith('LOCKED') ? 'EXPIRED & LOCKED' : 'EXPIRED'));
    } else if (cursor.takeWords('DEFAULT', 'ROLE', 'ALL')) {
      continue;
    } else if (cursor.atEnd()) {
      return;
    } else {
      cursor.fail(922, 'missing or invalid option');
    }
  }
}

export function dropUser(context: DdlContext, cursor: TokenCursor): void {
  requirePrivilege(context, 'DROP USER');
  const { catalog } = context;
  const name = cursor.name(1935, 'missing user or role name');
  const user = catalog.users.get({ NAME: name.text });
  if (!user) throw new OraError(1918, `user '${name.text}' does not exist`, name.start);
  if (user.MAINTAINED === 'Y') throw new OraError(28014, 'cannot drop administrative users', name.start);
  const cascade = cursor.takeWords('CASCADE');
  if (!cascade && catalog.objects.where({ OWNER: name.text }).length > 0) {
    throw new OraError(1922, `CASCADE must be specified to drop '${name.text}'`, name.start);
  }
  dropSchemaObjects(context, name.text);
  catalog.users.remove(user);
  forgetGrantee(context, name.text);
}

export function createRole(context: DdlContext, cursor: TokenCursor): void {
  requirePrivilege(context, 'CREATE ROLE');
  const name = cursor.name(1935, 'missing user or role name');
  const { catalog } = context;
  if (catalog.users.get({ NAME: name.text }) || catalog.roles.get({ NAME: name.text })) {
    throw new OraError(1921, `role name '${name.text}' conflicts with another user or role name`, name.start);
  }
  cursor.takeWords('NOT', 'IDENTIFIED');
  catalog.roles.put({ NAME: name.text, ID: catalog.nextObjectId() });
  catalog.roleGrants.put({ GRANTEE: context.access.user, ROLE: name.text, ADMIN_OPTION: 'YES' });
  catalog.changed();
}

export function dropRole(context: DdlContext, cursor: TokenCursor): void {
  requirePrivilege(context, 'DROP ANY ROLE');
  const name = cursor.name(1935, 'missing user or role name');
  const { catalog } = context;
  if (!catalog.roles.get({ NAME: name.text })) {
    throw new OraError(1919, `role '${name.text}' does not exist`, name.start);
  }
  catalog.roles.remove({ NAME: name.text });
  catalog.roleGrants.removeWhere({ ROLE: name.text });
  forgetGrantee(context, name.text);
}

function forgetGrantee({ catalog }: DdlContext, name: string): void {
  catalog.roleGrants.removeWhere({ GRANTEE: name });
  catalog.systemGrants.removeWhere({ GRANTEE: name });
  catalog.objectGrants.removeWhere({ GRANTEE: name });
  catalog.quotas.removeWhere({ USERNAME: name });
  catalog.defaultTablespaces.remove({ USERNAME: name });
  catalog.changed();
}

/** The schema that holds nothing but code and tables. */
export function ensureSchema(context: DdlContext, name: string): void {
  if (!context.catalog.users.get({ NAME: name })) addUser(context, name, null, 'LOCKED', 'Y');
}
