import type { Row } from '../../database/database';
import { OrdsError } from '../../errors';
import type { Target } from './target';

/** Id and time of creation of the user that has the name now; undefined: none has. */
export async function userThere(target: Target): Promise<string | undefined> {
  const [user] = await target.rows({
    text: 'user/read',
    binds: { name: target.schema },
    parts: { mapping: [] },
    purpose: 'read the user',
  });
  return user && String(user.INCARNATION);
}

/** Whether the user of the state is gone and another one has its name, which is then said. */
export function isAnother(schema: string, incarnation: string | undefined, live: string): boolean {
  if (incarnation === undefined || incarnation === live) return false;
  console.info(
    `ords: user ${schema} is another one by now (id and time ${live}, this stack's was ${incarnation}); it stays`,
  );
  return true;
}

/** Says what would go with the user of a schema, and drops nothing. A user that is gone is success. */
export async function refuseDrop(target: Target, incarnation: string | undefined): Promise<void> {
  const live = await userThere(target);
  if (live === undefined || isAnother(target.schema, incarnation, live)) return;
  const objects = await target.rows({
    text: 'user/objects',
    binds: { name: target.schema },
    purpose: 'read the objects',
  });
  const modules = await target.rows({ text: 'user/modules', purpose: 'read the modules' });
  throw new OrdsError(`user ${target.schema} is not dropped: ${lossOf(objects, modules)}`, {
    code: 'ords.user.not_dropped',
    field: 'forceDestroy',
    remedy:
      'to lose it all, set forceDestroy: true, run pulumi up and then the same command again; to keep the user and forget it, use retainOnDelete: true or pulumi state delete',
  });
}

/** `7 objects would be lost: TABLE AUDIT_LOG, TABLE ORDERS, ...; and of ORDS 1 module: orders`. */
export function lossOf(objects: readonly Row[], modules: readonly Row[]): string {
  const own = listed(
    objects,
    ({ OBJECT_TYPE, OBJECT_NAME }) => `${OBJECT_TYPE} ${OBJECT_NAME}`,
    'object',
    ' would be lost',
  );
  const rest = listed(modules, ({ NAME }) => String(NAME), 'module');
  return [
    own ?? 'it owns nothing, but its password, its grants and what ORDS has of it would be lost',
    ...(rest === undefined ? [] : [`and of ORDS ${rest}`]),
  ].join('; ');
}

/** `2 modules: a, b`; undefined where there is nothing. */
function listed(
  rows: readonly Row[],
  nameOf: (row: Row) => string,
  noun: string,
  verb = '',
): string | undefined {
  const total = Number(rows[0]?.TOTAL ?? 0);
  if (total === 0) return undefined;
  const more = total - rows.length;
  const list = [...rows.map(nameOf), ...(more > 0 ? [`${more} more`] : [])].join(', ');
  return `${total} ${noun}${total === 1 ? '' : 's'}${verb}: ${list}`;
}
