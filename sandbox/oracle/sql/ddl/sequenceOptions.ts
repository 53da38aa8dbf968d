import type { SequenceRecord } from '../../dictionary/records';
import type { TokenCursor } from '../parser/cursor';

/** Oracle's own bound, 10^28 - 1, is beyond the numbers that are exact here. */
const LARGEST = Number.MAX_SAFE_INTEGER;

export function parseSequenceOptions(cursor: TokenCursor, owner: string, name: string): SequenceRecord {
  let increment = 1;
  let start: number | undefined;
  let min: number | undefined;
  let max: number | undefined;
  let cycle: 'Y' | 'N' = 'N';
  for (;;) {
    if (cursor.takeWords('INCREMENT', 'BY')) increment = cursor.wholeNumber();
    else if (cursor.takeWords('START', 'WITH')) start = cursor.wholeNumber();
    else if (cursor.takeWords('MINVALUE')) min = cursor.wholeNumber();
    else if (cursor.takeWords('MAXVALUE')) max = bounded(cursor);
    else if (cursor.takeWords('CACHE')) cursor.wholeNumber();
    else if (cursor.takeWords('CYCLE')) cycle = 'Y';
    else if (!cursor.takeOneOf(WITHOUT_EFFECT)) break;
  }
  const least = min ?? (increment > 0 ? 1 : -LARGEST);
  const greatest = max ?? (increment > 0 ? LARGEST : -1);
  return {
    OWNER: owner,
    NAME: name,
    INCREMENT_BY: increment,
    MIN_VALUE: least,
    MAX_VALUE: greatest,
    CYCLE_FLAG: cycle,
    NEXT_VALUE: start ?? (increment > 0 ? least : greatest),
  };
}

/** Defaults, and options that matter only to a cluster. */
const WITHOUT_EFFECT = [
  ...['NOCACHE', 'NOCYCLE', 'NOMINVALUE', 'NOMAXVALUE', 'ORDER', 'NOORDER', 'KEEP', 'NOKEEP', 'SESSION'],
  ...['GLOBAL', 'NOSCALE'],
];

function bounded(cursor: TokenCursor): number {
  return Math.min(cursor.wholeNumber(), LARGEST);
}
