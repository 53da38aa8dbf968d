import { quote } from '../../../rules/text';
import { isUnknown, same } from '../plain';

/** One field of an object that is taken over, as it is now and as it will be. Both are texts for a line of a log. */
export interface FieldDifference {
  /** `roles`, `template "list" GET source`. */
  readonly field: string;
  readonly live: string;
  readonly wanted: string;
}

/** Characters of a value that is shown in full; what is longer, or has several lines, is described. */
const SHOWN = 120;
/** Entries of a list that are shown. */
const ENTRIES = 10;
/** Never shown, however short: sources are code of the schema's owner, and code holds passwords now and then. */
const HIDDEN = new Set(['source', 'etagQuery']);
/** Of these not even the length is shown. */
const SECRET = new Set(['password']);
/** What tells the entries of a list of objects apart; the noun that stands before it in a field's name. */
const KEYS = [
  ['pattern', 'template '],
  ['method', ''],
  ['name', 'parameter '],
] as const;

type Fields = Readonly<Record<string, unknown>>;

/** Every field in which two canonical definitions of one object differ, in the order of `properties`. */
export function differences(
  properties: readonly string[],
  live: Fields,
  wanted: Fields,
  path = '',
): FieldDifference[] {
  return properties.flatMap((property) =>
    same(live[property], wanted[property])
      ? []
      : fieldDifferences(property, path, live[property], wanted[property]),
  );
}

function fieldDifferences(property: string, path: string, live: unknown, wanted: unknown): FieldDifference[] {
  if (isObjects(live ?? []) && isObjects(wanted ?? []) && !(isEmpty(live) && isEmpty(wanted)))
    return entryDifferences((live ?? []) as Fields[], (wanted ?? []) as Fields[], path);
  if (SECRET.has(property)) return [{ field: path + property, live: 'not shown', wanted: 'as declared' }];
  const hidden = HIDDEN.has(property);
  if (isUnknown(wanted))
    return [{ field: path + property, live: shown(live, hidden), wanted: shown(wanted, hidden) }];
  if (typeof live === 'string' && typeof wanted === 'string' && (hidden || isLong(live) || isLong(wanted)))
    return [
      {
        field: path + property,
        live: `${live.length} characters`,
        wanted: `${wanted.length} characters, first difference in line ${firstDifferentLine(live, wanted)}`,
      },
    ];
  return [{ field: path + property, live: shown(live, hidden), wanted: shown(wanted, hidden) }];
}

/** Entries are told apart by their own key, so that one that was added does not make all after it differ. */
function entryDifferences(
  live: readonly Fields[],
  wanted: readonly Fields[],
  path: string,
): FieldDifference[] {
  const before = byKey(live);
  const after = byKey(wanted);
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((key) => {
    const [old, now] = [before.get(key), after.get(key)];
    if (!old) return [{ field: path + key, live: 'none', wanted: 'as declared' }];
    if (!now) return [{ field: path + key, live: 'there', wanted: 'removed' }];
    return differences([...new Set([...Object.keys(old), ...Object.keys(now)])], old, now, `${path}${key} `);
  });
}

function byKey(entries: readonly Fields[]): Map<string, Fields> {
  return new Map(
    entries.map((entry) => {
      const [property, noun] = KEYS.find(([name]) => Object.hasOwn(entry, name)) ?? ['', ''];
      const name = String(entry[property]);
      // One parameter may stand there once for the way in and once for the way out.
      const way = property === 'name' ? ` ${String(entry.accessMethod)}` : '';
      return [`${noun}${noun === '' ? name : quote(name)}${way}`, entry];
    }),
  );
}

function isObjects(value: unknown): boolean {
  return Array.isArray(value) && value.every((entry) => typeof entry === 'object' && entry !== null);
}

function isEmpty(value: unknown): boolean {
  return !Array.isArray(value) || value.length === 0;
}

function isLong(text: string): boolean {
  return text.length > SHOWN || text.includes('\n');
}

function shown(value: unknown, hidden: boolean): string {
  if (value === undefined || value === null) return 'none';
  if (isUnknown(value)) return 'not known yet';
  if (Array.isArray(value)) {
    if (value.length > 0 && isObjects(value)) return `${value.length} entries`;
    const more = value.length - ENTRIES;
    const entries = value.slice(0, ENTRIES).map((entry) => shown(entry, hidden));
    return `[${[...entries, ...(more > 0 ? [`${more} more`] : [])].join(', ')}]`;
  }
  if (typeof value === 'string') return hidden || isLong(value) ? `${value.length} characters` : quote(value);
  return typeof value === 'object' ? 'as declared' : JSON.stringify(value);
}

function firstDifferentLine(live: string, wanted: string): number {
  const [before, after] = [live.split('\n'), wanted.split('\n')];
  return before.findIndex((line, index) => line !== after[index]) + 1 || before.length + 1;
}
