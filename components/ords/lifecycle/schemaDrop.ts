import { OrdsError } from '../../errors';
import { heldBy } from './ownership';
import { isAnother, userThere } from './schemaLoss';
import type { Target } from './target';

/** A Schema has no claim, and a stack may have several: what bears the stack's name is its own under each of them. */
export const ANY_CLAIM = '%';

/**
 * Drops the user with all that it owns: the very one of the state, and not while another stack has something in its schema. A user that
 * is gone is success.
 */
export async function dropUser(
  target: Target,
  incarnation: string | undefined,
  stack: string | null,
): Promise<void> {
  const { schema } = target;
  const live = await userThere(target);
  if (live === undefined) return;
  if (incarnation === undefined) throw unknownUser(schema, live);
  if (isAnother(schema, incarnation, live)) return;
  await target.endSessionsOf(schema);
  const { status, out } = await target.block(
    {
      text: 'user/drop',
      binds: { name: schema, incarnation, own_stack: stack, claim: ANY_CLAIM },
      purpose: 'drop the user',
      meanings: {
        1940: {
          code: 'ords.user.connected',
          summary: `somebody is connected as ${schema}`,
          remedy: `end these sessions (select sid, serial#, program from v$session where username = '${schema}'; alter system kill session 'sid,serial#'), then run the same command again`,
        },
      },
    },
    ['detail'],
  );
  if (status === 'held') throw heldUser(schema, out.detail, stack);
  if (status === 'another') isAnother(schema, incarnation, out.detail ?? '');
}

function unknownUser(schema: string, live: string): OrdsError {
  return new OrdsError(
    `user ${schema} is not dropped: the state, of an earlier release, does not say which user of this name it is; there is one with id and time ${live}`,
    {
      code: 'ords.user.not_dropped',
      field: 'name',
      remedy:
        'where that is the user to drop, pulumi refresh records it; then run the same command again. To keep it and forget it: pulumi state delete',
    },
  );
}

function heldUser(schema: string, mark: string | null | undefined, stack: string | null): OrdsError {
  return new OrdsError(`user ${schema} is not dropped: something in its schema is ${heldBy(mark, stack)}`, {
    code: 'ords.user.held',
    field: 'forceDestroy',
    remedy:
      stack === null
        ? 'where that is this very stack, run pulumi up, which records whose the user is; then run the same command again. Otherwise let that stack go of it first'
        : 'let that stack go of it (pulumi destroy there), then run the same command again; to keep the user and forget it, use retainOnDelete: true or pulumi state delete',
  });
}
