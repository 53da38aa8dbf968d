import { tokenize } from '../../oracle/plsql/lexer';

export interface Placeholder {
  /** As written: the implicit parameters' names are case sensitive. */
  readonly name: string;
  /** As the database names it. */
  readonly upperName: string;
}

/** The bind placeholders of a handler's source in order of appearance. Throws OraError where the text is no SQL. */
export function placeholdersOf(source: string): Placeholder[] {
  return tokenize(source)
    .filter((token) => token.kind === 'bind')
    .map((token) => ({
      name: source
        .slice(token.start, token.end)
        .replace(/^:\s*"?/, '')
        .replace(/"$/, ''),
      upperName: token.text,
    }));
}

/** PL/SQL takes one bind per name, SQL one per occurrence. */
export function distinct(placeholders: readonly Placeholder[]): Placeholder[] {
  const byName = new Map<string, Placeholder>();
  for (const placeholder of placeholders) {
    if (!byName.has(placeholder.upperName)) byName.set(placeholder.upperName, placeholder);
  }
  return [...byName.values()];
}
