import type { IndexByTable, PlsqlRecord, PlsqlValue } from '../host';

export type TableKey = number | string;

/** Keys in order; a table that was filled by appending needs no sorting. */
const keyCache = new WeakMap<IndexByTable, TableKey[]>();

export function isTable(value: PlsqlValue): value is IndexByTable {
  return typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'table';
}

export function isRecord(value: PlsqlValue): value is PlsqlRecord {
  return typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'record';
}

export function emptyTable(): IndexByTable {
  return { kind: 'table', entries: new Map() };
}

/** Elements at 1, 2, 3 ... */
export function tableOf(values: readonly PlsqlValue[]): IndexByTable {
  return { kind: 'table', entries: new Map(values.map((value, index) => [index + 1, value])) };
}

/** Tables and records are values: assigning one copies it. The copy of a table is in key order. */
export function copyValue(value: PlsqlValue): PlsqlValue {
  if (isTable(value)) {
    const sorted = sortedKeys(value);
    return {
      kind: 'table',
      entries: new Map(sorted.map((key) => [key, copyValue(value.entries.get(key) ?? null)])),
    };
  }
  return isRecord(value)
    ? { kind: 'record', fields: new Map([...value.fields].map(([name, field]) => [name, copyValue(field)])) }
    : value;
}

export function setEntry(table: IndexByTable, key: TableKey, value: PlsqlValue): void {
  if (!table.entries.has(key)) {
    const keys = keyCache.get(table);
    const last = keys?.at(-1);
    if (keys && (last === undefined || last < key)) {
      keys.push(key);
    } else {
      keyCache.delete(table);
    }
  }
  table.entries.set(key, value);
}

export function deleteEntries(table: IndexByTable, from?: TableKey, to = from): void {
  keyCache.delete(table);
  if (from === undefined || to === undefined) {
    table.entries.clear();
    return;
  }
  for (const key of table.entries.keys()) {
    if (key >= from && key <= to) {
      table.entries.delete(key);
    }
  }
}

export function sortedKeys(table: IndexByTable): readonly TableKey[] {
  const known = keyCache.get(table);
  // Packages written in TypeScript fill `entries` themselves: the size tells most of that.
  if (known && known.length === table.entries.size) {
    return known;
  }
  const keys = [...table.entries.keys()].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  keyCache.set(table, keys);
  return keys;
}

/** The nearest key above (NEXT) or below (PRIOR) that exists, null when there is none. */
export function neighbour(table: IndexByTable, key: TableKey, direction: 1 | -1): TableKey | null {
  const keys = sortedKeys(table);
  const candidate =
    direction === 1 ? keys.find((other) => other > key) : keys.findLast((other) => other < key);
  return candidate ?? null;
}
