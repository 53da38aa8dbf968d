/** What the wire must know about a statement's text: how its binds are numbered and which messages answer it. */
export type StatementKind = 'query' | 'plsql' | 'dml' | 'ddl' | 'other';

export interface Statement {
  readonly kind: StatementKind;
  /** Placeholders: in PL/SQL one per distinct name, else one per occurrence; empty for DDL, which takes none. */
  readonly bindNames: readonly string[];
  /** Index of the first bind of a RETURNING ... INTO clause; those get no value from the client. */
  readonly firstReturnBind: number | undefined;
}

const KINDS: ReadonlyMap<string, StatementKind> = new Map<string, StatementKind>([
  ...['SELECT', 'WITH'].map((word) => [word, 'query'] as const),
  ...['BEGIN', 'DECLARE', 'CALL'].map((word) => [word, 'plsql'] as const),
  ...['INSERT', 'UPDATE', 'DELETE', 'MERGE'].map((word) => [word, 'dml'] as const),
  ...['CREATE', 'ALTER', 'DROP', 'GRANT', 'REVOKE', 'ANALYZE', 'AUDIT', 'COMMENT', 'TRUNCATE'].map(
    (word) => [word, 'ddl'] as const,
  ),
]);

/**
 * One token at a time; the alternatives are tried in order. A string literal swallows a colon behind it, which
 * is a key's colon in JSON syntax and no placeholder.
 */
const TOKEN = new RegExp(
  [
    /(?<space>\s+)/,
    /(?<comment>--[^\n]*|\/\*[\s\S]*?(?:\*\/|$))/,
    /(?<string>n?q'(?:\[[\s\S]*?(?:\]'|$)|\{[\s\S]*?(?:\}'|$)|<[\s\S]*?(?:>'|$)|\([\s\S]*?(?:\)'|$)|(?<q>[\s\S])[\s\S]*?(?:\k<q>'|$))|'[^']*(?:'|$))/,
    /(?<quoted>"[^"]*(?:"|$))/,
    /(?<assign>:=)/,
    /(?<label><<\s*(?:"[^"]*"|[^\s>]+)\s*>>)/,
    /:\s*(?:"(?<quotedBind>[^"]+)"|(?<bind>\p{L}[\p{L}\p{N}_$#]*|\d+))/u,
    /(?<word>[\p{L}\p{N}_$#]+)/u,
    /(?<other>[\s\S])/,
  ]
    .map((alternative) => alternative.source)
    .join('|'),
  'giu',
);

export function analyseStatement(sql: string): Statement {
  let kind: StatementKind | undefined;
  let afterString = false;
  let returning = false;
  let firstReturnBind: number | undefined;
  const names: string[] = [];
  for (const { groups = {} } of sql.matchAll(TOKEN)) {
    if (groups['space'] !== undefined || groups['comment'] !== undefined) continue;
    const word = groups['word']?.toUpperCase();
    if (word !== undefined) {
      kind ??= KINDS.get(word) ?? 'other';
      if (kind === 'ddl') break;
      if (kind === 'dml' && (word === 'RETURNING' || word === 'RETURN')) returning = true;
      if (returning && word === 'INTO') firstReturnBind ??= names.length;
    }
    const name = groups['quotedBind'] ?? groups['bind']?.toUpperCase();
    if (name !== undefined && !afterString && !(kind === 'plsql' && names.includes(name))) names.push(name);
    afterString = groups['string'] !== undefined;
  }
  return { kind: kind ?? 'other', bindNames: names, firstReturnBind };
}
