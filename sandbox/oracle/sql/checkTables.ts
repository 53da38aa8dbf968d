import type { ObjectPrivilege } from '../dictionary/access';
import type { Environment } from './emit/environment';
import { findTable } from './emit/tables';
import type { Name, Statement } from './parser/ast';
import { parseStatement } from './parser/statementParser';

const CHANGES: Readonly<Record<Exclude<Statement['kind'], 'select'>, ObjectPrivilege>> = {
  insert: 'INSERT',
  update: 'UPDATE',
  delete: 'DELETE',
  merge: 'UPDATE',
};

/**
 * Oracle compiles a block as a whole: a table that the user may not use refuses all of it, also where the statement would
 * not be reached. Throws ORA-00942 or ORA-01031 with the offset in `sql`.
 */
export function checkTables(sql: string, environment: Environment): void {
  const statement = parseStatement(sql);
  if (statement.kind !== 'select') {
    const { path, start } = statement.target;
    findTable(environment, path, CHANGES[statement.kind], start);
  }
  const common = new Set<string>();
  const tables: { path: readonly Name[]; start: number }[] = [];
  visit(statement, (node) => {
    if (node['kind'] === 'table') tables.push(node as unknown as (typeof tables)[number]);
    if (Array.isArray(node['with']))
      for (const { name } of node['with'] as { name: Name }[]) common.add(name.text);
  });
  for (const { path, start } of tables) {
    const [first] = path;
    if (path.length === 1 && first && common.has(first.text)) continue;
    findTable(environment, path, 'SELECT', start);
  }
}

function visit(node: unknown, use: (node: Readonly<Record<string, unknown>>) => void): void {
  if (typeof node !== 'object' || node === null) return;
  if (!Array.isArray(node)) use(node as Record<string, unknown>);
  for (const child of Object.values(node)) visit(child, use);
}
