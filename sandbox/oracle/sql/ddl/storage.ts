import { OraError } from '../../oraError';
import type { TokenCursor } from '../parser/cursor';
import type { DdlContext } from './context';

/** Every database has these; an Autonomous one keeps users' data in DATA, most others in USERS. */
export const TABLESPACES = ['SYSTEM', 'SYSAUX', 'UNDOTBS1', 'TEMP', 'USERS', 'DATA'];
/** Where the data of a user lies who was given none. */
export const DEFAULT_TABLESPACE = 'USERS';

const BLOCK = 8_192;
const UNITS: Readonly<Record<string, number>> = { K: 2 ** 10, M: 2 ** 20, G: 2 ** 30, T: 2 ** 40 };

/** The name of a tablespace that is there. Throws ORA-00959. */
export function tablespace(cursor: TokenCursor): string {
  const name = cursor.name(959, 'tablespace does not exist');
  if (!TABLESPACES.includes(name.text))
    throw new OraError(959, `tablespace '${name.text}' does not exist`, name.start);
  return name.text;
}

/** `QUOTA { UNLIMITED | n [K|M|G|T] } ON tablespace`, after its first word. It is kept, and limits nothing here. */
export function quota({ catalog }: DdlContext, cursor: TokenCursor, user: string): void {
  const bytes = cursor.takeWords('UNLIMITED') ? -1 : sizeInBytes(cursor);
  cursor.expectWord('ON', 969, 'missing ON keyword');
  const key = { USERNAME: user, TABLESPACE: tablespace(cursor) };
  catalog.quotas.remove(key);
  if (bytes !== 0) catalog.quotas.put({ ...key, MAX_BYTES: bytes });
}

function sizeInBytes(cursor: TokenCursor): number {
  const number = cursor.wholeNumber();
  const unit = cursor.takeOneOf(Object.keys(UNITS));
  return Math.ceil((number * (unit === undefined ? 1 : (UNITS[unit] ?? 1))) / BLOCK) * BLOCK;
}
