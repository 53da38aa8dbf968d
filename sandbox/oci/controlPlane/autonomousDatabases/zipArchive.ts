import { crc32, deflateRawSync } from 'node:zlib';

/** APPNOTE.TXT of PKWARE, 4.3.7, 4.3.12 and 4.3.16. */
const LOCAL_HEADER = 0x04034b50;
const CENTRAL_HEADER = 0x02014b50;
const END_RECORD = 0x06054b50;
const VERSION = 20;
const UTF8_NAMES = 0x0800;
const DEFLATE = 8;
/** 1 January 1980, so that the same files give the same bytes. */
const DATE = 0x0021;

/** A ZIP archive of small text files. */
export function zipArchive(files: Readonly<Record<string, string>>): Buffer {
  const locals: Buffer[] = [];
  const centrals: Buffer[] = [];
  let offset = 0;
  for (const [name, text] of Object.entries(files)) {
    const content = Buffer.from(text);
    const packed = deflateRawSync(content);
    const encodedName = Buffer.from(name);
    const common = commonHeader(content, packed, encodedName);
    const local = Buffer.concat([u32(LOCAL_HEADER), common, encodedName, packed]);
    locals.push(local);
    // Comment length, disk, internal attributes, external attributes, offset.
    const place = Buffer.concat([u16(0), u16(0), u16(0), u32(0), u32(offset)]);
    centrals.push(Buffer.concat([u32(CENTRAL_HEADER), u16(VERSION), common, place, encodedName]));
    offset += local.length;
  }
  const directory = Buffer.concat(centrals);
  const count = u16(centrals.length);
  const end = [u32(END_RECORD), u16(0), u16(0), count, count, u32(directory.length), u32(offset), u16(0)];
  return Buffer.concat([...locals, directory, ...end]);
}

/** What the two headers of a file share: from "version needed" to "extra field length". */
function commonHeader(content: Buffer, packed: Buffer, name: Buffer): Buffer {
  return Buffer.concat([
    ...[u16(VERSION), u16(UTF8_NAMES), u16(DEFLATE), u16(0), u16(DATE)],
    ...[u32(crc32(content)), u32(packed.length), u32(content.length), u16(name.length), u16(0)],
  ]);
}

function u16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(value);
  return bytes;
}

function u32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}
