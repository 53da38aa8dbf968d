import { escapeText, renderEntry, renderPoolXml } from './poolXml';
import { readPoolXml, type PoolXml, type PoolXmlEntry, type Span } from './readPoolXml';
import type { PoolSetting } from './settings';

type Setting = Pick<PoolSetting, 'name' | 'value'>;
type Edit = Span & { readonly text: string };

/**
 * The text with these settings in it, and without those of `absent`. Everything else stays byte for byte: foreign settings,
 * comments, order, line ends. A setting that is there already keeps its place, the others come last. Without a text:
 * a new file.
 *
 * @throws OrdsError as `readPoolXml`.
 */
export function mergePoolXml(
  text: string | undefined,
  settings: readonly Setting[],
  absent: readonly string[] = [],
  where?: string,
): string {
  if (text === undefined) return renderPoolXml(settings);
  const xml = readPoolXml(text, where);
  const present = new Map(xml.entries.map((entry) => [entry.key, entry]));
  const edits = settings.flatMap(({ name, value }): Edit[] => {
    const entry = present.get(name);
    return entry === undefined || entry.value === value ? [] : [replaceValue(entry, value)];
  });
  for (const name of absent) {
    const entry = present.get(name);
    if (entry) edits.push({ ...wholeLines(text, entry), text: '' });
  }
  const missing = settings.filter(({ name }) => !present.has(name));
  if (missing.length > 0) edits.push(append(text, xml, missing));
  return apply(text, edits);
}

function replaceValue({ content, end }: PoolXmlEntry, value: string): Edit {
  if (content) return { ...content, text: escapeText(value) };
  return { start: end - '/>'.length, end, text: `>${escapeText(value)}</entry>` };
}

function append(text: string, { entries, closing }: PoolXml, settings: readonly Setting[]): Edit {
  const rendered = settings.map(renderEntry);
  if (closing.isSelfClosing)
    return { ...closing, text: `>\n${rendered.map((entry) => `${entry}\n`).join('')}</properties>` };
  const line = lineStart(text, closing.start);
  // Behind something else on its line, new lines could not be told from the file's own when they go again.
  if (text.slice(line, closing.start).trim() !== '')
    return { start: closing.start, end: closing.start, text: rendered.join('') };
  const newline = text[line - 2] === '\r' ? '\r\n' : '\n';
  const last = entries.at(-1);
  const before = last ? text.slice(lineStart(text, last.start), last.start) : '';
  const indent = before.trim() === '' ? before : '';
  return { start: line, end: line, text: rendered.map((entry) => indent + entry + newline).join('') };
}

/** With its indentation and line end where nothing else stands on its lines. */
function wholeLines(text: string, { start, end }: Span): Span {
  const first = lineStart(text, start);
  const newline = text.indexOf('\n', end);
  if (first === 0 || newline < 0) return { start, end };
  const around = text.slice(first, start) + text.slice(end, newline);
  return around.trim() === '' ? { start: first, end: newline + 1 } : { start, end };
}

function lineStart(text: string, position: number): number {
  return text.lastIndexOf('\n', position - 1) + 1;
}

function apply(text: string, edits: readonly Edit[]): string {
  return [...edits]
    .sort((left, right) => right.start - left.start)
    .reduce((result, { start, end, text: put }) => result.slice(0, start) + put + result.slice(end), text);
}
