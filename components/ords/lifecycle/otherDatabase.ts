import type { Connection } from '../../database/database';
import { OrdsError } from '../../errors';
import { objectName } from './adoption/adoption';
import type { Kind } from './kind';
import { unmarked } from './ownership';
import { same, type Props } from './plain';
import { split } from './resourceState';
import type { Target } from './target';

/** Whether two connections may lead to different databases: by their text, or by the tnsnames.ora that explains it. */
export function isAnotherPlace(before: Connection, after: Connection): boolean {
  const place = ({ connectString, configDirectory, walletDirectory }: Connection) => [
    connectString,
    configDirectory,
    walletDirectory,
  ];
  return !same(place(before), place(after));
}

/**
 * Throws unless the object of the state is where the changed connection leads: in another database nobody has taken over what bears its
 * name, and the state must not forget what stays in the first one.
 */
export async function findAgain<Inputs extends object, Extra extends object>(
  kind: Kind<Inputs, Extra>,
  target: Target,
  olds: Props,
): Promise<void> {
  const { common, inputs, adopted } = split(kind, olds);
  const { owner } = common;
  const found = await kind.read(target, olds as Inputs & Extra);
  if (found) {
    const marked = unmarked(kind.markedIn, found).owner;
    if (kind.markedIn === undefined || adopted || owner === undefined) return;
    if (marked?.stack === owner.stack && marked.claim === owner.claim) return;
  }
  throw new OrdsError(
    `${objectName(kind, common.schema, inputs)} is not in the database that the changed connection leads to`,
    {
      code: 'ords.connection.other_database',
      field: 'connectString',
      remedy:
        'to move to another database, put the old connectString back, run pulumi destroy, then pulumi up with the new one; where it is the same database and somebody has deleted the object, pulumi up --refresh makes it again',
    },
  );
}
