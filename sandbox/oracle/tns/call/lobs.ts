import { OraError } from '../../oraError';

/** CLOB data is kept as text: its lengths and offsets are UTF-16 units on the wire too. */
export type LobContent = string | Buffer;

/** Locator bytes (facts/tns.md 11, need 16). */
const LOCATOR_BYTES = 40;
const LENGTH_FIELD_BYTES = 2;
const ID_OFFSET = 16;
const VERSION_OFFSET = 3;
const VERSION = 1;
const KIND_OFFSET = 4;
const KIND_VALUE = 0x80;
const KIND_BLOB = 1;
const KIND_CLOB = 2;
const STATE_OFFSET = 5;
const STATE_INITIALISED = 0x08;
const CHARSET_OFFSET = 6;
const CHARSET_UTF16 = 0x80;
const DURATION_OFFSET = 7;
const DURATION_TEMPORARY = 3;

function encodeLocator(id: number, isText: boolean): Buffer {
  const locator = Buffer.alloc(LOCATOR_BYTES);
  locator.writeUInt16BE(LOCATOR_BYTES - LENGTH_FIELD_BYTES, 0);
  locator[VERSION_OFFSET] = VERSION;
  locator[KIND_OFFSET] = KIND_VALUE | (isText ? KIND_CLOB : KIND_BLOB);
  locator[STATE_OFFSET] = STATE_INITIALISED;
  locator[CHARSET_OFFSET] = isText ? CHARSET_UTF16 : 0;
  // every LOB lives in the session only, so a client may free it
  locator[DURATION_OFFSET] = DURATION_TEMPORARY;
  locator.writeUInt32BE(id, ID_OFFSET);
  return locator;
}

function idOf(locator: Buffer): number {
  return locator.length >= LOCATOR_BYTES ? locator.readUInt32BE(ID_OFFSET) : 0;
}

/** The LOBs of one session, by locator. */
export class LobTable {
  private readonly contents = new Map<number, LobContent>();
  private nextId = 1;

  constructor(private readonly limit: number) {}

  get size(): number {
    return this.contents.size;
  }

  /** Throws ORA-01652 above the session's limit, as a full temporary tablespace would. */
  create(content: LobContent): Buffer {
    if (this.contents.size >= this.limit) {
      throw new OraError(
        1652,
        `unable to extend temp segment by 128 in tablespace TEMP\n(the session holds ${this.limit} LOBs)`,
      );
    }
    const id = this.nextId++;
    this.contents.set(id, content);
    return encodeLocator(id, typeof content === 'string');
  }

  /** Throws ORA-22922 for a locator that was freed or never existed. */
  read(locator: Buffer): LobContent {
    const content = this.contents.get(idOf(locator));
    if (content === undefined) throw new OraError(22922, 'nonexistent LOB value');
    return content;
  }

  write(locator: Buffer, content: LobContent): void {
    this.contents.set(idOf(locator), content);
  }

  /** Frees every locator in a row of them. */
  free(locators: Buffer): void {
    for (let at = 0; at + LOCATOR_BYTES <= locators.length; at += LOCATOR_BYTES) {
      this.contents.delete(idOf(locators.subarray(at)));
    }
  }
}
