import type { CallMutex } from './callMutex';
import type { Catalog } from './dictionary/catalog';
import type { PackageRegistry } from './dictionary/packageRegistry';
import type { Faults } from './faults';
import { OraError } from './oraError';
import { tokenize } from './plsql/lexer';
import type { OracleSession } from './session';
import type { Transactions } from './sql/engine/transactions';
import type { StatementRunner } from './sql/statementRunner';

/** What the sessions of one database share. */
export interface DatabaseCore {
  readonly catalog: Catalog;
  readonly registry: PackageRegistry;
  readonly transactions: Transactions;
  readonly runner: StatementRunner;
  readonly mutex: CallMutex;
  readonly faults: Faults;
  readonly sessions: Set<OracleSession>;
  readonly log: (line: string) => void;
  noteError(error: unknown, sql: string, user: string): void;
}

/** Errors that may show a gap of the sandbox rather than a mistake of the client. */
const NOTEWORTHY = new Set([600, 900, 902, 904, 922, 923, 933, 942, 2003, 2248, 3001, 6550, 6553]);
const SHOWN_LENGTH = 200;

/** One line per unknown call, column or statement; undefined for errors that are the client's own. */
export function describeError(error: unknown, sql: string, user: string): string | undefined {
  if (error instanceof OraError && !NOTEWORTHY.has(error.number)) return undefined;
  const message = error instanceof Error ? error.message : String(error);
  return `${user}: ${message.split('\n')[0] ?? ''} in: ${withoutSecrets(sql).slice(0, SHOWN_LENGTH)}`;
}

/** Literals, passwords and comments may be secrets; text that cannot be read is not shown at all. */
function withoutSecrets(sql: string): string {
  try {
    const tokens = tokenize(sql);
    let shown = '';
    tokens.forEach((token, i) => {
      const [before, beforeThat] = [tokens[i - 1], tokens[i - 2]];
      if (before && token.start > before.end) shown += ' ';
      // IDENTIFIED BY new REPLACE old, but CREATE OR REPLACE VIEW.
      const password =
        (before?.text === 'BY' && beforeThat?.text === 'IDENTIFIED') ||
        (before?.text === 'REPLACE' && beforeThat?.text !== 'OR');
      const hidden = token.kind === 'string' || token.kind === 'hint' || password;
      shown += hidden ? "'...'" : sql.slice(token.start, token.end);
    });
    return shown;
  } catch {
    return '...';
  }
}
