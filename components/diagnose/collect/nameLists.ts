/** Two lists of names as the binds of `sql/diagnose/wanted.sql`. */
export interface NameLists {
  readonly schemas: string;
  readonly aliases: string;
}

/** Bytes of a text bind, with room to spare: VARCHAR2 in SQL ends at 4,000. */
const MOST_BYTES = 3_900;
/** Between the names, before the first and after the last. */
const SEPARATOR = '\n';

/** As few pairs of lists as hold all names. */
export function nameLists(names: {
  readonly schemas: readonly string[];
  readonly aliases: readonly string[];
}): NameLists[] {
  const schemas = chunks(names.schemas);
  const aliases = chunks(names.aliases.map((alias) => alias.toLowerCase()));
  const count = Math.max(schemas.length, aliases.length);
  return Array.from({ length: count }, (_, index) => ({
    schemas: schemas[index] ?? SEPARATOR,
    aliases: aliases[index] ?? SEPARATOR,
  }));
}

function chunks(names: readonly string[]): string[] {
  const result: string[] = [];
  let current = SEPARATOR;
  for (const name of new Set(names)) {
    const longer = `${current}${name}${SEPARATOR}`;
    if (Buffer.byteLength(longer) <= MOST_BYTES || current === SEPARATOR) {
      current = longer;
      continue;
    }
    result.push(current);
    current = `${SEPARATOR}${name}${SEPARATOR}`;
  }
  return [...result, current];
}
