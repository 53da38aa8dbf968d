import { storeDatetime } from '../engine/storedValues';
import type { Sequences } from '../engine/sequences';
import type { Sqlite } from '../engine/sqlite';
import type { Environment } from '../emit/environment';
import type { Access } from '../../dictionary/access';
import type { Catalog } from '../../dictionary/catalog';
import type { ObjectRecord } from '../../dictionary/records';
import { OraError } from '../../oraError';
import type { Name } from '../parser/ast';

/** What a DDL statement works on. */
export interface DdlContext {
  readonly catalog: Catalog;
  readonly sqlite: Sqlite;
  readonly sequences: Sequences;
  readonly access: Access;
  /** Where unqualified names are created. */
  readonly schema: string;
  /** For the expressions of defaults, checks and views. */
  readonly environment: Environment;
  readonly log: (line: string) => void;
}

/** A new object's owner and name; another schema needs the ANY privilege. */
export function newObject(
  context: DdlContext,
  path: readonly Name[],
  privilege: string,
): { owner: string; name: string } {
  const [first, second] = path;
  if (!first) throw new OraError(903, 'invalid table name');
  const owner = second ? first.text : context.schema;
  const name = (second ?? first).text;
  if (!context.catalog.users.get({ NAME: owner })) {
    throw new OraError(1918, `user '${owner}' does not exist`, first.start);
  }
  const own = owner === context.access.user;
  const needed = own ? privilege : privilege.replace(/^CREATE /, 'CREATE ANY ');
  requirePrivilege(context, needed, ...(own ? [privilege.replace(/^CREATE /, 'CREATE ANY ')] : []));
  return { owner, name };
}

export function requirePrivilege({ access }: DdlContext, ...privileges: readonly string[]): void {
  if (!privileges.some((privilege) => access.hasSystemPrivilege(privilege))) {
    throw new OraError(1031, 'insufficient privileges');
  }
}

export function requireFreeName({ catalog }: DdlContext, owner: string, name: string, offset: number): void {
  if (catalog.kind(owner, name)) {
    throw new OraError(955, 'name is already used by an existing object', offset);
  }
}

export function addObject(
  context: DdlContext,
  owner: string,
  name: string,
  type: ObjectRecord['TYPE'],
  body: string | null = null,
): void {
  const { catalog } = context;
  const now = storeDatetime(new Date(Math.floor(Date.now() / 1000) * 1000));
  const former = catalog.objects.get({ OWNER: owner, NAME: name, TYPE: type });
  catalog.objects.put({
    OWNER: owner,
    NAME: name,
    TYPE: type,
    ID: former?.ID ?? catalog.nextObjectId(),
    CREATED: former?.CREATED ?? now,
    CHANGED: now,
    BODY: body,
    COMMENTS: former?.COMMENTS ?? null,
  });
  catalog.changed();
}

/** An existing object of the given type that the user owns or may handle with the ANY privilege. */
export function ownedObject(
  context: DdlContext,
  path: readonly Name[],
  type: ObjectRecord['TYPE'],
  privilege: string,
  missing: readonly [number, string],
): { owner: string; name: string } {
  const { catalog, schema, access } = context;
  const [first, second] = path;
  const owner = second && first ? first.text : schema;
  const name = (second ?? first)?.text ?? '';
  if (catalog.kind(owner, name) !== type) throw new OraError(missing[0], missing[1], first?.start ?? 0);
  if (owner !== access.user && !access.hasSystemPrivilege(privilege)) {
    if (access.sees(owner, name)) throw new OraError(1031, 'insufficient privileges');
    throw new OraError(missing[0], missing[1], first?.start ?? 0);
  }
  return { owner, name };
}

/** Names that the database makes up: SYS_C0012345, ISEQ$$_12345. */
export function systemName({ catalog }: DdlContext, prefix: string): string {
  return `${prefix}${String(catalog.nextObjectId()).padStart(7, '0')}`;
}
