import { strToU8, zipSync } from 'fflate';

/** The first one that the format can express, so that the same files give the same bytes. */
const mtime = new Date(1980, 0, 1);

/** A ZIP archive of small text files. */
export function zipArchive(files: Readonly<Record<string, string>>): Buffer {
  const entries = Object.entries(files).map(([name, text]) => [name, strToU8(text)] as const);
  return Buffer.from(zipSync(Object.fromEntries(entries), { mtime }));
}
