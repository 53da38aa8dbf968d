import type { Row } from '../../database/database';
import { OrdsError } from '../../errors';
import type { Target } from './target';

/** Says what would go with the user of a schema, and drops nothing. A user that is gone is success. */
export async function refuseDrop(target: Target): Promise<void> {
  const binds = { name: target.schema };
  const [user] = await target.rows({
    text: 'user/read',
    binds,
    parts: { mapping: [] },
    purpose: 'read the user',
  });
  if (!user) return;
  const objects = await target.rows({ text: 'user/objects', binds, purpose: 'read the objects' });
  throw new OrdsError(`user ${target.schema} is not dropped: ${lossOf(objects)}`, {
    code: 'ords.user.not_dropped',
    field: 'forceDestroy',
    remedy:
      'to lose it all, set forceDestroy: true, run pulumi up and then the same command again; to keep the user and forget it, use retainOnDelete: true or pulumi state delete',
  });
}

/** `7 objects would be lost: TABLE AUDIT_LOG, TABLE ORDERS, ...`. */
export function lossOf(objects: readonly Row[]): string {
  const total = Number(objects[0]?.TOTAL ?? 0);
  if (total === 0)
    return 'it owns nothing, but its password, its grants and what ORDS has of it would be lost';
  const names = objects.map(({ OBJECT_TYPE, OBJECT_NAME }) => `${OBJECT_TYPE} ${OBJECT_NAME}`);
  const more = total - names.length;
  const list = [...names, ...(more > 0 ? [`${more} more`] : [])].join(', ');
  return `${total === 1 ? '1 object' : `${total} objects`} would be lost: ${list}`;
}
