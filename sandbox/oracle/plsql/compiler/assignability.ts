import { fit } from '../callMatching';
import { type PlsqlType, familyOf } from '../values/types';

/** Whether the compiler lets a value of one type be assigned to another; what it holds shows at run time. */
export function assignable(from: PlsqlType, to: PlsqlType): boolean {
  // A nested table may be made null again, an index-by table not.
  if (from.kind === 'null') {
    return (
      to.kind === 'scalar' ||
      to.kind === 'any' ||
      (to.kind === 'table' && to.indexBy === 'nested') ||
      to.kind === 'record'
    );
  }
  return fit(familyOf(from), familyOf(to)) !== undefined;
}
