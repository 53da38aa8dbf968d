import type { PoolSetting } from './settings';

/** A file of settings is Java's XML form of properties (facts/ords.md 11, "configuration files"). */
const HEAD = `<?xml version="1.0" encoding="UTF-8" standalone="no"?>
<!DOCTYPE properties SYSTEM "http://java.sun.com/dtd/properties.dtd">
`;

/** The whole text of a `pool.xml` that holds these settings and no others. */
export function renderPoolXml(settings: readonly Pick<PoolSetting, 'name' | 'value'>[]): string {
  const entries = settings.map((setting) => `${renderEntry(setting)}\n`);
  return `${HEAD}<properties>\n${entries.join('')}</properties>\n`;
}

export function renderEntry({ name, value }: Pick<PoolSetting, 'name' | 'value'>): string {
  return `<entry key="${name}">${escapeText(value)}</entry>`;
}

/**
 * Only ASCII, whatever encoding the file is taken for later. A plain carriage return would be read as a line feed
 * (XML 1.0, 2.11). Characters above U+FFFF never come here: see `checkPoolTrust`.
 */
export function escapeText(text: string): string {
  return text
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/[^\t\n -~]/gu, (character) => `&#${character.codePointAt(0) ?? 0};`);
}
